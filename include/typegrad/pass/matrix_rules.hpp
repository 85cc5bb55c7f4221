// The rules of operations on matrices, X being the matrix and R the result (Giles, Collected matrix
// derivative results for forward and reverse mode algorithmic differentiation, 2008).
#pragma once

#include <typegrad/graph/array_functions.hpp>

namespace typegrad::detail {

/// X Y of the matrices in the last two axes, each transposed or not.
constexpr symbol product_of(const symbol& x, bool x_transposed, const symbol& y,
                            bool y_transposed) {
  builder& b = traced_by(x);
  const int batch = shape_of(x).rank - 2;
  const index i = x.in(b);
  return {b, contract(b, i, y.in(b), {batch, 1, 1, 1, x_transposed, y_transposed})};
}

/// A number for each matrix, repeated over the elements of the matrices of the shape of `like`.
constexpr symbol over_matrices(const symbol& x, const symbol& like) {
  builder& b = traced_by(like);
  const shape s = shape_of(like);
  return {b, broadcast(b, x.in(b), s, all_axes(s) >> 2)};
}
/// Σ_ij x_ij y_ij of each matrix
constexpr symbol inner(const symbol& x, const symbol& y) {
  builder& b = traced_by(x);
  const symbol product = x * y;
  return {b, reduce(b, operation::sum, product.in(b), all_axes(shape_of(product)) >> 2)};
}

/// A node that is made of the factors of a matrix A: A, R and what the rules need.
class matrix_node {
 public:
  constexpr matrix_node(builder& b, index i) : b_(b), n_(b[i]), r_(b, i) {}

  constexpr symbol factors() const { return {b_, n_.operands[0]}; }
  /// The matrix that the factors are those of.
  constexpr symbol factored_matrix() const { return {b_, b_[n_.operands[0]].operands[0]}; }
  constexpr symbol second() const { return {b_, n_.operands[1]}; }
  constexpr symbol result() const { return r_; }
  constexpr bool transposed() const {
    return n_.op == operation::solve ? n_.attribute == 1 : (n_.attribute & 2u) != 0;
  }

  /// The operation on y in place of its right-hand side, with X or with Xᵀ.
  constexpr symbol solved(const symbol& y, bool other_way) const {
    const index flag = n_.op == operation::solve ? 1 : 2;
    const index i = y.in(b_);
    return {b_, b_.intern_array(n_.op, b_[i].type, n_.attribute ^ (other_way ? flag : 0),
                                n_.operands[0], i)};
  }
  /// The triangle that a triangular system reads, of another matrix; of a full system all of it.
  constexpr symbol read_part(const symbol& x) const {
    return n_.op == operation::solve ? x : (n_.attribute & 1u) != 0 ? triu(x) : tril(x);
  }

  /// A⁻ᵀ by the factors of A
  static constexpr symbol inverse_transpose(const symbol& factors, const symbol& matrix) {
    builder& b = traced_by(matrix);
    const shape s = shape_of(matrix);
    const index f = factors.in(b);
    return {b, solve_node(b, f, broadcast_to(b, ones_on_diagonal(b, s).in(b), s), true)};
  }
  /// ∂R/∂A for R = det A or log |det A|: the cofactors, or A⁻ᵀ.
  constexpr symbol determinant_partial() const {
    if (n_.op == operation::logdet) return inverse_transpose(factors(), factored_matrix());
    const index a = factored_matrix().in(b_);
    return {b_, b_.intern_array(operation::cofactors, b_[a].type, 0, n_.operands[0], a)};
  }

 private:
  builder& b_;
  node n_;
  symbol r_;
};

/// The lower triangle with half of the diagonal.
constexpr symbol half_diagonal(const symbol& x) {
  return tril(x, -1) + select(diagonal_compared(operation::equal, x, 0), x / 2, symbol(0));
}
/// L⁻¹ X, or L⁻ᵀ X
constexpr symbol under(const symbol& l, const symbol& x, bool transposed) {
  return triangular_solve(l, x, triangle::lower, transposed);
}

/// What the tangent v of operand k adds to that of node i.
constexpr symbol matrix_tangent(builder& b, index i, int k, const symbol& v) {
  const matrix_node at(b, i);
  switch (b[i].op) {
    case operation::lu:  // it stands for its operand, and so does its tangent
      return v;
    case operation::solve:
    case operation::triangular_solve:
      // -X⁻¹ Ẋ R and X⁻¹ Ẏ, or with Xᵀ and Ẋᵀ
      if (k == 1) return at.solved(v, false);
      return -at.solved(product_of(at.read_part(v), at.transposed(), at.result(), false), false);
    case operation::det:
    case operation::logdet:
      return inner(at.determinant_partial(), v);
    case operation::cofactors: {  // ⟨A⁻ᵀ, Ȧ⟩ R - R Ȧᵀ A⁻ᵀ
      const symbol g = matrix_node::inverse_transpose(at.factors(), at.second());
      return over_matrices(inner(g, v), v) * at.result() -
             product_of(product_of(at.result(), false, v, true), false, g, false);
    }
    default: {  // Cholesky's factor: L Φ(L⁻¹ Ȧ L⁻ᵀ), Φ half_diagonal
      const symbol l = at.result();
      const symbol half = under(l, matrix_transpose(under(l, v, false)), false);
      return product_of(l, false, half_diagonal(half), false);
    }
  }
}

/// What the adjoint g of node i adds to that of its operand k.
constexpr symbol matrix_adjoint(builder& b, index i, int k, const symbol& g) {
  const matrix_node at(b, i);
  switch (b[i].op) {
    case operation::lu:
      return g;
    case operation::solve:
    case operation::triangular_solve: {  // Ȳ = X⁻ᵀ R̄, X̄ = -Ȳ Rᵀ, or its transpose
      const symbol y = at.solved(g, true);
      if (k == 1) return y;
      return -at.read_part(at.transposed() ? product_of(at.result(), false, y, true)
                                           : product_of(y, false, at.result(), true));
    }
    case operation::det:
    case operation::logdet: {
      const symbol partial = at.determinant_partial();
      return over_matrices(g, partial) * partial;
    }
    case operation::cofactors: {  // ⟨R̄, R⟩ A⁻ᵀ - A⁻ᵀ R̄ᵀ R
      const symbol h = matrix_node::inverse_transpose(at.factors(), at.second());
      return over_matrices(inner(g, at.result()), h) * h -
             product_of(product_of(h, false, g, true), false, at.result(), false);
    }
    default: {  // L⁻ᵀ Φ(Lᵀ L̄) L⁻¹ (Murray, arXiv:1602.07527, 2016)
      const symbol l = at.result();
      const symbol s = under(l, half_diagonal(product_of(l, true, g, false)), true);
      return matrix_transpose(under(l, matrix_transpose(s), true));
    }
  }
}

}  // namespace typegrad::detail
