// Arrays of the interpreter: their elements and the places where these stand.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <typegrad/eval/array_size.hpp>

namespace typegrad {

namespace detail {

/// A place in an array, an index for each axis.
using array_place = std::array<std::ptrdiff_t, shape::max_rank + 1>;

/// Calls f(place) for every place of an array, in row-major order.
template <class F>
void each_place(const array_size& s, F f) {
  array_place p{};
  for (std::ptrdiff_t n = s.elements(); n > 0; --n) {
    f(static_cast<const array_place&>(p));
    for (int k = s.rank; k-- > 0;) {
      const auto axis = static_cast<std::size_t>(k);
      if (++p[axis] < s.extents[k]) break;
      p[axis] = 0;
    }
  }
}

}  // namespace detail

/// An array, or with rank 0 a number: its elements in row-major order.
template <class T>
struct array_of {
  detail::array_size size;
  std::vector<T> elements;

  T& operator[](const detail::array_place& p) { return elements[element_at(p)]; }
  const T& operator[](const detail::array_place& p) const { return elements[element_at(p)]; }

 private:
  std::size_t element_at(const detail::array_place& p) const {
    std::ptrdiff_t element = 0;
    for (int k = 0; k < size.rank; ++k)
      element = element * size.extents[k] + p[static_cast<std::size_t>(k)];
    return static_cast<std::size_t>(element);
  }
};

namespace detail {

template <class T>
array_of<T> filled_array(const array_size& s, const T& value) {
  return {s, std::vector<T>(static_cast<std::size_t>(s.elements()), value)};
}

}  // namespace detail
}  // namespace typegrad
