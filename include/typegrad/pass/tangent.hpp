// Forward mode: the tangents of a program's outputs, ẏ = Σ ∂y/∂x ẋ, appended to its graph.
#pragma once

#include <typegrad/pass/loop_tangent.hpp>
#include <typegrad/pass/partial.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

/// Carries the tangents `seeds` of `variables` forward through the builder's graph; returns the
/// tangent of each output, or `absent` where it is structurally zero. Cost: at most a constant
/// multiple of the program's operations.
constexpr sequence<index> tangent(builder& b, const sequence<index>& variables,
                                  const sequence<index>& seeds, const sequence<index>& outputs) {
  const sequence<bool> needed = needed_by(b.program(), outputs);
  const index size = b.size();
  sequence<index> tangents(size, absent);
  index first = size;
  for (index k = 0; k < variables.size(); ++k) {
    tangents[variables[k]] =
        b.has_arrays() ? detail::fitted(b, "tangent", seeds[k], variables[k]) : seeds[k];
    if (variables[k] < first) first = variables[k];
  }
  detail::loop_tangents loops;
  for (index i = first; i < size; ++i) {
    if (!needed[i]) continue;
    if (b[i].op >= operation::join) {
      tangents[i] = loops.of(b, i, tangents, needed);
      continue;
    }
    if (is_truth(b[i].op) || b[i].op == operation::input || b[i].op == operation::literal) continue;
    if (info(b[i].op).kind == operation_kind::array) {
      tangents[i] = array_tangent(b, i, tangents);
      continue;
    }
    const node n = b[i];
    const int arity = info(n.op).arity;
    for (int k = 0; k < arity; ++k) {
      const index along = tangents[n.operands[k]];
      if (along != absent) tangents[i] = added(b, tangents[i], partial(b, i, n, k, along));
    }
  }
  sequence<index> result;
  for (const index o : outputs)
    result.push_back(tangents[o] != absent ? detail::filled(b, tangents[o], o)
                                           : detail::structural_zero(b, o));
  return result;
}

}  // namespace typegrad
