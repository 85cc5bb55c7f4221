// Reverse mode: the adjoints of a program's variables, x̄ = Σ ∂y/∂x ȳ, a sum over paths gathered in
// one backward sweep.
#pragma once

#include <typegrad/pass/gathered.hpp>
#include <typegrad/pass/loop_adjoint.hpp>
#include <typegrad/pass/partial.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

namespace detail {

/// Node i, an array operation, hands its adjoint on to its operands.
constexpr void pass_on_array(builder& b, index i, const sequence<bool>& varies,
                             sequence<gathered>& adjoints) {
  const node n = b[i];
  const index g = filled(b, ungated(b, adjoints[i]), i);
  for (int k = 0; k < info(n.op).arity; ++k) {
    if (!varies[n.operands[k]]) continue;
    const index term = array_adjoint(b, i, k, g);
    if (term != absent) gather(b, adjoints[n.operands[k]], {term, absent});
  }
}

/// Node i hands its adjoint on to its operands. It is a function of its own since clang, in
/// constant evaluation, keeps the variables of all iterations of a loop until the function ends.
constexpr void pass_on(builder& b, index i, const sequence<bool>& varies,
                       sequence<gathered>& adjoints) {
  const node n = b[i];
  if (n.op == operation::input || n.op == operation::literal) return;
  if (n.op >= operation::join) return carry_back(b, i, varies, adjoints);
  const operation_info& o = info(n.op);
  if (o.kind == operation_kind::array) return pass_on_array(b, i, varies, adjoints);
  const gathered a = adjoints[i];
  const bool has_arrays = b.has_arrays();
  // Both paths through x · x are taken at once: 2 (g x) in place of g x + g x.
  const bool same = o.arity == 2 && n.operands[0] == n.operands[1];
  const int terms = same ? 1 : o.arity;
  for (int k = 0; k < terms; ++k) {
    const index operand = n.operands[k];
    if (!varies[operand]) continue;
    const bool flips = !same && forms.of[static_cast<int>(n.op)][k] == partial_form::opposite;
    index term = flips ? a.value : partial(b, i, n, k, a.value);
    if (same) term = added(b, term, partial(b, i, n, 1, a.value));
    if (term == absent) continue;
    gathered part{term, a.guard, a.negative != flips};
    if (b[term].op == operation::select) part = split(b, part);
    if (has_arrays && b[operand].type != b[i].type)  // read anew: extents may have been found equal
      part = {totalled(b, filled(b, ungated(b, part), i)), absent};
    gather(b, adjoints[operand], part);
  }
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
  const bool has_arrays = b.has_arrays();
  index top = 0;
  for (index k = 0; k < outputs.size(); ++k) {
    if (!varies[outputs[k]]) continue;
    const index seed = has_arrays ? detail::fitted(b, "cotangent", seeds[k], outputs[k]) : seeds[k];
    detail::gather(b, adjoints[outputs[k]], {seed, absent});
    if (outputs[k] >= top) top = outputs[k] + 1;
  }
  const detail::gathered* const gathered = adjoints.begin();
  for (index i = top; i-- > 0;)
    if (gathered[i].value != absent) detail::pass_on(b, i, varies, adjoints);
  sequence<index> result;
  for (const index v : variables)
    result.push_back(adjoints[v].value != absent
                         ? detail::filled(b, detail::ungated(b, adjoints[v]), v)
                         : detail::structural_zero(b, v));
  return result;
}

}  // namespace typegrad
