// What a program's nodes are worth while it runs.
#pragma once

#include <cstddef>
#include <type_traits>

#include <typegrad/eval/frozen.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad::detail {

/// The numbers and the truth values of a program, each at the place of its instruction.
template <class T, std::size_t Numbers, std::size_t Truths>
struct values {
  T numbers[Numbers + 1];
  truth_of<T> truths[Truths + 1];
};

/// The same beside sequences.
template <class T, std::size_t Numbers, std::size_t Truths>
struct values_and_sequences : values<T, Numbers, Truths> {
  T* stored;
};

template <class Program, class T>
using values_of = std::conditional_t<
    sizes_of<Program>.loops == 0, values<T, sizes_of<Program>.numbers, sizes_of<Program>.truths>,
    values_and_sequences<T, sizes_of<Program>.numbers, sizes_of<Program>.truths>>;

}  // namespace typegrad::detail
