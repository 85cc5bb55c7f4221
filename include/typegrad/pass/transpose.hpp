// The rules of array operations: most are linear in each operand, so a tangent goes through the
// operation itself and an adjoint through its transpose.
#pragma once

#include <typegrad/graph/array_functions.hpp>

namespace typegrad {

namespace detail {

/// `value` in the shape of the node `like`: a scalar stands for an array of equal elements.
constexpr index filled(builder& b, index value, index like) {
  if (b[value].type == b[like].type) return value;
  return broadcast_to(b, value, b.shape_of(like));
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

}  // namespace detail

/// The tangent of array node i from those of its operands; absent where all are.
constexpr index array_tangent(builder& b, index i, const sequence<index>& tangents) {
  const node n = b[i];
  index total = absent;
  for (int k = 0; k < info(n.op).arity; ++k) {
    const index along = tangents[n.operands[k]];
    const bool is_place = k == 1 && (n.op == operation::take || n.op == operation::scatter);
    if (along == absent || is_place || n.op == operation::stop_gradient) continue;
    index term = absent;
    if (n.op == operation::amax || n.op == operation::amin) {
      const symbol change = detail::share_of_extreme(b, i) * symbol(b, along);
      term = detail::reduce(b, operation::sum, detail::filled(b, change.in(b), n.operands[0]),
                            n.attribute);
    } else {
      term = detail::applied(b, i, k, along);
    }
    total = total == absent ? term : b.make(operation::add, total, term);
  }
  return total;
}

/// What the adjoint g of array node i adds to that of its operand k; absent where it is no number
/// to differentiate by.
constexpr index array_adjoint(builder& b, index i, int k, index g) {
  using enum operation;
  const node n = b[i];
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
      return b.intern_array(unview, b[x].type, n.attribute, g);
    case unview:
      return b.intern_array(view, b[x].type, n.attribute, g);
    case take:  // the shape of x is kept by a second operand of its own kind
      return k == 0 ? b.intern_array(scatter, b[x].type, n.attribute, g, n.operands[1]) : absent;
    case scatter:
      return k == 0 ? b.intern_array(take, b[x].type, n.attribute, g, n.operands[1]) : absent;
    case cumsum:  // the sum from the other end
      return b.intern_array(cumsum, n.type, n.attribute ^ 8u, g);
    case amax:
    case amin:
      return (detail::share_of_extreme(b, i) *
              symbol(b, detail::broadcast(b, g, from, n.attribute)))
          .in(b);
    default:
      return absent;
  }
}

}  // namespace typegrad
