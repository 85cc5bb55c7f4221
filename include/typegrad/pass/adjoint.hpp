// Reverse mode: the adjoints of a program's variables, x̄ = Σ ∂y/∂x ȳ, a sum over paths gathered in
// one backward sweep.
#pragma once

#include <typegrad/pass/gathered.hpp>
#include <typegrad/pass/loop_adjoint.hpp>
#include <typegrad/pass/partial.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

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
    const index seed =
        b.has_arrays() ? detail::fitted(b, "cotangent", seeds[k], outputs[k]) : seeds[k];
    detail::gather(b, adjoints[outputs[k]], {seed, absent});
    if (outputs[k] >= top) top = outputs[k] + 1;
  }
  for (index i = top; i-- > 0;) {
    const detail::gathered a = adjoints[i];
    if (a.value == absent) continue;
    const node n = b[i];
    if (n.op == operation::input || n.op == operation::literal) continue;
    if (n.op >= operation::join) {
      detail::carry_back(b, i, varies, adjoints);
      continue;
    }
    if (info(n.op).kind == operation_kind::array) {
      const index g = detail::filled(b, detail::ungated(b, a), i);
      for (int k = 0; k < info(n.op).arity; ++k) {
        if (!varies[n.operands[k]]) continue;
        const index term = array_adjoint(b, i, k, g);
        if (term != absent) detail::gather(b, adjoints[n.operands[k]], {term, absent});
      }
      continue;
    }
    const local at(b, i, n);
    const symbol g(b, a.value);
    // Both paths through x · x are taken at once: 2 (g x) in place of g x + g x.
    const bool same = at.arity() == 2 && n.operands[0] == n.operands[1];
    const int terms = same ? 1 : at.arity();
    for (int k = 0; k < terms; ++k) {
      const index operand = n.operands[k];
      if (!varies[operand]) continue;
      const symbol term = same ? added(at.partial(0, g), at.partial(1, g)) : at.partial(k, g);
      if (is_none(term)) continue;
      detail::gathered part = detail::split(b, term.in(b), a.guard);
      if (b[operand].type != b[i].type)  // read anew: extents may have been found equal
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
