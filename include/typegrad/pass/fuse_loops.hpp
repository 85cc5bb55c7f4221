// Loops side by side become one: a loop and its tangents, or the adjoints of several results, have
// most of their bodies in common, and compute that once.
#pragma once

#include <typegrad/pass/extract_loop.hpp>

namespace typegrad {

namespace detail {

/// Makes the graph anew with its scans in groups. Scans of one group have the same number of
/// iterations and direction and the same depth, the largest number of scans on a path to them: so
/// none depends on another, and no two groups on each other.
class loop_fusion {
 public:
  constexpr explicit loop_fusion(const graph& g)
      : g_(g),
        depth_(g.nodes.size(), 0),
        group_(g.nodes.size(), absent),
        image_(g.nodes.size(), absent) {
    for (index i = 0; i < g.nodes.size(); ++i) {
      const node& n = g.nodes[i];
      for (int k = 0; k < info(n.op).arity; ++k)
        if (depth_[n.operands[k]] > depth_[i]) depth_[i] = depth_[n.operands[k]];
      if (n.op != operation::scan) continue;
      ++depth_[i];
      for (index k = 0; k < groups_.size() && group_[i] == absent; ++k)
        if (are_alike(groups_[k][0], i)) group_[i] = k;
      if (group_[i] == absent) {
        group_[i] = groups_.size();
        groups_.push_back(sequence<index>());
      }
      groups_[group_[i]].push_back(i);
    }
  }

  constexpr graph run() && {
    for (index slot = 0; slot < g_.inputs; ++slot) b_.input(slot);
    b_.mark_derived(g_.derived);
    for (const index o : g_.outputs) {
      make(o);
      b_.output(image_[o]);
    }
    return std::move(b_).finish();
  }

 private:
  constexpr bool are_alike(index a, index b) const {
    const graph_loop &x = loop_of(g_, a), &y = loop_of(g_, b);
    return depth_[a] == depth_[b] && x.count == y.count && x.backward == y.backward;
  }

  /// The nodes that must be made before node i: for an element, all operands of its scan's group.
  constexpr sequence<index> before(index i) const {
    const node& n = g_.nodes[i];
    sequence<index> nodes;
    if (n.op == operation::element) {
      for (const index scan : groups_[group_[n.operands[0]]])
        for (const index o : operands_of(g_, scan)) nodes.push_back(o);
    } else {
      for (int k = 0; k < info(n.op).arity; ++k) nodes.push_back(n.operands[k]);
    }
    return nodes;
  }

  constexpr void make(index output) {
    sequence<index> pending;
    pending.push_back(output);
    while (!pending.empty()) {
      const index i = pending[pending.size() - 1];
      bool ready = true;
      if (image_[i] == absent)
        for (const index operand : before(i)) {
          if (image_[operand] != absent) continue;
          pending.push_back(operand);
          ready = false;
        }
      if (!ready) continue;
      pending.pop_back();
      if (image_[i] != absent) continue;
      const node& n = g_.nodes[i];
      if (n.op == operation::element) {
        fuse(groups_[group_[n.operands[0]]]);
      } else if (n.op == operation::input) {
        image_[i] = b_.input(n.attribute);
      } else {
        image_[i] = b_.remake(g_, n, image_);
      }
    }
  }

  /// The carries of a group in classes: for each carry of each scan in turn, its class.
  struct classes {
    sequence<index> of;
    index count = 0;
  };

  /// Carries that start the same and go on the same are one. First all that start the same are held
  /// to be one, then those are told apart that do not go on the same, until none are left.
  constexpr void fuse(const sequence<index>& scans) {
    const graph_loop& first = loop_of(g_, scans[0]);
    classes c;
    sequence<index> starts;
    for (const index scan : scans) {
      const sequence<index> operands = operands_of(g_, scan);
      for (index k = 0; k < loop_of(g_, scan).carries; ++k) {
        const index start = image_[operands[k]];
        index place = 0;
        while (place < starts.size() && starts[place] != start) ++place;
        if (place == starts.size()) starts.push_back(start);
        c.of.push_back(place);
      }
    }
    for (c.count = starts.size();;) {
      builder body;
      loop_draft draft(first.count, first.backward);
      for (index k = 0; k < c.count; ++k) draft.carry(body, starts[k]);
      draft.counter = body.variable();
      const sequence<index> outputs = inline_bodies(body, draft, scans, c);
      const index before = c.count;
      refine(scans, c, starts, outputs);
      if (c.count != before) continue;
      finish_fusion(body, draft, scans, c, outputs);
      return;
    }
  }

  /// The outputs of all bodies, one after another.
  constexpr sequence<index> inline_bodies(builder& body, loop_draft& draft,
                                          const sequence<index>& scans, const classes& c) const {
    sequence<index> all;
    index carry = 0;
    for (const index scan : scans) {
      const graph_loop& l = loop_of(g_, scan);
      const sequence<index> operands = operands_of(g_, scan);
      sequence<index> inputs;
      for (index k = 0; k < l.operands(); ++k) {
        if (k < l.carries) {
          inputs.push_back(draft.carries[c.of[carry++]]);
          continue;
        }
        const index node = image_[operands[k]];
        inputs.push_back(k < l.carries + l.constants ? draft.constant(body, node)
                                                     : draft.element(body, node));
      }
      inputs.push_back(draft.counter);
      body.mark_derived(l.body.derived);
      for (const index o : inline_graph(body, l.body, inputs)) all.push_back(o);
    }
    return all;
  }

  /// Splits the classes whose carries do not all have the same next value.
  constexpr void refine(const sequence<index>& scans, classes& c, sequence<index>& starts,
                        const sequence<index>& outputs) const {
    sequence<index> classes_before, next, refined, refined_starts;
    index output = 0, carry = 0;
    for (const index scan : scans) {
      const graph_loop& l = loop_of(g_, scan);
      for (index k = 0; k < l.carries; ++k, ++carry) {
        const index value = outputs[output + k];
        index place = 0;
        while (place < next.size() &&
               (next[place] != value || classes_before[place] != c.of[carry]))
          ++place;
        if (place == next.size()) {
          next.push_back(value);
          classes_before.push_back(c.of[carry]);
          refined_starts.push_back(starts[c.of[carry]]);
        }
        refined.push_back(place);
      }
      output += l.carries + l.stacked;
    }
    c = {refined, next.size()};
    starts = refined_starts;
  }

  constexpr void finish_fusion(builder& body, loop_draft& draft, const sequence<index>& scans,
                               const classes& c, const sequence<index>& outputs) {
    sequence<index> results;  // for each result of each scan in turn: carry, stacked or history
    index carry = 0, output = 0;
    for (const index scan : scans) {
      const graph_loop& l = loop_of(g_, scan);
      sequence<bool> asked(l.results(), false);
      for (index i = scan + 1; i < g_.nodes.size(); ++i)
        if (g_.nodes[i].op == operation::element && g_.nodes[i].operands[0] == scan)
          asked[g_.nodes[i].attribute] = true;
      for (index k = 0; k < l.carries; ++k) {
        const index mine = c.of[carry + k];
        draft.next[mine] = outputs[output + k];
        draft.wanted[mine] = draft.wanted[mine] || asked[k];
        draft.history_wanted[mine] = draft.history_wanted[mine] || asked[l.history(k)];
        results.push_back(mine);
      }
      for (index j = 0; j < l.stacked; ++j) {
        results.push_back(draft.stacked.size());
        if (asked[l.carries + j]) draft.stacked.push_back(outputs[output + l.carries + j]);
      }
      carry += l.carries;
      output += l.carries + l.stacked;
    }
    const finished_loop made = finish(b_, body.program(), draft);
    output = 0;
    for (const index scan : scans) {
      const graph_loop& l = loop_of(g_, scan);
      for (index i = scan + 1; i < g_.nodes.size(); ++i) {
        const node& n = g_.nodes[i];
        if (n.op != operation::element || n.operands[0] != scan) continue;
        const bool is_history = n.attribute >= l.carries + l.stacked;
        const index k = results[output + (is_history ? n.attribute - l.history(0) : n.attribute)];
        image_[i] = n.attribute < l.carries ? made.last[k]
                    : is_history            ? made.history[k]
                                            : made.stacked[k];
      }
      output += l.carries + l.stacked;
    }
  }

  const graph& g_;
  sequence<index> depth_, group_, image_;
  sequence<sequence<index>> groups_;
  builder b_;
};

}  // namespace detail

/// The same program with each group of loops that could run side by side fused into one, and
/// without the carries that nothing needs. Cost: some steps a node and a loop.
constexpr graph fuse_loops(const graph& g) { return detail::loop_fusion(g).run(); }

}  // namespace typegrad
