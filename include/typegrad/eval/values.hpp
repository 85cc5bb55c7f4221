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
using frame_of = std::conditional_t<
    sizes_of<Program>.loops == 0, values<T, sizes_of<Program>.numbers, sizes_of<Program>.truths>,
    values_and_sequences<T, sizes_of<Program>.numbers, sizes_of<Program>.truths>>;

/// The values of a whole program, beside its inputs. The inputs of a loop's body are set by the
/// loop.
template <class Frame, class Inputs>
struct with_inputs : Frame {
  const Inputs& inputs;
  constexpr explicit with_inputs(const Inputs& program_inputs) : inputs(program_inputs) {}
};

template <class Program, class T, class Inputs>
using values_of = with_inputs<frame_of<Program, T>, Inputs>;

}  // namespace typegrad::detail
