// The values of the operations on whole arrays, one case an operation.
#pragma once

#include <algorithm>
#include <cstddef>

#include <typegrad/arrays/matrices.hpp>
#include <typegrad/arrays/views.hpp>

namespace typegrad::detail {

/// A step on whole arrays: r, of the size `size`, is made from x and y, of the sizes a and b.
template <class T>
struct whole_step {
  operation op;
  index attribute;
  const array_size &size, &a, &b;
  const T *x, *y;
  T* r;
};

/// Calls f(k) for every matrix k of an array of matrices of n rows and columns each.
template <class F>
void each_matrix(const array_size& s, F f) {
  std::ptrdiff_t count = 1;
  for (int k = 0; k + 2 < s.rank; ++k) count *= s.extents[k];
  for (std::ptrdiff_t k = 0; k < count; ++k) f(k);
}

template <class T>
void run_matrix_step(const whole_step<T>& s) {
  const std::ptrdiff_t n = s.a.extents[s.a.rank - 1];
  const std::ptrdiff_t columns = s.b.rank == 0 ? 0 : s.b.extents[s.b.rank - 1];
  const std::ptrdiff_t square = n * n, factors = square + n, right = n * columns;
  if (s.op == operation::solve || s.op == operation::triangular_solve)
    std::copy_n(s.y, s.size.elements(), s.r);
  each_matrix(s.a, [&](std::ptrdiff_t k) {
    switch (s.op) {
      case operation::lu:
        return factor(n, s.x + k * square, s.r + k * factors);
      case operation::solve:
        return solve_by_factors(s.attribute != 0, n, columns, s.x + k * factors, s.r + k * right);
      case operation::det:
        s.r[k] = determinant(n, s.x + k * factors);
        return;
      case operation::logdet:
        s.r[k] = log_determinant(n, s.x + k * factors);
        return;
      case operation::cofactors:
        return find_cofactors(n, s.x + k * factors, s.y + k * square, s.r + k * square);
      case operation::cholesky:
        return factor_symmetric(n, s.x + k * square, s.r + k * square);
      case operation::triangular_solve:
        return substitute_back({(s.attribute & 1u) != 0, (s.attribute & 2u) != 0, false}, n,
                               columns, s.x + k * square, s.r + k * right);
      default:
        return;
    }
  });
}

/// The value of a step; value(e) is the number that the extent e is.
template <class T, class Value>
void run_whole(const whole_step<T>& s, const affine_map* maps, Value value) {
  const auto n = s.size.elements();
  const int axis = static_cast<int>(s.attribute & 7u);
  const T *const x = s.x, *const y = s.y;
  T* const r = s.r;
  switch (s.op) {
    case operation::view:
      return each_element(maps[s.attribute], s.a, s.size, value,
                          [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[j] = x[i]; });
    case operation::unview:
      std::fill_n(r, n, T(0));
      return each_element(maps[s.attribute], s.size, s.a, value,
                          [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[i] = r[i] + x[j]; });
    case operation::take:
      return each_indexed(s.a, axis, y, s.b.elements(),
                          [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                            std::copy_n(x + i, length, r + j);
                          });
    case operation::scatter:
      std::fill_n(r, n, T(0));
      return each_indexed(s.size, axis, y, s.b.elements(),
                          [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                            for (std::ptrdiff_t k = 0; k < length; ++k)
                              r[i + k] = r[i + k] + x[j + k];
                          });
    case operation::concatenate:
      return concatenate(s.a, s.b, axis, x, y, r);
    case operation::cumsum:
      return sum_along(s.size, axis, (s.attribute & 8u) != 0, x, r);
    case operation::recurrence:
      return recur_along(s.size, recurrence::of(s.attribute), x, y, r);
    case operation::other_products:
      return multiply_others(s.a, x, y, r);
    case operation::iota:
      for (std::ptrdiff_t k = 0; k < n; ++k) r[k] = T(static_cast<double>(k));
      return;
    case operation::extent:
      *r = T(static_cast<double>(value(-static_cast<std::int32_t>(s.attribute) - 1)));
      return;
    default:
      return run_matrix_step(s);
  }
}

}  // namespace typegrad::detail
