// Evaluates a recorded program on doubles as straight-line code that executes two equal operations
// at a time.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <typegrad/eval/paired_program.hpp>
#include <typegrad/eval/straight_line.hpp>

namespace typegrad::detail {

using number_pair [[gnu::vector_size(16)]] = double;

template <class Program>
inline constexpr std::size_t paired_steps = paired<Program>.step_count;

template <class Program, class T>
inline constexpr bool runs_in_pairs = [] {
  if constexpr (std::is_same_v<T, double>)
    return paired_steps<Program> > 0;
  else
    return false;
}();

template <class Program, std::size_t Block>
inline constexpr auto paired_block = [] {
  constexpr auto& whole = paired<Program>;
  std::array<paired_step, block_size> chosen{};
  for (std::size_t place = 0; place < length_of(whole.step_count, Block); ++place)
    chosen[place] = whole.steps[Block * block_size + place];
  return chosen;
}();

template <class Frame, std::size_t Pairs>
struct with_pairs : Frame {
  using Frame::Frame;
  number_pair pairs[Pairs];
};

template <operation O>
TYPEGRAD_INLINE number_pair apply(const number_pair& x, const number_pair& y) {
  using enum operation;
  if constexpr (O == add)
    return x + y;
  else if constexpr (O == subtract)
    return x - y;
  else if constexpr (O == multiply)
    return x * y;
  else if constexpr (O == divide)
    return x / y;
  else
    return -x;
}

template <step_form Form, operation O, class Values, class Outputs>
TYPEGRAD_INLINE void perform(Values& v, const Outputs& outputs, index r, index a, index b,
                             index c) {
  using enum step_form;
  if constexpr (Form == both)
    v.pairs[r] = apply<O>(v.pairs[a], v.pairs[b]);
  else if constexpr (Form == join)
    v.pairs[r] = number_pair{v.numbers[a], v.numbers[b]};
  else if constexpr (Form == half)
    v.numbers[r] = v.pairs[a][b];
  else if constexpr (Form == store)
    outputs[r] = v.numbers[a];
  else if constexpr (Form == store_half)
    outputs[r] = v.pairs[a][b];
  else
    step<O>(v, r, a, b, c);
}

template <class Program, std::size_t Block, class Values, class Outputs, std::size_t... I>
TYPEGRAD_INLINE void run_paired_block(Values& v, const Outputs& outputs,
                                      std::index_sequence<I...>) {
  constexpr auto& s = paired_block<Program, Block>;
  (perform<s[I].form, s[I].op>(v, outputs, s[I].r, s[I].a, s[I].b, s[I].c), ...);
}

/// outputs = Program(inputs).
template <class Program, class Inputs, class Outputs>
TYPEGRAD_INLINE void run_in_pairs(const Inputs& inputs, const Outputs& outputs) {
  constexpr std::size_t leaves = sizes_of<Program>.leaves, steps = paired_steps<Program>;
  with_pairs<values_of<Program, double, Inputs>, paired<Program>.pair_count> v(inputs);
  [&]<std::size_t... Block>(std::index_sequence<Block...>) {
    (load_leaves<Program, Block, double>(v, std::make_index_sequence<length_of(leaves, Block)>{}),
     ...);
  }(std::make_index_sequence<(leaves + block_size - 1) / block_size>{});
  [&]<std::size_t... Block>(std::index_sequence<Block...>) {
    (run_paired_block<Program, Block>(v, outputs,
                                      std::make_index_sequence<length_of(steps, Block)>{}),
     ...);
  }(std::make_index_sequence<(steps + block_size - 1) / block_size>{});
}

}  // namespace typegrad::detail
