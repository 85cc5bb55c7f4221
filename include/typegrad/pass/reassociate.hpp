// Products of a derived program in an order that shares their parts: adjoint by adjoint, the chain
// rule multiplies the same factors in many orders.
#pragma once

#include <utility>

#include <typegrad/pass/rebuild.hpp>

namespace typegrad {

namespace detail {

/// c f_0 f_1 ..., the factors being nodes of the new graph.
struct product {
  static constexpr index longest = 8;

  literal coefficient{1};
  index factors[longest] = {};
  index count = 0;

  constexpr void push(index f) { factors[count++] = f; }
  constexpr void erase(index k) {
    --count;
    for (; k < count; ++k) factors[k] = factors[k + 1];
  }
};

class reassociation {
 public:
  constexpr explicit reassociation(const graph& g)
      : graph_(g),
        image_(g.nodes.size(), absent),
        uses_(g.nodes.size(), 0),
        length_(g.nodes.size(), 1),
        is_part_(g.nodes.size(), false) {
    for (index i = 0; i < g.nodes.size(); ++i) note_operands(i);
    for (const index o : g.outputs) {
      ++uses_[o];
      is_part_[o] = false;
    }
  }

  constexpr graph run() {
    return rebuild(graph_, b_, image_, [&](index i) { return is_part_[i] ? absent : remake(i); });
  }

 private:
  /// A product that is used once, by a product, a sum or a negation, is a part of that node and
  /// not made for itself.
  constexpr void note_operands(index i) {
    using enum operation;
    const node& n = graph_.nodes[i];
    const bool is_product = n.op == multiply;
    const bool takes_parts = is_product || n.op == add || n.op == subtract || n.op == negate;
    const int arity = info(n.op).arity;
    index length = 0;
    for (int k = 0; k < arity; ++k) {
      const index x = n.operands[k];
      const index rest = static_cast<index>(arity - 1 - k);
      is_part_[x] = ++uses_[x] == 1 && takes_parts && graph_.nodes[x].op == multiply &&
                    (!is_product || length + length_[x] + rest <= product::longest);
      length += is_part_[x] ? length_[x] : 1;
    }
    if (is_product) length_[i] = length;
  }

  constexpr index remake(index i) {
    using enum operation;
    const node& n = graph_.nodes[i];
    if (n.op == multiply) return build(factors_of(i), uses_[i] > 1);
    if ((n.op == add || n.op == subtract) && is_part_[n.operands[0]] && is_part_[n.operands[1]])
      return build_sum(n.op, factors_of(n.operands[0]), factors_of(n.operands[1]));
    if (n.op == negate && is_part_[n.operands[0]]) {
      product p = factors_of(n.operands[0]);
      if (p.coefficient.is(1)) return b_.make(negate, build(p, false));
      p.coefficient.numerator = -p.coefficient.numerator;
      return build(p, uses_[i] > 1);  // -(2 x) = -2 x
    }
    const int arity = info(n.op).arity;
    index x[3] = {0, 0, 0};
    for (int k = 0; k < arity; ++k) {
      const index operand = n.operands[k];
      x[k] = is_part_[operand] ? build(factors_of(operand), false) : image_[operand];
    }
    return b_.remake(graph_, n, x[0], x[1], x[2]);
  }

  constexpr product factors_of(index i) const {
    product p;
    gather(p, i);
    return p;
  }

  constexpr void gather(product& p, index i) const {
    for (int k = 0; k < 2; ++k) {
      const index x = graph_.nodes[i].operands[k];
      if (is_part_[x])
        gather(p, x);
      else if (graph_.nodes[x].op != operation::literal || !absorb(p, b_.literal_of(image_[x])))
        p.push(image_[x]);
    }
  }

  static constexpr bool absorb(product& p, const literal& c) {
    literal folded;
    if (!fold(operation::multiply, p.coefficient, c, folded)) return false;
    p.coefficient = folded;
    return true;
  }

  /// c x ± c y = c (x ± y)
  constexpr index build_sum(operation o, product x, product y) {
    product common;
    if (x.coefficient == y.coefficient)
      std::swap(common.coefficient, x.coefficient), y.coefficient = {1};
    for (index k = x.count; k-- > 0;)
      for (index j = y.count; j-- > 0;)
        if (x.factors[k] == y.factors[j]) {
          common.push(x.factors[k]);
          x.erase(k);
          y.erase(j);
          break;
        }
    const bool is_one =
        (x.count == 0 && x.coefficient.is(1)) || (y.count == 0 && y.coefficient.is(1));
    if (!is_one) {
      const index sum = b_.make(o, build(x, false), build(y, false));
      common.push(sum);
      return build(common, false);
    }
    for (product* const p : {&x, &y}) {  // a x + a stays: a (x + 1) takes as many operations
      absorb(*p, common.coefficient);
      for (index k = 0; k < common.count; ++k) p->push(common.factors[k]);
    }
    return b_.make(o, build(x, false), build(y, false));
  }

  /// The product as nodes. The coefficient of a product with several uses is multiplied last, where
  /// they can cancel it, and so is one above 1, with which a factor alone might overflow.
  constexpr index build(product p, bool is_shared) {
    cancel_coefficient(p);
    const literal c = p.coefficient;
    if (p.count == 0) return b_.number(c);
    const bool is_large = c.numerator > c.denominator || -c.numerator > c.denominator;
    const bool comes_last = is_shared || is_large || c.is(-1);
    if (!comes_last && !c.is(1)) p.push(b_.number(c));
    while (share_pair(p)) {
    }
    sort(p);
    index r = p.factors[0];
    for (index k = 1; k < p.count; ++k) r = b_.intern(operation::multiply, r, p.factors[k], 0);
    if (c.is(-1)) return b_.make(operation::negate, r);
    if (comes_last && !c.is(1)) return b_.intern(operation::multiply, b_.number(c), r, 0);
    return r;
  }

  /// 2 (1/2 x) y = x y
  constexpr void cancel_coefficient(product& p) {
    for (index k = 0; k < p.count && !p.coefficient.is(1); ++k) {
      const node& n = b_[p.factors[k]];
      literal c;
      if (n.op == operation::multiply && b_[n.operands[0]].op == operation::literal &&
          fold(operation::multiply, p.coefficient, b_.literal_of(n.operands[0]), c) && c.is(1)) {
        p.coefficient = c;
        p.factors[k] = n.operands[1];
      }
    }
  }

  /// Puts a product that exists already in place of two factors; (u v) w becomes (u w) v where u w
  /// exists and is older, so that u v may become superfluous.
  constexpr bool share_pair(product& p) const {
    for (index j = 1; j < p.count; ++j)
      for (index i = 0; i < j; ++i) {
        const index made = b_.find(operation::multiply, p.factors[i], p.factors[j], 0);
        if (made == absent) continue;
        p.factors[i] = made;
        p.erase(j);
        return true;
      }
    for (index j = 0; j < p.count; ++j) {
      const index uv = p.factors[j];
      if (b_[uv].op != operation::multiply) continue;
      for (index i = 0; i < p.count; ++i)
        for (int k = 0; k < 2 && i != j; ++k) {
          const index uw = b_.find(operation::multiply, b_[uv].operands[k], p.factors[i], 0);
          if (uw >= uv) continue;
          p.factors[i] = uw;
          p.factors[j] = b_[uv].operands[1 - k];
          return true;
        }
    }
    return false;
  }

  /// Constants first, then by age: what one row of a Jacobian shares with another is older than
  /// what it has alone.
  constexpr void sort(product& p) const {
    const auto is_constant = [&](index i) {
      return info(b_[i].op).arity == 0 && b_[i].op != operation::input;
    };
    for (index k = 1; k < p.count; ++k)
      for (index i = k; i > 0; --i) {
        index& x = p.factors[i - 1];
        index& y = p.factors[i];
        if (is_constant(x) != is_constant(y) ? is_constant(x) : x < y) break;
        std::swap(x, y);
      }
  }

  const graph& graph_;
  builder b_;
  sequence<index> image_, uses_, length_;
  sequence<bool> is_part_;
};

}  // namespace detail

/// The same program with its products rearranged: products of up to eight factors as a whole,
/// common factors of the two terms of a sum taken out, literals collected. Each value is still
/// rounded once an operation, and there are no more of them: a product's relative error stays below
/// ε times its factors, and c (x + y) is at least as accurate as c x + c y. Only where a product of
/// some of the factors leaves the range of normal numbers, and the whole does not, may a value be
/// lost that another order keeps; as with reciprocals, this is accepted for derivatives alone. A
/// NaN or an infinity among the factors reaches the result as before. Derivatives of higher order
/// keep their products, in which roundings cancel. Cost: linear.
constexpr graph reassociate(graph g) {
  if (g.derived != 1) return g;
  return detail::reassociation(g).run();
}

}  // namespace typegrad
