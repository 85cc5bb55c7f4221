// Makes the nodes of a graph: equal nodes are merged as they are made (hash-consing), and
// identities are applied.
#pragma once

#include <bit>
#include <cstdint>
#include <utility>

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// Builds a graph node by node. `make` returns the place of a node that computes what was asked
/// for, which is an earlier node wherever one already does. Expected cost of a node: constant.
class builder {
 public:
  constexpr const graph& program() const { return graph_; }
  constexpr index size() const { return graph_.nodes.size(); }
  constexpr const node& operator[](index i) const { return graph_.nodes[i]; }
  constexpr const literal& literal_of(index i) const {
    return graph_.literals[graph_.nodes[i].attribute];
  }
  constexpr bool is_literal(index i, int value) const { return graph_.is_literal(i, value); }

  /// The program's input number `slot`; each is made once.
  constexpr index input(index slot) {
    if (slot >= graph_.inputs) graph_.inputs = slot + 1;
    return append({operation::input, 0, {}, slot});
  }

  /// An input that belongs to no argument list: the variable of a derivative inside the program,
  /// replaced before it ends.
  constexpr index variable() { return append({operation::input, 0, {}, absent}); }

  constexpr index number(const literal& value) {
    for (index slot = first_slot(key(value));; slot = next_slot(slot)) {
      const index found = slots_[slot];
      if (found == absent) {
        graph_.literals.push_back(value);
        return insert(slot, {operation::literal, 0, {}, graph_.literals.size() - 1});
      }
      if (graph_.nodes[found].op == operation::literal && same(literal_of(found), value))
        return found;
    }
  }

  /// A node for o(a, b, c), after the identities of <typegrad/graph/identities.hpp>.
  constexpr index make(operation o, index a = 0, index b = 0, index c = 0);

  /// A node for o(a, b, c) as it stands.
  constexpr index intern(operation o, index a, index b, index c) {
    for (index slot = first_slot(key(o, a, b, c));; slot = next_slot(slot)) {
      const index found = slots_[slot];
      if (found == absent) return insert(slot, {o, 0, {a, b, c}, 0});
      const node& n = graph_.nodes[found];
      if (n.operands[0] == a && n.operands[1] == b && n.op == o && n.operands[2] == c) return found;
    }
  }

  constexpr void mark_derived() { graph_.derived = true; }
  constexpr void output(index i) { graph_.outputs.push_back(i); }
  constexpr graph finish() && { return std::move(graph_); }

 private:
  static constexpr std::uint64_t bits(long double x) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(x));
  }
  static constexpr bool same(const literal& a, const literal& b) {
    return a == b && (a.numerator != 0 || bits(a.numerator) == bits(b.numerator));
  }
  static constexpr std::uint32_t key(const literal& value) {
    const std::uint64_t b = bits(value.numerator) + 31 * bits(value.denominator);
    return static_cast<std::uint32_t>(b ^ (b >> 32));
  }
  static constexpr std::uint32_t key(operation o, index a, index b, index c) {
    return (static_cast<std::uint32_t>(o) + 1) * 0x9e3779b1u + a * 0x85ebca6bu + b * 0xc2b2ae35u +
           c * 0x27d4eb2fu;
  }
  constexpr index append(const node& n) {
    graph_.nodes.push_back(n);
    return graph_.nodes.size() - 1;
  }
  constexpr index insert(index slot, const node& n) {
    slots_[slot] = append(n);
    if (2 * graph_.nodes.size() > slots_.size()) rehash();
    return graph_.nodes.size() - 1;
  }
  constexpr index first_slot(std::uint32_t key) const {
    return ((key ^ (key >> 15)) * 0x2c1b3c6du >> 7) & (slots_.size() - 1);
  }
  constexpr index next_slot(index slot) const { return (slot + 1) & (slots_.size() - 1); }
  constexpr void rehash() {
    slots_ = sequence<index>(4 * slots_.size(), absent);
    for (index i = 0; i < graph_.nodes.size(); ++i) {
      const node& n = graph_.nodes[i];
      if (n.op == operation::input) continue;
      index slot = first_slot(n.op == operation::literal
                                  ? key(literal_of(i))
                                  : key(n.op, n.operands[0], n.operands[1], n.operands[2]));
      while (slots_[slot] != absent) slot = next_slot(slot);
      slots_[slot] = i;
    }
  }

  graph graph_;
  sequence<index> slots_ = sequence<index>(64, absent);
};

}  // namespace typegrad

#include <typegrad/graph/identities.hpp>
