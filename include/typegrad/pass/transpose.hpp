// The rules of array operations: most are linear in each operand, so a tangent goes through the
// operation itself and an adjoint through its transpose.
#pragma once

#include <typegrad/pass/matrix_rules.hpp>
#include <typegrad/pass/product_rules.hpp>

namespace typegrad {

namespace detail {

/// `value` in the shape of the node `like`: a scalar stands for an array of equal elements.
constexpr index filled(builder& b, index value, index like) {
  if (b.shape_of(value).rank > 0) return value;
  return broadcast_to(b, value, b.shape_of(like));
}

/// `seed`, a tangent or a cotangent that is given, for the node `like`, whose shape it has to have;
/// a number stands for equal elements.
constexpr index fitted(builder& b, const char* name, index seed, index like) {
  const shape given = b.shape_of(seed), wanted = b.shape_of(like);
  if (given.rank == 0) return seed;
  if (given.rank != wanted.rank) {
    misfit(b, name, given, wanted, "it has to have as many axes as what it belongs to");
    return b.number({0});
  }
  for (int k = 0; k < given.rank; ++k)
    unify(b, name, given.extents[k], wanted.extents[k], given, wanted);
  return seed;
}

constexpr index totalled(builder& b, index value) { return reduce(b, operation::sum, value, 0); }

/// A derivative that is structurally zero: absent for a number, an array of zeros for an array.
constexpr index structural_zero(builder& b, index like) {
  return b.shape_of(like).rank == 0 ? absent : filled(b, b.number({0}), like);
}

/// ∂r/∂x of r = amax(x) or amin(x): 1 / n at each of the n elements that are r, 0 elsewhere.
constexpr symbol share_of_extreme(builder& b, index i) {
  const node n = b[i];
  const symbol x(b, n.operands[0]);
  const shape s = b.shape_of(n.operands[0]);
  const auto spread = [&](index v) { return symbol(b, broadcast(b, v, s, n.attribute)); };
  const symbol chosen = select(x == spread(i), symbol(1), symbol(0));
  const index ones = filled(b, chosen.in(b), n.operands[0]);
  return chosen / spread(reduce(b, operation::sum, ones, n.attribute));
}

/// ∂r/∂x of a reduction that is not linear.
constexpr symbol partial_of_reduction(builder& b, index i) {
  return b[i].op == operation::prod ? product_of_others(b, i) : share_of_extreme(b, i);
}

/// x̄ of a product of arrays. With X turned, X̄ is turned, and so on: no transpose is ever copied.
constexpr index contraction_adjoint(builder& b, index i, int k, index g) {
  const contraction c = contraction::of(b[i].attribute);
  const index x = b[i].operands[0], y = b[i].operands[1];
  if (k == 0 && !c.left_turned)  // X̄ = Ḡ Yᵀ
    return contract(b, g, y, {c.batch, c.rows, c.summed, c.columns, false, !c.right_turned});
  if (k == 0)  // X̄ᵀ = Y Ḡᵀ
    return contract(b, y, g, {c.batch, c.summed, c.rows, c.columns, c.right_turned, true});
  if (!c.right_turned)  // Ȳ = Xᵀ Ḡ
    return contract(b, x, g, {c.batch, c.summed, c.columns, c.rows, !c.left_turned, false});
  // Ȳᵀ = Ḡᵀ X
  return contract(b, g, x, {c.batch, c.columns, c.summed, c.rows, true, c.left_turned});
}

/// The operation of node i on x in place of its operand k.
constexpr index applied(builder& b, index i, int k, index x) {
  const node n = b[i];
  index operands[3] = {n.operands[0], n.operands[1], 0};
  operands[k] = filled(b, x, n.operands[k]);
  return b.remake(b.program(), n, operands[0], operands[1], operands[2]);
}

/// What the tangent `along` of its operand k adds to the tangent of array node i.
constexpr index tangent_along(builder& b, index i, int k, index along) {
  const node n = b[i];
  const symbol v(b, filled(b, along, n.operands[k]));
  switch (n.op) {
    case operation::amax:
    case operation::amin:
    case operation::prod:
      return reduce(b, operation::sum, (partial_of_reduction(b, i) * v).in(b), n.attribute);
    case operation::recurrence:
      return k == 0 ? recurrence_tangent(b, i, v).in(b) : applied(b, i, k, along);
    case operation::other_products:
      return split_products::of(b, i).tangent(b, v).in(b);
    case operation::lu:
    case operation::solve:
    case operation::triangular_solve:
    case operation::det:
    case operation::logdet:
    case operation::cofactors:
    case operation::cholesky:
      return matrix_tangent(b, i, k, v).in(b);
    default:
      return applied(b, i, k, along);
  }
}

/// The tangent of x and y one after another: 0 stands for one that is absent.
constexpr index tangent_of_concatenation(builder& b, index i, const sequence<index>& tangents) {
  const node n = b[i];
  index parts[2] = {};
  for (int k = 0; k < 2; ++k) {
    const index along = tangents[n.operands[k]];
    parts[k] =
        along == absent ? structural_zero(b, n.operands[k]) : filled(b, along, n.operands[k]);
  }
  if (tangents[n.operands[0]] == absent && tangents[n.operands[1]] == absent) return absent;
  return b.intern_array(n.op, n.type, n.attribute, parts[0], parts[1]);
}

/// Is operand k of the operation a constant to derivatives?
constexpr bool is_fixed(operation o, int k) {
  using enum operation;
  return o == stop_gradient || (k == 1 && (o == take || o == scatter || o == other_products)) ||
         (k == 0 && o == cofactors);
}

}  // namespace detail

/// The tangent of array node i from those of its operands; absent where all are.
constexpr index array_tangent(builder& b, index i, const sequence<index>& tangents) {
  const node n = b[i];
  if (n.op == operation::concatenate) return detail::tangent_of_concatenation(b, i, tangents);
  index total = absent;
  for (int k = 0; k < info(n.op).arity; ++k) {
    const index along = tangents[n.operands[k]];
    if (along == absent || detail::is_fixed(n.op, k)) continue;
    const index term = detail::tangent_along(b, i, k, along);
    total = total == absent ? term : b.make(operation::add, total, term);
  }
  return total;
}

/// What the adjoint g of array node i adds to that of its operand k; absent where it is no number
/// to differentiate by.
constexpr index array_adjoint(builder& b, index i, int k, index g) {
  using enum operation;
  const node n = b[i];
  if (detail::is_fixed(n.op, k)) return absent;
  const index x = n.operands[0];
  const shape from = b.shape_of(x);
  switch (n.op) {
    case broadcast:
      return detail::reduce(b, sum, g, n.attribute);
    case sum:
      return detail::broadcast(b, g, from, n.attribute);
    case reshape:
      return detail::reshaped(b, g, from);
    case contract:
      return detail::contraction_adjoint(b, i, k, g);
    case view:
      return detail::unview(b, g, from, b.program().maps[n.attribute]);
    case unview:
      return detail::view(b, g, from, b.program().maps[n.attribute]);
    case concatenate:
      return detail::part_of(b, g, b.shape_of(x), b.shape_of(n.operands[1]),
                             static_cast<int>(n.attribute), k);
    case take:
      return b.intern_array(scatter, b[x].type, n.attribute, g, n.operands[1]);
    case scatter:
      return b.intern_array(take, b[x].type, n.attribute, g, n.operands[1]);
    case cumsum:  // the sum from the other end
      return b.intern_array(cumsum, n.type, n.attribute ^ 8u, g);
    case operation::recurrence:
      return detail::recurrence_adjoint(b, i, k, g).in(b);
    case operation::other_products:
      return detail::split_products::of(b, i).adjoint(b, {b, g}).in(b);
    case amax:
    case amin:
    case prod:
      return (detail::partial_of_reduction(b, i) *
              symbol(b, detail::broadcast(b, g, from, n.attribute)))
          .in(b);
    case lu:
    case solve:
    case triangular_solve:
    case det:
    case logdet:
    case cofactors:
    case cholesky:
      return detail::matrix_adjoint(b, i, k, {b, g}).in(b);
    default:
      return absent;
  }
}

}  // namespace typegrad
