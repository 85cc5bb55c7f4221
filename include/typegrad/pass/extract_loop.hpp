// Makes a scan of a drafted loop: takes its body out of the graph in which it was drafted.
#pragma once

#include <utility>

#include <typegrad/graph/needed.hpp>
#include <typegrad/pass/loop_draft.hpp>

namespace typegrad {

namespace detail {

/// Takes the body of a loop out of the graph in which it was drafted.
class body_extractor {
 public:
  /// `from` is the graph of the draft. It is that of `outer` for a body that was traced in place.
  constexpr body_extractor(builder& outer, const graph& from, const loop_draft& draft)
      : outer_(outer),
        from_(from),
        draft_(draft),
        in_place_(&outer.program() == &from),
        size_(from.nodes.size()) {}

  constexpr finished_loop finish() {
    find_live_carries();
    find_varying();
    find_inside();
    const sequence<index> outside = images_outside();
    return extract(outside);
  }

 private:
  /// A carry is kept if it is asked for, or if another that is kept, or an element that is stacked,
  /// depends on it. One that never changes is a constant.
  constexpr void find_live_carries() {
    live_ = draft_.wanted;
    for (index k = 0; k < live_.size(); ++k)
      if (draft_.history_wanted[k]) live_[k] = true;
    for (bool grown = true; grown;) {
      grown = false;
      needed_ = needed_by(from_, ends());
      for (index k = 0; k < live_.size(); ++k) {
        if (live_[k] || !needed_[draft_.carries[k]]) continue;
        live_[k] = true;
        grown = true;
      }
    }
  }
  constexpr sequence<index> ends() const {
    sequence<index> nodes = draft_.stacked;
    for (index k = 0; k < live_.size(); ++k)
      if (live_[k]) nodes.push_back(draft_.next[k]);
    return nodes;
  }
  constexpr bool changes(index carry) const {
    return live_[carry] &&
           (draft_.next[carry] != draft_.carries[carry] || draft_.history_wanted[carry]);
  }

  constexpr void find_varying() {
    varies_ = sequence<bool>(size_, false);
    for (index k = 0; k < live_.size(); ++k)
      if (changes(k)) varies_[draft_.carries[k]] = true;
    for (const index e : draft_.elements) varies_[e] = true;
    if (draft_.counter != absent) varies_[draft_.counter] = true;
    for (index i = 0; i < size_; ++i) {
      const node& n = from_.nodes[i];
      for (int k = 0; k < info(n.op).arity; ++k)
        if (varies_[n.operands[k]]) varies_[i] = true;
    }
  }
  /// Numbers and arrays that are the same in each iteration are computed before the loop. Other
  /// values that are, truth values and sequences of numbers, have no place among its operands.
  constexpr bool is_constant(index i) const {
    return !varies_[i] && is_value_node(from_.nodes[i], outer_.has_arrays());
  }
  constexpr bool is_leaf(index i) const {
    return info(from_.nodes[i].op).arity == 0 && from_.nodes[i].op != operation::input;
  }

  constexpr void find_inside() {
    inside_ = sequence<bool>(size_, false);
    for (const index e : ends()) inside_[e] = true;
    for (index i = size_; i-- > 0;) {
      if (!inside_[i] || is_constant(i)) continue;
      const node& n = from_.nodes[i];
      for (int k = 0; k < info(n.op).arity; ++k) inside_[n.operands[k]] = true;
    }
  }

  /// For each node that becomes a constant of the loop: the same in the enclosing graph.
  constexpr sequence<index> images_outside() {
    sequence<index> outside(size_, absent);
    for (index k = 0; k < draft_.constants.size(); ++k)
      outside[draft_.constants[k]] = draft_.values[k];
    for (index k = 0; k < live_.size(); ++k)
      if (live_[k] && !changes(k)) outside[draft_.carries[k]] = draft_.starts[k];
    sequence<bool> wanted(size_, false);
    for (index i = size_; i-- > 0;) {
      if (inside_[i] && is_constant(i) && !is_leaf(i)) wanted[i] = true;
      if (!wanted[i]) continue;
      const node& n = from_.nodes[i];
      for (int k = 0; k < info(n.op).arity; ++k) wanted[n.operands[k]] = true;
    }
    for (index i = 0; i < size_; ++i) {
      if (!wanted[i] || outside[i] != absent) continue;
      const node n = from_.nodes[i];
      bool stays = in_place_;
      for (int k = 0; k < info(n.op).arity; ++k)
        stays = stays && outside[n.operands[k]] == n.operands[k];
      outside[i] = stays ? i : outer_.remake(from_, n, outside);
    }
    return outside;
  }

  /// The next input of the body, in place of node i.
  constexpr index add_input(index i) { return body_.input(inputs_++, from_.nodes[i].type); }

  /// The inputs of the body in their order, each value once; then its operations.
  constexpr finished_loop extract(const sequence<index>& outside) {
    if (outer_.has_arrays()) body_.take_tables(from_);
    graph_loop made{draft_.count, draft_.backward, 0, 0, 0, draft_.stacked.size(), {}};
    sequence<index> image(size_, absent), operands, place(live_.size(), absent);
    for (index k = 0; k < live_.size(); ++k) {
      if (!changes(k)) continue;
      place[k] = made.carries++;
      operands.push_back(draft_.starts[k]);
      image[draft_.carries[k]] = add_input(draft_.carries[k]);
    }
    for (index i = 0; i < size_; ++i) {
      if (!inside_[i] || !is_constant(i) || is_leaf(i)) continue;
      for (index p = 0; p < made.constants && image[i] == absent; ++p)
        if (operands[made.carries + p] == outside[i]) image[i] = made.carries + p;
      if (image[i] != absent) continue;
      ++made.constants;
      operands.push_back(outside[i]);
      image[i] = add_input(i);
    }
    for (index k = 0; k < draft_.elements.size(); ++k) {
      if (!inside_[draft_.elements[k]]) continue;
      ++made.sequences;
      operands.push_back(draft_.sequences[k]);
      image[draft_.elements[k]] = add_input(draft_.elements[k]);
    }
    if (operands.empty()) {
      ++made.constants;
      operands.push_back(outer_.number({0}));
      body_.input(inputs_++);
    }
    if (draft_.counter != absent && inside_[draft_.counter])
      image[draft_.counter] = body_.input(inputs_);
    for (index i = 0; i < size_; ++i) {
      if (!inside_[i] || image[i] != absent) continue;
      image[i] = body_.remake(from_, from_.nodes[i], image);
    }
    for (index k = 0; k < live_.size(); ++k)
      if (changes(k)) body_.output(image[draft_.next[k]]);
    for (const index s : draft_.stacked) body_.output(image[s]);
    made.body = std::move(body_).finish();
    made.body.inputs = made.counter() + 1;
    made.body.derived = from_.derived;
    return results(made, operands, place);
  }

  constexpr finished_loop results(const graph_loop& made, const sequence<index>& operands,
                                  const sequence<index>& place) {
    finished_loop done{
        sequence<index>(live_.size(), absent), sequence<index>(live_.size(), absent), {}};
    const bool runs = made.carries + made.stacked > 0;
    const index scan = runs ? outer_.scan(made, operands) : absent;
    for (index k = 0; k < live_.size(); ++k) {
      if (!live_[k]) continue;
      done.last[k] = changes(k) ? outer_.element(scan, place[k]) : draft_.starts[k];
      if (draft_.history_wanted[k]) done.history[k] = outer_.element(scan, made.history(place[k]));
    }
    for (index j = 0; j < made.stacked; ++j)
      done.stacked.push_back(outer_.element(scan, made.carries + j));
    return done;
  }

  builder& outer_;
  const graph& from_;
  const loop_draft& draft_;
  bool in_place_;
  index size_;
  sequence<bool> live_, needed_, varies_, inside_;
  builder body_;
  index inputs_ = 0;
};

}  // namespace detail

/// Makes a scan of the draft in the graph of `outer`, without the carries that nothing asks for,
/// and with what is the same in each iteration computed before it. `from` is the graph of the
/// draft's variables. Cost: some steps a node of `from` and a carry.
constexpr finished_loop finish(builder& outer, const graph& from, const loop_draft& draft) {
  return detail::body_extractor(outer, from, draft).finish();
}

}  // namespace typegrad
