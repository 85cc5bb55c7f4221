// Determinants, inverses, solutions of linear systems, Cholesky's factor. A matrix stands in the
// last two axes of an array; the axes before count matrices.
#pragma once

#include <typegrad/graph/matrices.hpp>
#include <typegrad/graph/products.hpp>

namespace typegrad {

namespace detail {

/// Does x hold square matrices? A fault where it does not; run-time extents become one.
constexpr bool is_square(builder& b, const char* name, const symbol& x) {
  const shape s = shape_of(x);
  if (!has_rank(b, name, s, 2)) return false;
  const std::int32_t rows = s.extents[s.rank - 2], columns = s.extents[s.rank - 1];
  if (rows < 0 || columns < 0) unify(b, name, rows, columns, s, s);
  if (rows < 0 || columns < 0 || rows == columns) return true;
  misfit(b, name, s, "the matrices have to be square");
  return false;
}

/// The factors of x, for solve_node, det and logdet; the node has one row more than x.
constexpr index factored(builder& b, index x) {
  shape s = b.shape_of(x);
  s.extents[s.rank - 2] = extent_quotient(b, s.extents[s.rank - 2], 1, 1);
  return b.intern_array(operation::lu, type_of(b, s), 0, x);
}

/// A⁻¹ y, or A⁻ᵀ y, by the factors of A; y has the matrices' axes.
constexpr index solve_node(builder& b, index factors, index y, bool transposed) {
  return b.intern_array(operation::solve, b[y].type, transposed ? 1 : 0, factors, y);
}

/// A function of the factors that makes one number of each matrix.
constexpr symbol of_factors(const symbol& x, operation o) {
  builder& b = traced_by(x);
  if (!is_square(b, info(o).name.data(), x)) return x;
  const index f = factored(b, x.in(b));
  const shape s = b.shape_of(f);
  return {b, b.intern_array(o, type_of(b, chosen_axes(s, all_axes(s) >> 2)), 0, f)};
}

/// Which triangle of a matrix, and whether its transpose stands for the matrix.
constexpr index packed(bool upper, bool transposed) {
  return static_cast<index>(upper | transposed << 1);
}

/// x and y with the same axes before the matrices' own, and y's rows as many as x has; a vector y
/// as a column.
struct system_of_equations {
  index x, y;
  bool is_vector, fits;
};
constexpr system_of_equations system_of(const char* name, const symbol& a, const symbol& c) {
  builder& b = traced_by(a, c);
  index x = a.in(b), y = c.in(b);
  if (!is_square(b, name, {b, x}) || !has_rank(b, name, b.shape_of(y), 1))
    return {x, y, false, false};
  const bool is_vector = b.shape_of(y).rank == 1;
  if (is_vector) y = expand_dims({b, y}, 1).in(b);
  const shape s = b.shape_of(x), t = b.shape_of(y);
  unify(b, name, s.extents[s.rank - 1], t.extents[t.rank - 2], s, t);
  shape left = b.shape_of(x), right = b.shape_of(y), p = left, q = right;
  p.extents[--p.rank] = 0, p.extents[--p.rank] = 0;
  q.extents[--q.rank] = 0, q.extents[--q.rank] = 0;
  const shape batch = broadcast_shape(b, operation::solve, p, q);
  left = b.shape_of(x), right = b.shape_of(y);
  const auto with_batch = [&](index i, const shape& matrix) {
    shape to = batch;
    for (int k = 2; k > 0; --k) to.extents[to.rank++] = matrix.extents[matrix.rank - k];
    return broadcast_to(b, i, to);
  };
  x = with_batch(x, left);
  y = with_batch(y, right);
  return {x, y, is_vector, true};
}
constexpr symbol without_column(builder& b, index r, bool is_vector) {
  if (!is_vector) return {b, r};
  const shape s = b.shape_of(r);
  return {b, reshaped(b, r, chosen_axes(s, all_axes(s) >> 1))};
}

}  // namespace detail

/// The determinant of each matrix; its derivative, the matrix of cofactors, is right for singular
/// matrices too, in n⁵ operations. Derivatives of second order take a regular matrix. Cost: 2/3 n³.
constexpr symbol det(const symbol& x) { return detail::of_factors(x, operation::det); }

/// log |det x| of each matrix; -∞ for a singular one. Cost: 2/3 n³.
constexpr symbol logdet(const symbol& x) { return detail::of_factors(x, operation::logdet); }

/// The r with x r = y, for matrices y (..., n, m) or one vector (n), by elimination with partial
/// pivoting; not finite where x is singular. The axes before the matrices' are matched as in
/// elementwise operations. Cost: 2/3 n³ + 2 n² m. All functions and derivatives share the factors
/// of one matrix.
constexpr symbol solve(const symbol& x, const symbol& y) {
  builder& b = detail::traced_by(x, y);
  const auto s = detail::system_of("solve", x, y);
  if (!s.fits) return x;
  const index r = detail::solve_node(b, detail::factored(b, s.x), s.y, false);
  return detail::without_column(b, r, s.is_vector);
}

/// The inverse of each matrix. Cost: 8/3 n³; tg::solve needs less, and is more accurate.
constexpr symbol inv(const symbol& x) {
  builder& b = detail::traced_by(x);
  if (!detail::is_square(b, "inv", x)) return x;
  return solve(x, detail::ones_on_diagonal(b, detail::shape_of(x)));
}

/// The lower triangular L with L Lᵀ = x, for symmetric positive definite x; NaN where it is not.
/// Of x that is not symmetric it is the factor of (x + xᵀ) / 2, so derivatives are symmetric. Cost:
/// 1/3 n³.
constexpr symbol cholesky(const symbol& x) {
  builder& b = detail::traced_by(x);
  if (!detail::is_square(b, "cholesky", x)) return x;
  const index i = ((x + matrix_transpose(x)) / 2).in(b);
  return {b, b.intern_array(operation::cholesky, b[i].type, 0, i)};
}

/// Which triangle of a matrix is meant.
enum class triangle : bool { lower, upper };

/// The r with T r = y, or with Tᵀ r = y where `transposed`, T being a triangle of x; the elements
/// outside of it are not read. y as in solve. Cost: n² m.
constexpr symbol triangular_solve(const symbol& x, const symbol& y,
                                  triangle which = triangle::lower, bool transposed = false) {
  builder& b = detail::traced_by(x, y);
  const auto s = detail::system_of("triangular_solve", x, y);
  if (!s.fits) return x;
  const index r = b.intern_array(operation::triangular_solve, b[s.y].type,
                                 detail::packed(which == triangle::upper, transposed), s.x, s.y);
  return detail::without_column(b, r, s.is_vector);
}

}  // namespace typegrad
