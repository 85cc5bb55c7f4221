// Products of quotients by a common value become one quotient by its power, in derivatives of the
// second order and above: (a/c) (2/c) (1/c²) is 2 (a/c) / c³, and 1/c³ + 2/c³ is 3/c³.
#pragma once

#include <utility>

#include <typegrad/graph/builder.hpp>
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
    r = {{1, 1}, b_.make(o, dividend(a), dividend(b)), a.base, a.n};
    return true;
  }

  constexpr bool multiply(index x, index y, monomial& r) {
    const monomial &a = quotients_[x], &b = quotients_[y];
    if (cancel(a, powers_[y], r) || cancel(b, powers_[x], r)) return true;
    if (a.n > 0 && b.n > 0 && a.base != b.base) {
      r = {a.k, product(a.factor, value(y)), a.base, a.n};
      return true;
    }
    r = {{1, 1}, absent, b.n > 0 || a.base == absent ? b.base : a.base, a.n + b.n};
    if (r.n == 0 || !fold(operation::multiply, a.k, b.k, r.k)) return false;
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

  constexpr index product(index a, index b) {
    return a == absent ? b : b == absent ? a : b_.make(operation::multiply, a, b);
  }

  /// cⁿ for n > 0, by squaring.
  constexpr index raise(index c, int n) {
    if (n == 1) return c;
    const index half = raise(c, n / 2), even = b_.make(operation::multiply, half, half);
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
  /// range of numbers where the quotient does not.
  constexpr index value(index i) {
    if (values_[i] != absent) return values_[i];
    const monomial m = quotients_[i];
    index v = dividend(m);
    const int first = is_fixed(m.factor) ? 0 : m.n / 2;
    if (first > 0) v = b_.make(operation::divide, v, raise(value(m.base), first));
    if (m.n > 0) v = b_.make(operation::divide, v, raise(value(m.base), m.n - first));
    return values_[i] = v;
  }

  /// Node i anew, on the values of its operands.
  constexpr index make(index i) {
    const node& n = g_.nodes[i];
    if (n.op == operation::input) return b_.input(n.attribute);
    if (is_constant(i)) return b_.number(g_.literals[n.attribute]);
    if (n.op == operation::one_minus_square && g_.derived > 2)
      return one_minus_square(value(n.operands[0]));
    index operands[3] = {0, 0, 0};
    for (int k = 0; k < info(n.op).arity; ++k) operands[k] = value(n.operands[k]);
    return info(n.op).arity == 0 ? b_.intern(n.op, 0, 0, 0)
                                 : b_.make(n.op, operands[0], operands[1], operands[2]);
  }

  /// 1 - x² with little more than one rounding, where (1 - x)(1 + x) takes three: with u = 1 - |x|,
  /// which is exact for |x| >= 1/2, it is 2u - u² there. In third derivatives it enters to the
  /// third power and more.
  constexpr index one_minus_square(index x) {
    using enum operation;
    const index one = b_.number({1}), size = b_.make(abs, x), u = b_.make(subtract, one, size);
    const index near_one =
        b_.make(subtract, b_.make(multiply, b_.number({2}), u), b_.make(multiply, u, u));
    const index near_zero = b_.make(subtract, one, b_.make(multiply, x, x));
    return b_.make(select, b_.make(less, size, b_.number({1, 2})), near_zero, near_one);
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
constexpr graph collect_powers(const graph& g) {
  if (g.derived < 2 || !g.loops.empty()) return g;  // bodies of loops are collected by themselves
  const graph collected = detail::power_collector(g).collect();
  return compact(collected);
}

}  // namespace typegrad
