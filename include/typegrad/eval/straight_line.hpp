// Evaluates a recorded program over any number type as straight-line code: one statement a node.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <typegrad/eval/run_loop.hpp>
#include <typegrad/eval/values.hpp>

namespace typegrad::detail {
template <class Program, std::size_t K, class Values>
TYPEGRAD_INLINE constexpr void run_loop(Values& outer);

/// Executes one node of a program that has loops.
template <class Program, operation O, index R, index A, index B, index C, class Values>
TYPEGRAD_INLINE constexpr void execute(Values& v) {
  if constexpr (O == operation::scan)
    run_loop<Program, R>(v);
  else
    step<O>(v, R, A, B, C);
}

template <operation O, class T, class Values>
TYPEGRAD_INLINE constexpr void load(Values& v, index r, const literal& number) {
  if constexpr (O == operation::literal)
    v.numbers[r] = convert<T>(number);
  else
    step<O>(v, r, 0, 0, 0);
}

template <class Program, std::size_t Block, class T, class Values, std::size_t... I>
TYPEGRAD_INLINE constexpr void load_leaves(Values& v, std::index_sequence<I...>) {
  constexpr auto& s = block<Program, part::leaves, Block>;
  (load<s.at[I].op, T>(v, s.at[I].r, {s.numerators[I], s.denominators[I]}), ...);
}

template <class Program, std::size_t Block, class Values, std::size_t... I>
TYPEGRAD_INLINE constexpr void run_nodes(Values& v, std::index_sequence<I...>) {
  constexpr auto& s = block<Program, part::nodes, Block>;
  if constexpr (sizes_of<Program>.loops == 0)
    (step<s.at[I].op>(v, s.at[I].r, s.at[I].a, s.at[I].b, s.at[I].c), ...);
  else
    (execute<Program, s.at[I].op, s.at[I].r, s.at[I].a, s.at[I].b, s.at[I].c>(v), ...);
}

constexpr std::size_t length_of(std::size_t count, std::size_t block) {
  return count - block * block_size < block_size ? count - block * block_size : block_size;
}

template <class Program, std::size_t First, std::size_t Last, class Values, class Outputs>
TYPEGRAD_INLINE constexpr void store_results(const Values& v, const Outputs& outputs) {
  constexpr auto& results = results_of<Program, First, Last>;
  if constexpr (results.size() <= 256)
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      ((outputs[results[I].output] = v.numbers[results[I].value]), ...);
    }(std::make_index_sequence<results.size()>{});
  else
    for (const result_place& r : results) outputs[r.output] = v.numbers[r.value];
}

template <class Program, std::size_t Block, class Values>
constexpr void run_block(Values& v) {
  run_nodes<Program, Block>(v,
                            std::make_index_sequence<length_of(sizes_of<Program>.nodes, Block)>{});
}

template <class Values, std::size_t N>
constexpr void run_in_turn(Values& v, void (*const (&blocks)[N])(Values&)) {
  for (const auto block : blocks) block(v);
}

/// Graphs of some hundred nodes become one function, whose values live in registers and whose
/// results are stored as soon as they are made; longer ones a chain of functions over the values in
/// memory, since the cost of compiling one function grows faster than its length.
template <class Program, class Values, class Outputs, std::size_t... Block>
TYPEGRAD_INLINE constexpr void run_blocks(Values& v, const Outputs& outputs,
                                          std::index_sequence<Block...>) {
  constexpr std::size_t nodes = sizes_of<Program>.nodes;
  if constexpr (sizeof...(Block) <= 16) {
    ((run_nodes<Program, Block>(v, std::make_index_sequence<length_of(nodes, Block)>{}),
      store_results<Program, Block * block_size, (Block + 1) * block_size>(v, outputs)),
     ...);
    if constexpr (nodes % block_size == 0) store_results<Program, nodes, nodes + 1>(v, outputs);
  } else {
    run_in_turn(v, {run_block<Program, Block, Values>...});
    store_results<Program, 0, nodes + 1>(v, outputs);
  }
}

template <class Program, class Values, std::size_t... Block>
TYPEGRAD_INLINE constexpr void run_body(Values& v, std::index_sequence<Block...>) {
  if constexpr (sizeof...(Block) <= 16)
    (run_nodes<Program, Block>(
         v, std::make_index_sequence<length_of(sizes_of<Program>.nodes, Block)>{}),
     ...);
  else
    run_in_turn(v, {run_block<Program, Block, Values>...});
}

template <class Program, std::size_t K, class Values>
TYPEGRAD_INLINE constexpr void run_loop(Values& outer) {
  using code = loop_code<Program, K>;
  using body = typename code::body;
  using scalar = std::remove_cvref_t<decltype(outer.numbers[0])>;
  constexpr frozen_loop l = code::l;
  constexpr std::size_t leaves = sizes_of<body>.leaves, nodes = sizes_of<body>.nodes;
  constexpr std::make_index_sequence<l.carries> carries{};
  scalar carry[l.carries + 1];
  frame_of<body, scalar> inner;
  stored_sequences<scalar, sizes_of<body>.stored> storage;
  if constexpr (sizes_of<body>.loops > 0) inner.stored = storage.begin();
  [&]<std::size_t... Block>(std::index_sequence<Block...>) {
    (load_leaves<body, Block, scalar>(inner, std::make_index_sequence<length_of(leaves, Block)>{}),
     ...);
  }(std::make_index_sequence<(leaves + block_size - 1) / block_size>{});
  code::begin(outer, inner, carry, carries, std::make_index_sequence<l.constants>{});
  for (index step = 0; step < l.count; ++step) {
    const index t = l.backward ? l.count - 1 - step : step;
    code::enter(outer, inner, carry, t, carries, std::make_index_sequence<l.sequences>{});
    run_body<body>(inner, std::make_index_sequence<(nodes + block_size - 1) / block_size>{});
    code::leave(outer, inner, carry, t, carries, std::make_index_sequence<l.stacked>{});
  }
  code::end(outer, carry, carries);
}

/// What the sequences of a program may take of the stack, in bytes.
inline constexpr std::size_t stack_limit = std::size_t{1} << 22;

/// outputs = Program(inputs).
template <class Program, class Inputs, class Outputs>
TYPEGRAD_INLINE constexpr void run_straight_line(const Inputs& inputs, const Outputs& outputs) {
  using T = std::remove_cvref_t<decltype(outputs[0])>;
  constexpr std::size_t leaves = sizes_of<Program>.leaves, nodes = sizes_of<Program>.nodes;
  static_assert(
      sizes_of<Program>.stored_total * sizeof(T) <= stack_limit,
      "typegrad: the histories that reverse mode keeps of the loops in this program take more than "
      "4 "
      "MiB of the stack; take the derivative in forward mode, with tg::forward, or nest two "
      "tg::iterate, of which the inner one is computed anew");
  if constexpr (sizes_of<Program>.loops > 0) check_iterations(sizes_of<Program>.iterations);
  values_of<Program, T, Inputs> v(inputs);
  stored_sequences<T, sizes_of<Program>.stored> storage;
  if constexpr (sizes_of<Program>.loops > 0) v.stored = storage.begin();
  [&]<std::size_t... Block>(std::index_sequence<Block...>) {
    (load_leaves<Program, Block, T>(v, std::make_index_sequence<length_of(leaves, Block)>{}), ...);
  }(std::make_index_sequence<(leaves + block_size - 1) / block_size>{});
  run_blocks<Program>(v, outputs,
                      std::make_index_sequence<(nodes + block_size - 1) / block_size>{});
}

}  // namespace typegrad::detail
