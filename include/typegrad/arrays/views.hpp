// Steps that move elements: copies through an affine view and back, look-up by index, sums and
// recurrences along an axis.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

#include <typegrad/arrays/nest.hpp>
#include <typegrad/eval/array_size.hpp>
#include <typegrad/simd/lanes.hpp>

namespace typegrad {

namespace detail {

/// Calls f(place in the array, place in the view) for every element of a view; value(e) is the
/// number that the extent e is.
template <class Value, class F>
void each_element(const affine_map& m, const array_size& array, const array_size& view, Value value,
                  F f) {
  if (view.elements() == 0) return;
  std::ptrdiff_t from = 0, steps[shape::max_rank + 1] = {};
  for (int i = 0; i < array.rank; ++i) {
    const std::ptrdiff_t stride = array.stride(i);
    from += stride * (value(m.base[i]) + m.offset[i] + (m.offset[i] < 0 ? array.extents[i] : 0));
    for (int j = 0; j < view.rank; ++j) steps[j] += stride * m.step[i][j];
  }
  const int inner = view.rank - 1;
  const std::ptrdiff_t length = view.rank == 0 ? 1 : view.extents[inner];
  const std::ptrdiff_t step = view.rank == 0 ? 0 : steps[inner];
  std::ptrdiff_t place[shape::max_rank] = {}, to = 0;
  for (;;) {
    for (std::ptrdiff_t j = 0; j < length; ++j) f(from + j * step, to + j);
    to += length;
    int k = inner - 1;
    for (; k >= 0; --k) {
      from += steps[k];
      if (++place[k] < view.extents[k]) break;
      from -= steps[k] * view.extents[k];
      place[k] = 0;
    }
    if (k < 0) return;
  }
}

/// Throws std::out_of_range where an index is not a whole number in [0, extent).
template <class T>
void check_indices(const T* indices, std::ptrdiff_t count, std::ptrdiff_t extent, int axis) {
  for (std::ptrdiff_t j = 0; j < count; ++j)
    if (!(indices[j] >= T(0)) || !(indices[j] < T(static_cast<double>(extent))) ||
        T(static_cast<double>(static_cast<std::ptrdiff_t>(indices[j]))) != indices[j])
      throw std::out_of_range("typegrad: take: index number " + std::to_string(j) +
                              " is not among the " + std::to_string(extent) + " places of axis " +
                              std::to_string(axis));
}

/// Calls f(place of a slice in the array with places named, its place in the array of what is
/// found, length) for all indices: found[before, index..., after] = array[before,
/// indices[index...], after].
template <class T, class F>
void each_indexed(const array_size& array, int axis, const T* indices, std::ptrdiff_t count, F f) {
  std::ptrdiff_t before = 1;
  for (int k = 0; k < axis; ++k) before *= array.extents[k];
  const std::ptrdiff_t length = array.stride(axis), extent = array.extents[axis];
  for (std::ptrdiff_t b = 0; b < before; ++b)
    for (std::ptrdiff_t j = 0; j < count; ++j)
      f((b * extent + static_cast<std::ptrdiff_t>(indices[j])) * length, (b * count + j) * length,
        length);
}

/// Calls f(place of the first element, distance from one to the next) for every line along an axis,
/// which starts at its last element where it is `reversed`.
template <class F>
void each_line(const array_size& s, int axis, bool reversed, F f) {
  const std::ptrdiff_t stride = s.stride(axis), n = s.extents[axis], total = s.elements();
  for (std::ptrdiff_t outer = 0; outer < total; outer += stride * n)
    for (std::ptrdiff_t inner = 0; inner < stride; ++inner)
      f(outer + inner + (reversed ? stride * (n - 1) : 0), reversed ? -stride : stride);
}

/// Running sums along an axis.
template <class T>
void sum_along(const array_size& s, int axis, bool reversed, const T* x, T* r) {
  each_line(s, axis, reversed, [&](std::ptrdiff_t place, std::ptrdiff_t step) {
    T sum(0);
    for (std::ptrdiff_t k = 0; k < s.extents[axis]; ++k, place += step) {
      sum = sum + x[place];
      r[place] = sum;
    }
  });
}

/// r_k = f r_(k-1) + y_k along an axis, where f is x_(k-1), or x_k.
template <class T>
void recur_along(const array_size& s, const recurrence& c, const T* x, const T* y, T* r) {
  each_line(s, c.axis, c.reversed, [&](std::ptrdiff_t place, std::ptrdiff_t step) {
    for (std::ptrdiff_t k = 0; k < s.extents[c.axis]; ++k, place += step)
      r[place] = k == 0 ? y[place]
                        : T(x[c.own_factor ? place : place - step] * r[place - step] + y[place]);
  });
}

/// r = all / x.
template <class T>
void divide_by(const T* x, const T& all, std::ptrdiff_t n, T* r) {
  using lanes = simd::lanes<T>;
  constexpr std::ptrdiff_t width = lanes::size;
  const typename lanes::type dividend(all);
  std::ptrdiff_t k = 0;
  for (; k + width <= n; k += width) lanes::store(dividend / lanes::load(x + k), r + k);
  const auto rest = static_cast<std::size_t>(n - k);
  if (rest > 0) lanes::store_first(dividend / lanes::load_first(x + k, rest), r + k, rest);
}

/// At each element of the lines along the last axis the product of the others: the product of all,
/// divided by the element, where it is a normal number; else, with a zero among the elements or
/// where the product left the range of numbers, what precedes the element times what follows it.
template <class T>
void multiply_others(const array_size& s, const T* x, const T* product, T* r) {
  using std::isfinite, std::abs;
  const std::ptrdiff_t n = s.extents[s.rank - 1];
  std::ptrdiff_t lines = 1;
  for (int k = 0; k + 1 < s.rank; ++k) lines *= s.extents[k];
  for (; lines > 0; --lines, ++product, x += n, r += n) {
    const T all = *product;
    if (isfinite(all) && abs(all) >= (std::numeric_limits<T>::min)()) {
      divide_by(x, all, n, r);
      continue;
    }
    T before(1), after(1);
    for (std::ptrdiff_t k = 0; k < n; ++k) {
      r[k] = before;
      before = before * x[k];
    }
    for (std::ptrdiff_t k = n - 1; k >= 0; --k) {
      r[k] = r[k] * after;
      after = after * x[k];
    }
  }
}

/// The elements of x and, after them along an axis, those of y.
template <class T>
void concatenate(const array_size& a, const array_size& b, int axis, const T* x, const T* y, T* r) {
  const std::ptrdiff_t p = a.stride(axis) * a.extents[axis], q = b.stride(axis) * b.extents[axis];
  std::ptrdiff_t before = 1;
  for (int k = 0; k < axis; ++k) before *= a.extents[k];
  for (std::ptrdiff_t k = 0; k < before; ++k) {
    r = std::copy_n(x + k * p, p, r);
    r = std::copy_n(y + k * q, q, r);
  }
}

}  // namespace detail
}  // namespace typegrad
