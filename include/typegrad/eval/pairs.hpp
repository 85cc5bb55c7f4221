// Which operations of a program are done two at a time: equal ones on two sets of numbers, as in
// two rows of a Jacobian, which a processor executes by one instruction (superword-level
// parallelism: Larsen & Amarasinghe, PLDI 2000).
#pragma once

#include <cstdint>
#include <utility>

#include <typegrad/eval/frozen.hpp>
#include <typegrad/graph/sequence.hpp>

namespace typegrad::detail {

constexpr bool is_pairable(operation o) {
  using enum operation;
  return o == add || o == subtract || o == multiply || o == divide || o == negate;
}

constexpr index popped(sequence<index>& from) {
  const index last = from[from.size() - 1];
  from.pop_back();
  return last;
}

/// The nodes of a program and the pairs among them, found from the results backwards. Cost: linear,
/// but for the square of the number of results.
class pairing {
 public:
  template <frozen_extent Room>
  constexpr explicit pairing(const frozen_graph<Room>& frozen)
      : maker_(frozen.number_count, absent),
        truth_maker_(frozen.truth_count, absent),
        partner_(frozen.node_count, absent),
        is_second_(frozen.node_count, false) {
    for (index i = 0; i < frozen.node_count; ++i) {
      nodes_.push_back(frozen.nodes[i]);
      (is_truth(nodes_[i].op) ? truth_maker_ : maker_)[nodes_[i].r] = i;
    }
    for (index k = 0; k < frozen.output_count; ++k) results_.push_back(frozen.outputs[k]);
    pair_results();
  }

  constexpr index size() const { return nodes_.size(); }
  constexpr const instruction& operator[](index i) const { return nodes_[i]; }
  constexpr const sequence<index>& results() const { return results_; }  ///< places of numbers
  constexpr index maker(index place) const { return maker_[place]; }     ///< of a number, or absent
  constexpr index maker_of_truth(index place) const { return truth_maker_[place]; }
  constexpr bool is_paired(index i) const { return partner_[i] != absent; }
  constexpr bool is_second(index i) const { return is_second_[i]; }
  constexpr index partner(index i) const { return partner_[i]; }
  constexpr index first_of_pair(index i) const { return is_second_[i] ? partner_[i] : i; }

  constexpr void separate(index i) {
    const index j = partner_[i];
    is_second_[i] = is_second_[j] = false;
    partner_[i] = partner_[j] = absent;
  }

 private:
  /// Pairs results that stand a constant distance apart, as the rows of a Jacobian do: the distance
  /// at which the most results are made alike.
  constexpr void pair_results() {
    sequence<std::uint32_t> shapes;
    for (const index place : results_) shapes.push_back(shape(place, 3));
    const auto each_alike = [&](index distance, const auto& f) {
      for (index k = 0; k + distance < shapes.size(); ++k)
        if (k / distance % 2 == 0 && shapes[k] != 0 && shapes[k] == shapes[k + distance]) f(k);
    };
    index most = 0, best = 0;
    for (index distance = 1; distance < shapes.size(); ++distance) {
      index alike = 0;
      each_alike(distance, [&](index) { ++alike; });
      if (alike > most) most = alike, best = distance;
    }
    if (most > 0) each_alike(best, [&](index k) { pair_up(results_[k], results_[k + best]); });
  }

  /// A number that is equal for formulas whose upper operations are equal; 0 where they cannot be
  /// paired.
  constexpr std::uint32_t shape(index place, int depth) const {
    const index i = maker_[place];
    if (i == absent || !is_pairable(nodes_[i].op) || depth == 0) return 0;
    const instruction& n = nodes_[i];
    const std::uint32_t x = shape(n.a, depth - 1);
    const std::uint32_t y = n.op == operation::negate ? 0 : shape(n.b, depth - 1);
    const std::uint32_t below = commutes(n.op) ? 41 * (x + y) : 31 * x + 37 * y;
    return below + static_cast<std::uint32_t>(n.op) + 1;
  }

  static constexpr bool commutes(operation o) {
    return o == operation::add || o == operation::multiply;
  }

  /// Pairs the nodes that make two numbers, then those that make their operands, and so on.
  constexpr void pair_up(index place, index other) {
    sequence<index> pending;
    pending.push_back(place);
    pending.push_back(other);
    while (!pending.empty()) {
      const index v = maker_[popped(pending)], u = maker_[popped(pending)];
      if (u == absent || v == absent || u == v || is_paired(u) || is_paired(v)) continue;
      const instruction& n = nodes_[u];
      instruction& m = nodes_[v];
      if (n.op != m.op || !is_pairable(n.op)) continue;
      partner_[u] = v;
      partner_[v] = u;
      is_second_[v] = true;
      if (commutes(n.op) &&
          likeness(n.a, m.b) + likeness(n.b, m.a) > likeness(n.a, m.a) + likeness(n.b, m.b))
        std::swap(m.a, m.b);
      pending.push_back(n.a);
      pending.push_back(m.a);
      if (n.op == operation::negate) continue;
      pending.push_back(n.b);
      pending.push_back(m.b);
    }
  }

  constexpr int likeness(index place, index other) const {
    if (place == other) return 2;
    const index u = maker_[place], v = maker_[other];
    return u != absent && v != absent && nodes_[u].op == nodes_[v].op ? 1 : 0;
  }

  sequence<instruction> nodes_;
  sequence<index> results_, maker_, truth_maker_, partner_;
  sequence<bool> is_second_;
};

}  // namespace typegrad::detail
