// What does not vary is taken out of sums over all elements of an array: Σ c x = c Σ x and
// Σ (x + c) = Σ x + n c.
#pragma once

#include <utility>

#include <typegrad/graph/arrays.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/rebuild.hpp>
#include <typegrad/pass/share_reciprocals.hpp>

namespace typegrad {

namespace detail {

/// Is a value of this operation rounded, so that its error is relative to its size?
constexpr bool is_rounded(operation o) {
  using enum operation;
  return info(o).kind == operation_kind::function && o != add && o != subtract && o != negate &&
         o != select && o != max && o != min && o != abs;
}

class sum_hoisting {
 public:
  constexpr explicit sum_hoisting(const graph& g)
      : graph_(g),
        uses_(use_counts(g)),
        image_(g.nodes.size(), absent),
        is_kept_(g.nodes.size(), false) {
    for (const index o : g.outputs) ++uses_[o], is_kept_[o] = true;
    for (const node& n : g.nodes)
      if (!is_whole_sum(n) && n.op != operation::negate)
        for (int k = 0; k < info(n.op).arity; ++k)
          if (n.op != operation::multiply || uses_[place_of(n)] > 1) is_kept_[n.operands[k]] = true;
  }

  constexpr graph run() {
    return compact(rebuild(graph_, b_, image_, [&](index i) { return remake(i); }));
  }

 private:
  constexpr const node& at(index i) const { return graph_.nodes[i]; }
  constexpr index place_of(const node& n) const {
    return static_cast<index>(&n - graph_.nodes.begin());
  }
  constexpr bool is_scalar(index i) const { return at(i).type == 0; }
  static constexpr bool is_whole_sum(const node& n) {
    return n.op == operation::sum && n.attribute == 0;
  }

  constexpr index remake(index i) {
    using enum operation;
    const node& n = at(i);
    if (is_whole_sum(n)) return whole_sum(n.operands[0]);
    if (n.op == negate && !is_scalar(i) && at(n.operands[0]).op == multiply) {
      const node& product = at(n.operands[0]);
      for (int k = 0; k < 2; ++k)
        if (is_scalar(product.operands[k]))  // -(c x) = (-c) x
          return times(b_.make(negate, image_[product.operands[k]]),
                       image_[product.operands[1 - k]]);
    }
    if (n.op == multiply) return times(image_[n.operands[0]], image_[n.operands[1]]);
    return b_.remake(graph_, n, image_);
  }

  /// a b, where reciprocals stay that are shared.
  constexpr index times(index a, index b) {
    const bool has_literal = b_[a].op == operation::literal || b_[b].op == operation::literal;
    return has_literal ? b_.make(operation::multiply, a, b)
                       : b_.intern(operation::multiply, a, b, 0);
  }

  /// Σ x, which is 0 for no elements, whatever was taken out of it.
  constexpr index whole_sum(index x) {
    may_be_infinite_ = false;
    const index total = sum_of(x);
    return may_be_infinite_ ? zero_of_none(b_, count_of(x), total) : total;
  }

  constexpr index count_of(index x) {
    const shape s = b_.shape_of(image_[x]);
    return count_along(b_, s, all_axes(s));
  }

  constexpr index sum_of(index x) {
    using enum operation;
    const node& n = at(x);
    if (n.op == multiply) return sum_of_product(x);
    for (int k = 0; k < 2; ++k)
      if (has_hoistable_term(x, k)) {
        const index c = n.operands[k], rest = sum_of(n.operands[1 - k]);
        const index all = times(count_of(x), image_[c]);
        may_be_infinite_ = may_be_infinite_ || at(c).op != literal;
        return k == 0 ? b_.make(n.op, all, rest) : b_.make(n.op, rest, all);
      }
    return reduce(b_, sum, image_[x], 0);
  }

  /// Is operand k of x a term to be taken out? It must be bounded, so that n times it overflows for
  /// no n. The other one must be a rounded product or function, or such a sum again: its own error,
  /// relative to its size, is what the difference to a large sum may add. Of an exact x_i, such as
  /// an input close to c, x_i - c may have digits that Σ x - n c has lost.
  constexpr bool has_hoistable_term(index x, int k) const {
    using enum operation;
    const node& n = at(x);
    if ((n.op != add && n.op != subtract) || uses_[x] > 1) return false;
    const index c = n.operands[k], rest = n.operands[1 - k];
    if (!is_scalar(c) || !is_bounded(c)) return false;
    return is_rounded(at(rest).op) || has_hoistable_term(rest, 0) || has_hoistable_term(rest, 1);
  }

  /// Below 2^64 for all arguments for which it is finite.
  constexpr bool is_bounded(index c) const {
    using enum operation;
    const node& n = at(c);
    if (n.op == operation::literal) {
      const typegrad::literal& l = graph_.literals[n.attribute];
      const long double size = l.numerator / l.denominator;
      return size < 0x1p32L && -size < 0x1p32L;
    }
    if (n.op == negate) return is_bounded(n.operands[0]);
    return n.op == log || n.op == tanh || n.op == sigmoid || n.op == sin || n.op == cos ||
           info(n.op).kind == operation_kind::constant;
  }

  /// Newest factor first, scalars are taken out of the product, also those of scaled factors that
  /// are then needed no more. In x² with x = c y, c may be what keeps y² from an overflow: there x
  /// stays.
  constexpr index sum_of_product(index x) {
    sequence<index> factors;
    factors.push_back(x);
    index scale = absent;
    for (index k = newest_open(factors); k != absent; k = newest_open(factors)) {
      const node& n = at(factors[k]);
      factors[k] = factors[factors.size() - 1];
      factors.pop_back();
      for (const index f : {n.operands[0], n.operands[1]})
        if (!is_scalar(f)) {
          factors.push_back(f);
        } else {
          may_be_infinite_ = may_be_infinite_ || at(f).op != operation::literal || !is_bounded(f);
          scale = scale == absent ? image_[f] : times(scale, image_[f]);
        }
    }
    if (scale == absent) return reduce(b_, operation::sum, image_[x], 0);
    sort(factors);
    index product = image_[factors[0]];
    for (index k = 1; k < factors.size(); ++k) product = times(product, image_[factors[k]]);
    return times(scale, reduce(b_, operation::sum, product, 0));
  }

  /// The newest factor that is a product to be taken apart: one that nothing else needs, or a
  /// scaled one that only other sums and a negation need, which take its scale as well.
  constexpr index newest_open(const sequence<index>& factors) const {
    index newest = absent;
    for (index k = 0; k < factors.size(); ++k) {
      const index f = factors[k];
      if (at(f).op != operation::multiply || (newest != absent && f < factors[newest])) continue;
      const bool is_scaled = is_scalar(at(f).operands[0]) || is_scalar(at(f).operands[1]);
      index times = 0;
      for (const index other : factors) times += other == f;
      if (times == 1 && (uses_[f] == 1 || (is_scaled && !is_kept_[f]))) newest = k;
    }
    return newest;
  }

  static constexpr void sort(sequence<index>& factors) {
    for (index k = 1; k < factors.size(); ++k)
      for (index i = k; i > 0 && factors[i] < factors[i - 1]; --i)
        std::swap(factors[i], factors[i - 1]);
  }

  const graph& graph_;
  builder b_;
  sequence<index> uses_, image_;
  sequence<bool> is_kept_;  ///< its value is needed by more than sums, negations and their products
  bool may_be_infinite_ = false;
};

}  // namespace detail

/// The same program with what is the same for all terms taken out of sums to a single number. n c
/// and c Σ x are rounded once where the sum of n terms was n times. Sums stay within the bound of
/// their rounding errors, n ε Σ (|x_i| + |c|). A NaN stays, and so does an infinity, though the one
/// may become the other: an infinite factor of 0 and 1. What leaves the range of numbers on the way
/// may differ: Σ x can where Σ c x does not, and the other way round; as with reciprocals this is
/// accepted in first derivatives, and the values beside them. Cost: linear.
constexpr graph hoist_from_sums(const graph& g) {
  if (g.derived != 1) return g;
  return detail::sum_hoisting(g).run();
}

}  // namespace typegrad
