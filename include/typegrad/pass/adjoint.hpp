// Reverse mode: the adjoints of a program's variables, x̄ = Σ ∂y/∂x ȳ, a sum over paths gathered in
// one backward sweep.
#pragma once

#include <typegrad/pass/partial.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

namespace detail {

/// The adjoint of a node while it is gathered: `value` where the truth value `guard` holds and 0
/// elsewhere; `value` everywhere where there is no guard. A choice passes its adjoint on guarded,
/// so that products along the branch not taken, NaN or infinite as they may be, are never added: 0
/// · NaN does not arise.
struct gathered {
  index value = absent;
  index guard = absent;
};

constexpr bool is_zero(const builder& b, index i) { return b.is_literal(i, 0); }

constexpr index ungated(builder& b, const gathered& a) {
  return a.guard == absent ? a.value : b.make(operation::select, a.guard, a.value, b.number({0}));
}

/// Splits a term p ? v : 0 or p ? 0 : v into v and its guard, under the guard that holds already.
constexpr gathered split(builder& b, index term, index outer) {
  if (b[term].op != operation::select) return {term, outer};
  const node n = b[term];
  index guard = n.operands[0], value = n.operands[1];
  if (is_zero(b, value)) {
    guard = b.make(operation::logical_not, guard);
    value = n.operands[2];
  } else if (!is_zero(b, n.operands[2])) {
    return {term, outer};
  }
  return {value, outer == absent ? guard : b.make(operation::logical_and, outer, guard)};
}

/// Where one of two guards holds: everywhere, if one is absent or the negation of the other.
constexpr index either(builder& b, index p, index q) {
  if (p == absent || q == absent) return absent;
  if (b[p].op == operation::logical_not && b[p].operands[0] == q) return absent;
  if (b[q].op == operation::logical_not && b[q].operands[0] == p) return absent;
  return b.make(operation::logical_or, p, q);
}

constexpr void gather(builder& b, gathered& sum, const gathered& term) {
  if (sum.value == absent)
    sum = term;
  else if (sum.guard == term.guard)
    sum.value = b.make(operation::add, sum.value, term.value);
  else
    sum = {b.make(operation::add, ungated(b, sum), ungated(b, term)),
           either(b, sum.guard, term.guard)};
}

}  // namespace detail

/// Carries the adjoints `seeds` of `outputs` backward through the builder's graph; returns the
/// adjoint of each variable, or `absent` where it is structurally zero. Cost: at most a constant
/// multiple of the program's operations, for any number of variables (Griewank & Walther,
/// Evaluating Derivatives, 2nd ed., 2008, section 4.6).
constexpr sequence<index> adjoint(builder& b, const sequence<index>& variables,
                                  const sequence<index>& outputs, const sequence<index>& seeds) {
  const sequence<bool> varies = varying_with(b.program(), variables);
  sequence<detail::gathered> adjoints(b.size());
  index top = 0;
  for (index k = 0; k < outputs.size(); ++k) {
    if (!varies[outputs[k]]) continue;
    detail::gather(b, adjoints[outputs[k]], {seeds[k], absent});
    if (outputs[k] >= top) top = outputs[k] + 1;
  }
  for (index i = top; i-- > 0;) {
    const detail::gathered a = adjoints[i];
    if (a.value == absent) continue;
    const operation op = b[i].op;
    if (op == operation::input || op == operation::literal) continue;
    if (info(op).kind == operation_kind::array) {
      const index g = detail::filled(b, detail::ungated(b, a), i);
      for (int k = 0; k < info(op).arity; ++k) {
        const index operand = b[i].operands[k];
        if (!varies[operand]) continue;
        const index term = array_adjoint(b, i, k, g);
        if (term != absent) detail::gather(b, adjoints[operand], {term, absent});
      }
      continue;
    }
    const local at(b, i);
    const symbol g(b, a.value);
    // Both paths through x · x are taken at once: 2 (g x) in place of g x + g x.
    const bool same = at.arity() == 2 && b[i].operands[0] == b[i].operands[1];
    for (int k = 0; k < (same ? 1 : at.arity()); ++k) {
      const index operand = b[i].operands[k];
      if (!varies[operand]) continue;
      const symbol term = same ? added(at.partial(0, g), at.partial(1, g)) : at.partial(k, g);
      if (is_none(term)) continue;
      detail::gathered part = detail::split(b, term.in(b), a.guard);
      if (b[operand].type != b[i].type)
        part = {detail::totalled(b, detail::filled(b, detail::ungated(b, part), i)), absent};
      detail::gather(b, adjoints[operand], part);
    }
  }
  sequence<index> result;
  for (const index v : variables)
    result.push_back(adjoints[v].value != absent
                         ? detail::filled(b, detail::ungated(b, adjoints[v]), v)
                         : detail::structural_zero(b, v));
  return result;
}

}  // namespace typegrad
