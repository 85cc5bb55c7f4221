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
  index attribute;
  const array_size &size, &a, &b;
  const T *x, *y;
  T* r;
};

/// Is the second operand of the operation a list of indices?
constexpr bool looks_up(operation o) { return o == operation::take || o == operation::scatter; }

/// Calls f(k) for every matrix k of an array of matrices.
template <class F>
void each_matrix(const array_size& s, F f) {
  std::ptrdiff_t count = 1;
  for (int k = 0; k + 2 < s.rank; ++k) count *= s.extents[k];
  for (std::ptrdiff_t k = 0; k < count; ++k) f(k);
}

template <operation Op, class T>
void run_matrix_step(const whole_step<T>& s) {
  using enum operation;
  const std::ptrdiff_t n = s.a.extents[s.a.rank - 1];
  const std::ptrdiff_t columns = s.b.rank == 0 ? 0 : s.b.extents[s.b.rank - 1];
  const std::ptrdiff_t square = n * n, factors = square + n, right = n * columns;
  if constexpr (Op == solve || Op == triangular_solve) std::copy_n(s.y, s.size.elements(), s.r);
  each_matrix(s.a, [&](std::ptrdiff_t k) {
    if constexpr (Op == lu)
      factor(n, s.x + k * square, s.r + k * factors);
    else if constexpr (Op == solve)
      solve_by_factors(s.attribute != 0, n, columns, s.x + k * factors, s.r + k * right);
    else if constexpr (Op == det)
      s.r[k] = determinant(n, s.x + k * factors);
    else if constexpr (Op == logdet)
      s.r[k] = log_determinant(n, s.x + k * factors);
    else if constexpr (Op == cofactors)
      find_cofactors(n, s.x + k * factors, s.y + k * square, s.r + k * square);
    else if constexpr (Op == cholesky)
      factor_symmetric(n, s.x + k * square, s.r + k * square);
    else if constexpr (Op == triangular_solve)
      substitute_back({(s.attribute & 1u) != 0, (s.attribute & 2u) != 0, false}, n, columns,
                      s.x + k * square, s.r + k * right);
    else
      static_assert(Op == lu, "an operation on whole arrays without a value");
  });
}

/// The value of a step of the operation Op; value(e) is the number that the extent e is.
template <operation Op, class T, class Value>
void run_whole(const whole_step<T>& s, const affine_map* maps, Value value) {
  using enum operation;
  const auto n = s.size.elements();
  const int axis = static_cast<int>(s.attribute & 7u);
  const T *const x = s.x, *const y = s.y;
  T* const r = s.r;
  if constexpr (Op == view) {
    each_element(maps[s.attribute], s.a, s.size, value,
                 [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[j] = x[i]; });
  } else if constexpr (Op == unview) {
    std::fill_n(r, n, T(0));
    each_element(maps[s.attribute], s.size, s.a, value,
                 [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[i] = r[i] + x[j]; });
  } else if constexpr (Op == take) {
    each_indexed(s.a, axis, y, s.b.elements(),
                 [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                   std::copy_n(x + i, length, r + j);
                 });
  } else if constexpr (Op == scatter) {
    std::fill_n(r, n, T(0));
    each_indexed(s.size, axis, y, s.b.elements(),
                 [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                   for (std::ptrdiff_t k = 0; k < length; ++k) r[i + k] = r[i + k] + x[j + k];
                 });
  } else if constexpr (Op == operation::concatenate) {
    detail::concatenate(s.a, s.b, axis, x, y, r);
  } else if constexpr (Op == cumsum) {
    sum_along(s.size, axis, (s.attribute & 8u) != 0, x, r);
  } else if constexpr (Op == operation::recurrence) {
    recur_along(s.size, typegrad::recurrence::of(s.attribute), x, y, r);
  } else if constexpr (Op == other_products) {
    multiply_others(s.a, x, y, r);
  } else if constexpr (Op == iota) {
    for (std::ptrdiff_t k = 0; k < n; ++k) r[k] = T(static_cast<double>(k));
  } else if constexpr (Op == extent) {
    *r = T(static_cast<double>(value(-static_cast<std::int32_t>(s.attribute) - 1)));
  } else {
    run_matrix_step<Op>(s);
  }
}

}  // namespace typegrad::detail
