// Evaluates a recorded program over any number type as straight-line code: one statement a node, in
// blocks of bounded size.
#pragma once

#include <cstddef>
#include <utility>

#include <typegrad/eval/frozen.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad {

namespace detail {

template <class Program, std::size_t Block, class T, std::size_t... I>
constexpr void run_block(const registers<T>& v, std::index_sequence<I...>) {
  constexpr const auto& s = slice<Program, Block>;
  (step<s.at[I].op>(v, s.at[I].r, s.at[I].a, s.at[I].b, s.at[I].c, s.at[I].number), ...);
}

template <class Program, std::size_t First, std::size_t Count, class T>
constexpr void run_blocks(const registers<T>& v) {
  if constexpr (Count == 1) {
    constexpr std::size_t nodes = Program::frozen.node_count - First * block_size;
    run_block<Program, First>(
        v, std::make_index_sequence<(nodes < block_size ? nodes : block_size)>{});
  } else if constexpr (Count > 1) {
    run_blocks<Program, First, Count / 2>(v);
    run_blocks<Program, First + Count / 2, Count - Count / 2>(v);
  }
}

}  // namespace detail

/// outputs = Program(inputs), over arrays of the program's numbers of inputs and outputs. Nothing
/// is allocated.
template <class Program, class T>
constexpr void evaluate(const T* inputs, T* outputs) {
  constexpr std::size_t number_count = Program::frozen.number_count,
                        truth_count = Program::frozen.truth_count;
  constexpr std::size_t blocks = (Program::frozen.node_count + block_size - 1) / block_size;
  T numbers[number_count + 1];
  typename detail::registers<T>::truth truths[truth_count + 1];
  detail::run_blocks<Program, 0, blocks>(detail::registers<T>{numbers, truths, inputs});
  constexpr auto& places = output_places<Program>;
  for (std::size_t i = 0; i < places.size(); ++i) outputs[i] = numbers[places[i]];
}

}  // namespace typegrad
