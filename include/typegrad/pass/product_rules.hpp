// The rules of products along axes, and of the recurrences that running products are made of.
#pragma once

#include <typegrad/graph/reductions.hpp>
#include <typegrad/graph/slices.hpp>

namespace typegrad::detail {

/// ∂r/∂x of r = prod(x): at each element the product of the others.
constexpr symbol product_of_others(builder& b, index i) {
  const node n = b[i];
  const shape s = b.shape_of(n.operands[0]);
  int order[shape::max_rank] = {}, inverse[shape::max_rank] = {}, rank = 0;
  for (const bool kept : {true, false})
    for (int k = 0; k < s.rank; ++k)
      if (has_axis(n.attribute, k) == kept) inverse[k] = rank, order[rank++] = k;
  const index turned = permuted(b, n.operands[0], order);
  shape line = chosen_axes(s, n.attribute);
  std::int32_t length = 1;
  for (int k = line.rank; k < s.rank; ++k) length = extent_product(b, length, s.extents[order[k]]);
  line.extents[line.rank++] = length;
  const index x = reshaped(b, turned, line);
  const index others = b.intern_array(operation::other_products, b[x].type, 0, x, i);
  return {b, permuted(b, reshaped(b, others, b.shape_of(turned)), inverse)};
}

/// x with its elements moved by one place along an axis, `up` to higher places; 0 comes in.
constexpr symbol moved(const symbol& x, int axis, bool up) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  shape rest = s;
  rest.extents[axis] = extent_quotient(b, s.extents[axis], -1, 1);
  affine_map from, to;
  for (int k = 0; k < s.rank; ++k) from.step[k][k] = to.step[k][k] = 1;
  (up ? to : from).offset[axis] = 1;
  return {b, unview(b, view(b, x.in(b), rest, from), s, to)};
}

/// ṙ of a recurrence from the tangent v of its factors: the recurrence of what v adds in each step.
constexpr symbol recurrence_tangent(builder& b, index i, const symbol& v) {
  const recurrence c = recurrence::of(b[i].attribute);
  const symbol r(b, i);
  const symbol step =
      c.own_factor ? v * moved(r, c.axis, !c.reversed) : moved(v * r, c.axis, !c.reversed);
  return recurred(c, symbol(b, b[i].operands[0]), step);
}

/// x̄ of a recurrence: ȳ comes from a recurrence the other way, and each factor meets the element
/// before it and the adjoint after it.
constexpr symbol recurrence_adjoint(builder& b, index i, int k, index g) {
  const recurrence c = recurrence::of(b[i].attribute);
  const symbol r(b, i), factors(b, b[i].operands[0]);
  const symbol y = recurred({c.axis, !c.reversed, !c.own_factor}, factors, {b, g});
  if (k == 1) return y;
  return c.own_factor ? y * moved(r, c.axis, !c.reversed) : moved(y, c.axis, c.reversed) * r;
}

/// The products of the elements before each place of a line, and of those after it, which together
/// are the products of all others.
struct split_products {
  symbol before, after;

  static constexpr split_products of(builder& b, index i) {
    const symbol x(b, b[i].operands[0]);
    const int axis = shape_of(x).rank - 1;
    return {recurred({axis, false, false}, x, first_along(x, axis, false)),
            recurred({axis, true, false}, x, first_along(x, axis, true))};
  }

  constexpr symbol tangent(builder& b, const symbol& v) const {
    return recurrence_tangent(b, before.in(b), v) * after +
           before * recurrence_tangent(b, after.in(b), v);
  }

  constexpr symbol adjoint(builder& b, const symbol& g) const {
    return recurrence_adjoint(b, before.in(b), 0, (g * after).in(b)) +
           recurrence_adjoint(b, after.in(b), 0, (before * g).in(b));
  }
};

}  // namespace typegrad::detail
