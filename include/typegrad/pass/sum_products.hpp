// Sums of the elements of products of arrays are taken of a factor instead: Σ_j Σ_k x_ik y_kj =
// Σ_k x_ik Σ_j y_kj.
#pragma once

#include <bit>

#include <typegrad/graph/arrays.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/hoist_from_sums.hpp>
#include <typegrad/pass/rebuild.hpp>

namespace typegrad {

namespace detail {

class product_summing {
 public:
  constexpr explicit product_summing(const graph& g)
      : graph_(g), uses_(use_counts(g)), image_(g.nodes.size(), absent) {
    for (const index o : g.outputs) ++uses_[o];
  }

  constexpr graph run() {
    bool any = false;
    for (index i = 0; i < graph_.nodes.size(); ++i) any = any || spares(i);
    if (!any) return graph_;
    return compact(rebuild(graph_, b_, image_, [&](index i) { return remake(i); }));
  }

 private:
  constexpr const node& at(index i) const { return graph_.nodes[i]; }
  constexpr const shape& shape_of(index i) const { return graph_.shapes[at(i).type]; }

  constexpr index remake(index i) {
    const node& n = at(i);
    if (!spares(i)) return b_.remake(graph_, n, image_);
    const index count = count_along(b_, shape_of(n.operands[0]), ~n.attribute);
    return zero_of_none(b_, count, sum_of(n.operands[0], n.attribute));
  }
  constexpr bool spares(index i) const {
    return at(i).op == operation::sum && spares_product(at(i).operands[0], at(i).attribute);
  }

  /// Is a product of arrays among the terms of x that x alone needs, and that a sum of x does not?
  /// The terms are then summed one by one; where they cancel, this may add what the terms' own
  /// rounding is, relative to their sizes.
  constexpr bool spares_product(index x, axis_set kept) const {
    using enum operation;
    const node& n = at(x);
    const auto& [left, right, other] = n.operands;
    if (uses_[x] > 1) return false;
    if (n.op == negate) return spares_product(left, kept);
    if (n.op == multiply)
      return (is_same_along(left, kept) && spares_product(right, kept)) ||
             (is_same_along(right, kept) && spares_product(left, kept));
    if (n.op == add || n.op == subtract)
      return is_rounded_sum(x) && (spares_product(left, kept) || spares_product(right, kept));
    return sums_matrices(n, kept);
  }

  /// Is n a product of matrices, not of vectors, and are their elements, not they, summed?
  static constexpr bool sums_matrices(const node& n, axis_set kept) {
    if (n.op != operation::contract) return false;
    const contraction c = contraction::of(n.attribute);
    return c.rows > 0 && c.columns > 0 && (((1u << c.batch) - 1) & ~kept) == 0;
  }

  /// Are all terms of x arrays, and results of rounding?
  constexpr bool is_rounded_sum(index x) const {
    using enum operation;
    const node& n = at(x);
    if (n.type == 0) return false;
    if (n.op == negate) return is_rounded_sum(n.operands[0]);
    if (n.op == add || n.op == subtract)
      return is_rounded_sum(n.operands[0]) && is_rounded_sum(n.operands[1]);
    if (n.op == operation::broadcast) return is_rounded(at(n.operands[0]).op);
    return is_rounded(n.op) || n.op == operation::contract;
  }

  /// Does x not vary along the axes that are not kept?
  constexpr bool is_same_along(index x, axis_set kept) const {
    return at(x).type == 0 || (at(x).op == operation::broadcast && (at(x).attribute & ~kept) == 0);
  }

  /// Σ x over the axes that are not kept.
  constexpr index sum_of(index x, axis_set kept) {
    using enum operation;
    const node& n = at(x);
    if (uses_[x] > 1) return reduce(b_, sum, image_[x], kept);
    const auto& [left, right, other] = n.operands;
    if (n.op == negate) return b_.make(negate, sum_of(left, kept));
    if ((n.op == add || n.op == subtract) && is_rounded_sum(x)) {
      const index first = sum_of(left, kept), second = sum_of(right, kept);
      return b_.make(n.op, first, second);
    }
    if (n.op == multiply)
      for (int k = 0; k < 2; ++k)
        if (is_same_along(n.operands[k], kept))
          return elementwise(b_, multiply,
                             {one_of_same(n.operands[k], kept), sum_of(n.operands[1 - k], kept), 0},
                             2);
    return sums_matrices(n, kept) ? sum_of_product(x, kept) : reduce(b_, sum, image_[x], kept);
  }

  /// x, which does not vary along the others, with the kept axes alone.
  constexpr index one_of_same(index x, axis_set kept) {
    if (at(x).type == 0) return image_[x];
    return broadcast(b_, image_[at(x).operands[0]], chosen_axes(shape_of(x), kept),
                     chosen_of(at(x).attribute, kept));
  }
  /// The set, where only the axes `kept` are counted.
  static constexpr axis_set chosen_of(axis_set axes, axis_set kept) {
    axis_set chosen = 0;
    for (int k = 0, place = 0; k < shape::max_rank; ++k)
      if (has_axis(kept, k)) chosen |= (axes >> k & 1u) << place++;
    return chosen;
  }

  constexpr index sum_of_product(index x, axis_set kept) {
    const contraction c = contraction::of(at(x).attribute);
    const axis_set rows = kept >> c.batch, columns = rows >> c.rows;
    const auto summed = [&](index factor, axis_set own, int first, int count) {
      const axis_set all = all_axes(shape_of(factor)), group = ((1u << count) - 1);
      return reduce(b_, operation::sum, image_[factor],
                    (all & ~(group << first)) | (own & group) << first);
    };
    const auto& [left, right, other] = at(x).operands;
    const index a = summed(left, rows, c.batch + (c.left_turned ? c.summed : 0), c.rows);
    const index b = summed(right, columns, c.batch + (c.right_turned ? 0 : c.summed), c.columns);
    const auto left_of = [](axis_set own, int count) {
      return std::popcount(own & ((1u << count) - 1));
    };
    return contract(b_, a, b,
                    {c.batch, left_of(rows, c.rows), left_of(columns, c.columns), c.summed,
                     c.left_turned, c.right_turned});
  }

  const graph& graph_;
  builder b_;
  sequence<index> uses_, image_;
};

}  // namespace detail

/// The same program without those products of arrays of which it needs sums over rows or columns
/// alone. Terms beside such a product are summed one by one, and factors that are the same for all
/// terms are taken out. Errors stay within the bound of those of the sums, n ε Σ |terms|. What
/// leaves the range of numbers on the way may differ, as in `hoist_from_sums`: in derived programs
/// alone. Cost: linear.
constexpr graph sum_products(const graph& g) {
  if (g.derived != 1) return g;
  return detail::product_summing(g).run();
}

}  // namespace typegrad
