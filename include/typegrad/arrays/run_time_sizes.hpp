// The sizes of a program's arrays once those of its inputs are known.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <typegrad/arrays/plan.hpp>
#include <typegrad/eval/extents.hpp>

namespace typegrad::detail {

/// The value of every extent and of every shape of the program P.
template <class P>
class run_time_sizes {
  static constexpr std::size_t dimensions = P::plan.made.dimensions, shapes = P::plan.made.shapes;

 public:
  /// Throws shape_error where the sizes do not fit together.
  explicit run_time_sizes(const std::array<array_size, P::plan.inputs + 1>& sizes) {
    measure(sizes);
  }

  /// Those of the body of a loop, whose dimensions are those of the program around it.
  template <class Outer>
  explicit run_time_sizes(const run_time_sizes<Outer>& outer) {
    for (std::size_t k = 0; k < dimensions; ++k)
      extents_[k] = outer.number_of(-static_cast<std::int32_t>(k) - 1);
    measure_shapes();
  }

  /// The size of an array of the type that stands in this place.
  const array_size& operator[](std::size_t type) const { return sizes_[type]; }

  /// The number that an extent is.
  std::ptrdiff_t number_of(std::int32_t e) const {
    return e >= 0 ? std::ptrdiff_t{e} : extents_[static_cast<std::size_t>(-e - 1)];
  }

 private:
  /// The value of every symbolic dimension, and of every shape.
  void measure(const std::array<array_size, P::plan.inputs + 1>& sizes) {
    const auto value = [&](std::int32_t e) { return number_of(e); };
    const auto of_input = [&](std::int32_t slot, std::int32_t place) {
      return sizes[static_cast<std::size_t>(slot)].extents[place];
    };
    for (std::size_t k = 0; k < dimensions; ++k)
      extents_[k] = measured(P::plan.dimensions[k], of_input, value);
    for (std::size_t k = 0; k < P::plan.made.constraints; ++k)
      check_constraint(P::plan.constraints[k], value);
    measure_shapes();
  }
  void measure_shapes() {
    for (std::size_t k = 0; k < shapes; ++k) {
      const shape& s = P::plan.shapes[k];
      sizes_[k].rank = s.rank;
      for (int axis = 0; axis < s.rank; ++axis)
        sizes_[k].extents[axis] = number_of(s.extents[axis]);
    }
  }

  std::array<array_size, shapes + 1> sizes_{};
  std::array<std::ptrdiff_t, dimensions + 1> extents_{};
};

}  // namespace typegrad::detail
