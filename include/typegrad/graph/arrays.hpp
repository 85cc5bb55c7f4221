// The nodes of array operations: what their results' shapes are, and the identities between them.
#pragma once

#include <bit>

#include <typegrad/graph/shapes.hpp>

namespace typegrad {

/// A set of axes, axis k as bit k.
using axis_set = std::uint32_t;

constexpr axis_set all_axes(const shape& s) { return (1u << s.rank) - 1; }
constexpr bool has_axis(axis_set axes, int k) { return (axes >> k & 1) != 0; }

/// The numbers of axes of a product of arrays, in this order: Σ_k x[batch, rows, k] y[batch, k,
/// columns]; a factor that is `turned` has its last two groups of axes the other way round.
struct contraction {
  int batch, rows, columns, summed;
  bool left_turned, right_turned;

  constexpr index packed() const {
    return static_cast<index>(batch | rows << 3 | columns << 6 | summed << 9 | left_turned << 12 |
                              right_turned << 13);
  }
  static constexpr contraction of(index attribute) {
    const auto bits = [&](int from) { return static_cast<int>(attribute >> from & 7); };
    return {
        bits(0), bits(3), bits(6), bits(9), (attribute >> 12 & 1) != 0, (attribute >> 13 & 1) != 0};
  }
};

/// r_k = f r_(k-1) + y_k along an axis, from r_0 = y_0 on, where f is x_(k-1) or, with
/// `own_factor`, x_k. Reversed, it starts from the last element, and k + 1 stands for k - 1.
struct recurrence {
  int axis;
  bool reversed, own_factor;

  constexpr index packed() const {
    return static_cast<index>(axis | reversed << 3 | own_factor << 4);
  }
  static constexpr recurrence of(index attribute) {
    return {static_cast<int>(attribute & 7), (attribute >> 3 & 1) != 0, (attribute >> 4 & 1) != 0};
  }
};

namespace detail {

constexpr shape chosen_axes(const shape& s, axis_set axes) {
  shape r;
  for (int k = 0; k < s.rank; ++k)
    if (has_axis(axes, k)) r.extents[r.rank++] = s.extents[k];
  return r;
}

/// A truth value of other operands: those that are arrays changed by f, the others as they are.
template <class F>
constexpr index truth_of_others(builder& b, index x, F f) {
  const node n = b[x];
  index operands[3] = {0, 0, 0};
  for (int k = 0; k < info(n.op).arity; ++k)
    operands[k] = b.shape_of(n.operands[k]).rank == 0 ? n.operands[k] : f(n.operands[k]);
  return b.make(n.op, operands[0], operands[1], operands[2]);
}

constexpr index reshaped(builder& b, index x, const shape s) {
  if (is_truth(b[x].op))
    return truth_of_others(b, x, [&](index operand) { return reshaped(b, operand, s); });
  if (b[x].op == operation::reshape) return reshaped(b, b[x].operands[0], s);
  if (b.shape_of(x) == s) return x;
  return b.intern_array(operation::reshape, type_of(b, s), 0, x);
}

/// x repeated along the axes of s that are not in `axes`; its own axes are those in `axes`.
constexpr index broadcast(builder& b, index x, const shape s, axis_set axes) {
  if (axes == all_axes(s)) return x;
  if (is_truth(b[x].op))
    return truth_of_others(b, x, [&](index operand) { return broadcast(b, operand, s, axes); });
  if (b[x].op == operation::broadcast && b.shape_of(b[x].operands[0]).rank == 0)
    return broadcast(b, b[x].operands[0], s, 0);
  return b.intern_array(operation::broadcast, type_of(b, s), axes, x);
}

/// x in the shape s by NumPy's rule.
constexpr index broadcast_to(builder& b, index x, const shape s) {
  const shape from = b.shape_of(x);
  shape kept;
  axis_set axes = 0;
  for (int k = 0; k < from.rank; ++k) {
    const int to = s.rank - from.rank + k;
    if (from.extents[k] == 1 && s.extents[to] != 1) continue;
    axes |= 1u << to;
    kept.extents[kept.rank++] = from.extents[k];
  }
  return broadcast(b, reshaped(b, x, kept), s, axes);
}

/// The number of elements along the axes: a constant, or known when the program is bound.
constexpr index count_along(builder& b, const shape s, axis_set along) {
  index count = b.number({1});
  for (int k = 0; k < s.rank; ++k)
    if (has_axis(along, k))
      count = b.make(operation::multiply, count,
                     s.extents[k] >= 0 ? b.number({static_cast<long double>(s.extents[k])})
                                       : b.intern_array(operation::extent, 0,
                                                        static_cast<index>(-s.extents[k] - 1), 0));
  return count;
}

constexpr index elementwise(builder& b, operation o, const index (&x)[3], int arity);

/// The sum x of so many terms, out of which a factor or term was taken: 0 for none, though what was
/// taken out may be infinite.
constexpr index zero_of_none(builder& b, index count, index x) {
  const index zero = b.number({0});
  if (x == count) return x;
  if (b[count].op == operation::literal)
    return b.literal_of(count).is(0) ? broadcast_to(b, zero, b.shape_of(x)) : x;
  return elementwise(b, operation::select, {b.make(operation::equal, count, zero), zero, x}, 3);
}

/// The sum over all axes but those in `kept`; the same for the largest and the smallest element.
constexpr index reduce(builder& b, operation o, index x, axis_set kept) {
  const shape s = b.shape_of(x);
  if (kept == all_axes(s)) return x;
  const node n = b[x];
  if (o == operation::sum && n.op == operation::negate)  // Σ -x = -Σ x
    return b.make(operation::negate, reduce(b, o, n.operands[0], kept));
  const axis_set repeated = n.op == operation::broadcast ? ~(n.attribute | kept) & all_axes(s) : 0;
  if (o == operation::sum && repeated != 0) {  // Σ x = n x along axes on which x is repeated
    const shape left = chosen_axes(s, ~repeated);
    axis_set own = 0, left_kept = 0;
    for (int k = 0, axis = 0; k < s.rank; ++k)
      if (!has_axis(repeated, k)) {
        if (has_axis(n.attribute, k)) own |= 1u << axis;
        if (has_axis(kept, k)) left_kept |= 1u << axis;
        ++axis;
      }
    const index rest = reduce(b, o, broadcast(b, n.operands[0], left, own), left_kept);
    const index count = count_along(b, s, repeated);
    return zero_of_none(b, count, elementwise(b, operation::multiply, {count, rest, 0}, 2));
  }
  if (o == operation::amax || o == operation::amin)
    for (int k = 0; k < s.rank; ++k)
      if (!has_axis(kept, k))
        require_at_least(b, info(o).name.data(), s.extents[k], 1, s,
                         "no elements have neither a largest nor a smallest one");
  return b.intern_array(o, type_of(b, chosen_axes(s, kept)), kept, x);
}

/// x without its repetition, where it is a repeated scalar.
constexpr index unrepeated(const builder& b, index x) {
  return b[x].op == operation::broadcast && b.shape_of(b[x].operands[0]).rank == 0
             ? b[x].operands[0]
             : x;
}

/// o on operands of any shapes: those that are no scalars are brought to one shape. Scalars stay,
/// so that an identity sees them.
constexpr index elementwise(builder& b, operation o, const index (&x)[3], int arity) {
  shape s;
  for (int k = 0; k < arity; ++k)
    s = k == 0 ? b.shape_of(x[0]) : broadcast_shape(b, o, s, b.shape_of(x[k]));
  index operands[3] = {0, 0, 0};
  for (int k = 0; k < arity; ++k) {
    operands[k] = unrepeated(b, x[k]);
    if (b.shape_of(operands[k]).rank > 0) operands[k] = broadcast_to(b, operands[k], s);
  }
  const index r = b.make(o, operands[0], operands[1], operands[2]);
  return b.shape_of(r) == s ? r : broadcast_to(b, r, s);
}

/// Σ_k x[batch, rows, k] y[batch, k, columns].
constexpr index contract(builder& b, index x, index y, const contraction& c) {
  const shape p = b.shape_of(x), q = b.shape_of(y);
  const int k_of_x = c.batch + (c.left_turned ? 0 : c.rows);
  const int k_of_y = c.batch + (c.right_turned ? c.columns : 0);
  for (int k = 0; k < c.batch; ++k) unify(b, operation::contract, p.extents[k], q.extents[k], p, q);
  for (int k = 0; k < c.summed; ++k)
    unify(b, operation::contract, p.extents[k_of_x + k], q.extents[k_of_y + k], p, q);
  shape s;
  const auto append = [&](const shape& from, int first, int count) {
    for (int k = first; k < first + count; ++k)
      s.extents[s.rank++] = known_extent(b, from.extents[k]);
  };
  append(p, 0, c.batch);
  append(p, c.batch + (c.left_turned ? c.summed : 0), c.rows);
  append(q, c.batch + (c.right_turned ? 0 : c.summed), c.columns);
  return b.intern_array(operation::contract, type_of(b, s), c.packed(), x, y);
}

}  // namespace detail
}  // namespace typegrad
