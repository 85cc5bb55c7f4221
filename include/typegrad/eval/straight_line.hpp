// Evaluates a recorded program over any number type as straight-line code: one statement a node.
#pragma once

#include <cstddef>
#include <utility>

#include <typegrad/eval/frozen.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad {

namespace detail {

/// The values of a program's nodes while it runs.
template <class T, std::size_t Numbers, std::size_t Truths>
struct values {
  T numbers[Numbers + 1];
  truth_of<T> truths[Truths + 1];
};

template <class Program, class T>
using values_of = values<T, sizes_of<Program>.numbers, sizes_of<Program>.truths>;

template <operation O, class T, class Values>
TYPEGRAD_INLINE constexpr void load(Values& v, const T* inputs, index r, index a,
                                    const literal& number) {
  if constexpr (O == operation::input)
    v.numbers[r] = inputs[a];
  else if constexpr (O == operation::literal)
    v.numbers[r] = convert<T>(number);
  else
    step<O>(v, r, 0, 0, 0);
}

template <class Program, std::size_t Block, class T, class Values, std::size_t... I>
TYPEGRAD_INLINE constexpr void load_leaves(Values& v, const T* inputs, std::index_sequence<I...>) {
  constexpr auto& s = leaf_slice<Program, Block>;
  (load<s.at[I].op>(v, inputs, s.at[I].r, s.at[I].a, s.number[I]), ...);
}

template <class Program, std::size_t Block, class Values, std::size_t... I>
TYPEGRAD_INLINE constexpr void run_nodes(Values& v, std::index_sequence<I...>) {
  constexpr auto& s = node_slice<Program, Block>;
  (step<s.at[I].op>(v, s.at[I].r, s.at[I].a, s.at[I].b, s.at[I].c), ...);
}

constexpr std::size_t length_of(std::size_t count, std::size_t block) {
  return count - block * block_size < block_size ? count - block * block_size : block_size;
}

template <class Program, std::size_t First, std::size_t Last, class Values, class T>
TYPEGRAD_INLINE constexpr void store_results(const Values& v, T* outputs) {
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
template <class Program, class Values, class T, std::size_t... Block>
TYPEGRAD_INLINE constexpr void run_blocks(Values& v, T* outputs, std::index_sequence<Block...>) {
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

}  // namespace detail

/// outputs = Program(inputs), over arrays of the program's numbers of inputs and outputs. Nothing
/// is allocated.
template <class Program, class T>
TYPEGRAD_INLINE constexpr void evaluate(const T* inputs, T* outputs) {
  constexpr std::size_t leaves = sizes_of<Program>.leaves, nodes = sizes_of<Program>.nodes;
  detail::values_of<Program, T> v;
  [&]<std::size_t... Block>(std::index_sequence<Block...>) {
    (detail::load_leaves<Program, Block>(
         v, inputs, std::make_index_sequence<detail::length_of(leaves, Block)>{}),
     ...);
  }(std::make_index_sequence<(leaves + block_size - 1) / block_size>{});
  detail::run_blocks<Program>(v, outputs,
                              std::make_index_sequence<(nodes + block_size - 1) / block_size>{});
}

}  // namespace typegrad
