// Functions of matrices element by element: diagonals, triangles, the identity. A matrix stands in
// the last two axes of an array; the axes before count matrices. Names and meaning are NumPy's.
#pragma once

#include <typegrad/graph/reductions.hpp>
#include <typegrad/graph/slices.hpp>

namespace typegrad {

namespace detail {

/// The number of an element's row, or of its column, in the matrices of the shape of x.
constexpr symbol places_along(builder& b, const shape& s, int axis) {
  return {b, broadcast(b, iota(b, s.extents[axis]), s, 1u << axis)};
}

/// column - row for each element of the matrices in x, compared with k by the table's operation.
constexpr condition diagonal_compared(operation o, const symbol& x, int k) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  return compare(o, places_along(b, s, s.rank - 1), places_along(b, s, s.rank - 2) + k);
}

/// An array of the shape s that is 1 on the diagonal of its matrices and 0 elsewhere.
constexpr symbol ones_on_diagonal(builder& b, const shape s) {
  const symbol row = places_along(b, s, s.rank - 2);
  return select(row == places_along(b, s, s.rank - 1), symbol(1), symbol(0));
}

/// From the places of a vector, in the last axis `row`, to those of the k-th diagonal of a matrix
/// in the last axes `row` and `row` + 1: above the main diagonal for k > 0.
constexpr affine_map diagonal_map(int row, int k) {
  affine_map m;
  for (int axis = 0; axis < row + 2; ++axis) m.step[axis][axis < row ? axis : row] = 1;
  m.offset[row] = k < 0 ? -k : 0;
  m.offset[row + 1] = k > 0 ? k : 0;
  return m;
}

}  // namespace detail

/// x on and below the k-th diagonal, 0 above it.
constexpr symbol tril(const symbol& x, int k = 0) {
  if (!detail::has_rank(detail::traced_by(x), "tril", detail::shape_of(x), 2)) return x;
  return select(detail::diagonal_compared(operation::less_equal, x, k), x, symbol(0));
}
/// x on and above the k-th diagonal, 0 below it.
constexpr symbol triu(const symbol& x, int k = 0) {
  if (!detail::has_rank(detail::traced_by(x), "triu", detail::shape_of(x), 2)) return x;
  return select(detail::diagonal_compared(operation::less, x, k), symbol(0), x);
}

/// The k-th diagonal of the matrices, in place of their two axes: above the main diagonal for k >
/// 0.
constexpr symbol diagonal(const symbol& x, int k = 0) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  if (!detail::has_rank(b, "diagonal", s, 2)) return x;
  const int row = s.rank - 2, down = k < 0 ? -k : 0, right = k > 0 ? k : 0;
  shape to = s;
  to.extents[--to.rank] = 0;
  to.extents[row] =
      detail::extent_minimum(b, detail::extent_quotient(b, s.extents[row], -down, 1),
                             detail::extent_quotient(b, s.extents[row + 1], -right, 1));
  return {b, detail::view(b, x.in(b), to, detail::diagonal_map(row, k))};
}

/// Of vectors, in the last axis: the matrices with them on the k-th diagonal and 0 elsewhere.
constexpr symbol diagonal_matrix(const symbol& x, int k = 0) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  if (!detail::has_rank(b, "diag", s, 1)) return x;
  const int row = s.rank - 1, beside = k < 0 ? -k : k;
  const std::int32_t n = detail::extent_quotient(b, s.extents[row], beside, 1);
  shape to = detail::with_axis(b, "diag", s, row, n);
  to.extents[to.rank - 1] = n;
  return {b, detail::unview(b, x.in(b), to, detail::diagonal_map(row, k))};
}

/// Of a vector the matrix with it on the k-th diagonal, of a matrix its k-th diagonal.
constexpr symbol diag(const symbol& x, int k = 0) {
  return detail::shape_of(x).rank == 1 ? diagonal_matrix(x, k) : diagonal(x, k);
}

/// Σ_i x_ii of each matrix
constexpr symbol trace(const symbol& x) { return sum(diagonal(x), -1); }

/// The unit vectors e_(x_i): an array with one more axis, of the given extent, that is 1 at the
/// place which the element of x, a whole number, names, and 0 elsewhere. An element that names none
/// throws std::out_of_range, as in take.
constexpr symbol one_hot(const symbol& x, int extent) {
  builder& b = detail::traced_by(x);
  if (extent < 0) detail::misfit(b, "one_hot", detail::shape_of(x), "the extent is negative");
  const symbol places(b, detail::iota(b, extent < 0 ? 0 : extent));
  return select(expand_dims(take(places, x), -1) == places, symbol(1), symbol(0));
}

}  // namespace typegrad
