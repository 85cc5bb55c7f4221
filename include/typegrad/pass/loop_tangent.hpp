// Forward mode through a loop: a loop of the same direction that carries the tangents along.
#pragma once

#include <typegrad/pass/extract_loop.hpp>
#include <typegrad/pass/loop_reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

constexpr sequence<index> tangent(builder& b, const sequence<index>& variables,
                                  const sequence<index>& seeds, const sequence<index>& outputs);

namespace detail {

/// The tangents of a scan's results.
struct scan_tangents {
  index scan;
  sequence<index> results;  ///< absent where it is zero, and where nothing needs it
};

/// With (c', y) = body(c, p, x) in each iteration,
///   (ċ', ẏ) = ∂body/∂(c, p, x) · (ċ, ṗ, ẋ),
/// so the loop carries c and ċ; of c it keeps what ċ depends on.
constexpr scan_tangents tangents_of_scan(builder& b, index scan, const sequence<index>& tangents,
                                         const sequence<bool>& needed) {
  const graph_loop l = loop_of(b.program(), scan);
  const sequence<index> operands = operands_of(b.program(), scan);
  sequence<bool> varies(operands.size(), false), asked(l.results(), false);
  for (index k = 0; k < operands.size(); ++k) varies[k] = tangents[operands[k]] != absent;
  varies = varying_carries(l, varies);
  for (index i = scan + 1; i < needed.size(); ++i)
    if (needed[i] && b[i].op == operation::element && b[i].operands[0] == scan)
      asked[b[i].attribute] = true;

  builder own;
  builder& body = drafted_in(b, own);
  body.mark_derived(l.body.derived + 1);
  loop_draft draft(l.count, l.backward);
  sequence<index> inputs, variables, seeds;
  const auto add = [&](index k, index variable, index direction) {
    inputs.push_back(variable);
    if (!varies[k]) return;
    variables.push_back(variable);
    seeds.push_back(direction);
  };
  const auto type = [&](index k) { return type_of_operand(b, l, k, operands[k]); };
  const auto along_operand = [&](index k) {
    const index direction = tangents[operands[k]];
    return filled(b, direction == absent ? b.number({0}) : direction, operands[k]);
  };
  for (index k = 0; k < l.carries; ++k) add(k, draft.carry(body, operands[k], type(k)), absent);
  for (index k = 0, seed = 0; k < l.carries; ++k) {
    if (!varies[k]) continue;
    seeds[seed++] = draft.carry(body, along_operand(k), type(k));
    const index mine = draft.carries.size() - 1;
    draft.history_wanted[mine] = asked[l.history(k)];
  }
  for (index k = l.carries; k < l.operands(); ++k) {
    const bool is_sequence = k >= l.carries + l.constants;
    const index variable = is_sequence ? draft.element(body, operands[k], type(k))
                                       : draft.constant(body, operands[k], type(k));
    const index direction = !varies[k]    ? absent
                            : is_sequence ? draft.element(body, along_operand(k), type(k))
                                          : draft.constant(body, along_operand(k), type(k));
    add(k, variable, direction);
  }
  inputs.push_back(draft.counter = body.variable());

  const sequence<index> outputs = inline_graph(body, l.body, inputs);
  const sequence<index> along = tangent(body, variables, seeds, outputs);
  for (index k = 0, mine = l.carries; k < l.carries; ++k) {
    draft.next[k] = outputs[k];
    if (!varies[k]) continue;
    // Where the tangent is always zero after an iteration, none is asked for.
    draft.wanted[mine] = asked[k] && along[k] != absent;
    draft.next[mine++] = along[k] == absent ? body.number({0}) : along[k];
  }
  sequence<index> stacked_place(l.stacked, absent);
  for (index j = 0; j < l.stacked; ++j) {
    if (!asked[l.carries + j] || along[l.carries + j] == absent) continue;
    stacked_place[j] = draft.stacked.size();
    draft.stacked.push_back(along[l.carries + j]);
  }
  const finished_loop made = finish(b, body.program(), draft);

  scan_tangents result{scan, sequence<index>(l.results(), absent)};
  for (index k = 0, mine = l.carries; k < l.carries; ++k) {
    if (!varies[k]) continue;
    if (along[k] != absent) result.results[k] = made.last[mine];
    result.results[l.history(k)] = made.history[mine++];
  }
  for (index j = 0; j < l.stacked; ++j)
    if (stacked_place[j] != absent) result.results[l.carries + j] = made.stacked[stacked_place[j]];
  return result;
}

/// Carries tangents through the parts of loops.
class loop_tangents {
 public:
  /// The tangent of node i, a part of a loop, from those of the nodes before it.
  constexpr index of(builder& b, index i, const sequence<index>& tangents,
                     const sequence<bool>& needed) {
    if (b[i].op == operation::scan) scans_.push_back(tangents_of_scan(b, i, tangents, needed));
    if (b[i].op != operation::element) return absent;
    for (const scan_tangents& s : scans_)
      if (s.scan == b[i].operands[0]) return s.results[b[i].attribute];
    return absent;
  }

 private:
  sequence<scan_tangents> scans_;
};

}  // namespace detail
}  // namespace typegrad

#include <typegrad/pass/tangent.hpp>
