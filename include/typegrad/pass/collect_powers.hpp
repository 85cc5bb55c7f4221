// Products of quotients by a common value become one quotient by its power, in derivatives of the
// second order and above: (a/c) (2/c) (1/c²) is 2 (a/c) / c³, and 1/c³ + 2/c³ is 3/c³.
#pragma once

#include <utility>

#include <typegrad/graph/builder.hpp>
#include <typegrad/pass/accurate_square.hpp>
#include <typegrad/pass/compact.hpp>

namespace typegrad {

namespace detail {

/// k · factor · baseⁿ as a power, k · factor / baseⁿ as a quotient. There may be no factor. A
/// quotient with n = 0 may name a base all the same: its factor has been divided by it.
struct monomial {
  literal k{1, 1};
  index factor = absent;
  index base = absent;
  int n = 0;
};

/// Reads a graph's nodes as monomials, and makes those that are needed as values.
class power_collector {
 public:
  explicit constexpr power_collector(const graph& g)
      : g_(g),
        quotients_(g.nodes.size()),
        powers_(g.nodes.size()),
        values_(g.nodes.size(), absent) {
    for (index slot = 0; slot < g.inputs; ++slot) b_.input(slot);
  }

  constexpr graph collect() && {
    for (index i = 0; i < g_.nodes.size(); ++i) {
      powers_[i] = power(i);
      quotients_[i] = quotient(i);
    }
    for (const index o : g_.outputs) b_.output(value(o));
    graph result = std::move(b_).finish();
    result.derived = g_.derived;
    return result;
  }

 private:
  constexpr bool is_constant(index i) const { return g_.nodes[i].op == operation::literal; }

  /// Node i as k baseⁿ, its base a node of the graph that is read.
  constexpr monomial power(index i) const {
    const auto& [x, y, z] = g_.nodes[i].operands;
    if (is_constant(i)) return {g_.literals[g_.nodes[i].attribute]};
    if (g_.nodes[i].op == operation::multiply) {
      const monomial &a = powers_[x], &b = powers_[y];
      monomial r{{1, 1}, absent, a.n == 0 ? b.base : a.base, a.n + b.n};
      if ((a.base == b.base || a.n == 0) && fold(operation::multiply, a.k, b.k, r.k)) return r;
    }
    return {{1, 1}, absent, i, 1};
  }

  /// Node i as k factor / baseⁿ, its factor a node of the new graph.
  constexpr monomial quotient(index i) {
    const node& n = g_.nodes[i];
    const auto& [x, y, z] = n.operands;
    monomial r;
    if (is_constant(i) && is_small_integer(powers_[i].k.numerator)) return powers_[i];
    if (n.op == operation::negate) {
      r = quotients_[x];
      r.k.numerator = -r.k.numerator;
      return r;
    }
    if ((n.op == operation::add || n.op == operation::subtract) && add(n.op, x, y, r)) return r;
    if (n.op == operation::multiply && multiply(x, y, r)) return r;
    if (n.op == operation::divide && divide(x, y, r)) return r;
    r = {{1, 1}, make(i)};
    // What is made of x/c is divided by c already: a further division goes into the power.
    if (n.op == operation::add || n.op == operation::subtract || n.op == operation::multiply)
      r.base = quotients_[x].base == absent ? quotients_[y].base : quotients_[x].base;
    if (n.op == operation::select)
      r.base = quotients_[y].base == absent ? quotients_[z].base : quotients_[y].base;
    return r;
  }

  /// Like terms are collected, and quotients by the same power are one.
  constexpr bool add(operation o, index x, index y, monomial& r) {
    const monomial &a = quotients_[x], &b = quotients_[y];
    r = a;
    if (a.n != b.n || (a.n > 0 && a.base != b.base)) return false;
    if (a.factor == b.factor && fold(o, a.k, b.k, r.k)) return true;
    if (a.n == 0) return false;
    r = {{1, 1}, sum(o, dividend(a), dividend(b)), a.base, a.n};
    return true;
  }

  /// x ± y; (p + k t) + t is p + (k + 1) t, one rounding in place of k.
  constexpr index sum(operation o, index x, index y) {
    using enum operation;
    if (o == add && b_[x].op == add) {
      const auto [p, t, unused] = b_[x].operands;
      typegrad::literal k{1};
      if (b_[t].op == multiply && b_[t].operands[1] == y && b_[b_[t].operands[0]].op == literal)
        k = b_.literal_of(b_[t].operands[0]);
      else if (t != y)
        return b_.make(o, x, y);
      if (fold(add, k, {1}, k)) return b_.make(add, p, b_.make(multiply, b_.number(k), y));
    }
    return b_.make(o, x, y);
  }

  constexpr bool multiply(index x, index y, monomial& r) {
    const monomial &a = quotients_[x], &b = quotients_[y];
    if (cancel(a, powers_[y], r) || cancel(b, powers_[x], r)) return true;
    if (a.n > 0 && b.n > 0 && a.base != b.base) {
      r = {a.k, product(a.factor, value(y)), a.base, a.n};
      return true;
    }
    r = {{1, 1}, absent, b.n > 0 || a.base == absent ? b.base : a.base, a.n + b.n};
    const bool is_plain = r.n == 0 && a.factor != absent && b.factor != absent;
    if (is_plain && !are_divided_by_root(a.factor, b.factor)) return false;
    if (!fold(operation::multiply, a.k, b.k, r.k)) return false;
    r.factor = product(a.factor, b.factor);
    return true;
  }

  /// (a / cⁿ) cᵐ = a / cⁿ⁻ᵐ, where a pole stays at c = 0.
  static constexpr bool cancel(const monomial& a, const monomial& p, monomial& r) {
    r = a;
    r.n -= p.n;
    return p.n > 0 && p.base == a.base && r.n > 0 && fold(operation::multiply, a.k, p.k, r.k);
  }

  /// A factor is divided once by itself: x/c is of the order of 1 where x and c are both huge or
  /// both tiny, and only the further divisions go into the power.
  constexpr bool divide(index x, index y, monomial& r) {
    const monomial &a = quotients_[x], &p = powers_[y], &q = powers_[x];
    r = a;
    if (p.n == 0) return fold(operation::divide, a.k, p.k, r.k);
    if (a.n == 0 && q.base == p.base && q.n < p.n) {
      r = {{1, 1}, absent, p.base, p.n - q.n};
      return fold(operation::divide, q.k, p.k, r.k);
    }
    if (a.n > 0 && a.base != p.base) {
      r = {{1, 1}, b_.make(operation::divide, value(x), value(y)), p.base, 0};
    } else if (is_fixed(a.factor) || a.base == p.base) {
      r.base = p.base;
      r.n += p.n;
      return fold(operation::divide, a.k, p.k, r.k);
    } else {
      r.factor = b_.make(operation::divide, a.factor, value(y));
      r.base = p.base;
    }
    return true;
  }

  /// Are these a/c and b/c with c = sqrt(u), in a third derivative?
  constexpr bool are_divided_by_root(index a, index b) const {
    using enum operation;
    return g_.derived > 2 && b_[a].op == divide && b_[b].op == divide &&
           b_[a].operands[1] == b_[b].operands[1] && b_[b_[a].operands[1]].op == sqrt;
  }

  /// The product of two factors; (a / c) (b / c) is a (b / u) where c = sqrt(u), as u is rounded
  /// less.
  constexpr index product(index a, index b) {
    using enum operation;
    if (a == absent || b == absent) return a == absent ? b : a;
    if (!are_divided_by_root(a, b)) return b_.make(multiply, a, b);
    const auto [p, c, unused] = b_[a].operands;
    return b_.make(multiply, p, b_.make(divide, b_[b].operands[0], b_[c].operands[0]));
  }

  /// cⁿ for n > 0, by squaring. The square of a root is there already, and is rounded less.
  constexpr index raise(index c, int n) {
    if (n == 1) return c;
    index even = c;
    if (b_[c].op == operation::sqrt) {
      even = raise(b_[c].operands[0], n / 2);
    } else {
      const index half = raise(c, n / 2);
      even = b_.make(operation::multiply, half, half);
    }
    return n % 2 == 0 ? even : b_.make(operation::multiply, c, even);
  }

  /// k · factor
  constexpr index dividend(const monomial& m) {
    if (m.factor == absent) return b_.number(m.k);
    if (m.k.is(1)) return m.factor;
    return b_.make(operation::multiply, b_.number(m.k), m.factor);
  }

  /// Is there no factor, or a constant one?
  constexpr bool is_fixed(index factor) const {
    return factor == absent ||
           (b_[factor].op != operation::input && info(b_[factor].op).arity == 0);
  }

  /// The place of node i in the new graph. A factor is divided by cⁿ in two steps: cⁿ may leave the
  /// range of numbers where the quotient does not; and so may k · factor, where k is above 1.
  constexpr index value(index i) {
    if (values_[i] != absent) return values_[i];
    const monomial m = quotients_[i];
    const bool is_large = m.k.numerator > m.k.denominator || -m.k.numerator > m.k.denominator;
    const bool comes_last = m.n > 0 && is_large && !is_fixed(m.factor);
    index v = comes_last ? m.factor : dividend(m);
    const int first = is_fixed(m.factor) ? 0 : m.n / 2;
    if (first > 0) v = b_.make(operation::divide, v, raise(value(m.base), first));
    if (m.n > 0) v = b_.make(operation::divide, v, raise(value(m.base), m.n - first));
    if (comes_last) v = b_.make(operation::multiply, b_.number(m.k), v);
    return values_[i] = v;
  }

  /// Node i anew, on the values of its operands.
  constexpr index make(index i) {
    const node& n = g_.nodes[i];
    if (n.op == operation::input) return b_.input(n.attribute);
    if (is_constant(i)) return b_.number(g_.literals[n.attribute]);
    if (n.op == operation::one_minus_square && g_.derived > 2)
      return accurate_one_minus_square(b_, value(n.operands[0]));
    index operands[3] = {0, 0, 0};
    for (int k = 0; k < info(n.op).arity; ++k) operands[k] = value(n.operands[k]);
    return info(n.op).arity == 0 ? b_.intern(n.op, 0, 0, 0)
                                 : b_.make(n.op, operands[0], operands[1], operands[2]);
  }

  const graph& g_;
  builder b_;
  sequence<monomial> quotients_, powers_;
  sequence<index> values_;
};

}  // namespace detail

/// The same program with products of quotients by a common value c collected: coefficients multiply
/// and exponents add, so that a rule that is applied k times costs one division and one rounding by
/// it in place of k. It changes values by roundings where |c|ⁿ and 1/|c|ⁿ are normal numbers.
constexpr graph collect_powers(graph g) {
  if (g.derived < 2 || !g.loops.empty()) return g;  // bodies of loops are collected by themselves
  const graph collected = detail::power_collector(g).collect();
  return compact(collected);
}

}  // namespace typegrad
