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
  constexpr bool has_arrays() const { return has_arrays_; }
  constexpr const shape& shape_of(index i) const { return graph_.shapes[graph_.nodes[i].type]; }

  /// The program's input number `slot`; each is made once.
  constexpr index input(index slot, std::uint8_t type = 0) {
    if (slot >= graph_.inputs) graph_.inputs = slot + 1;
    if (type != 0) has_arrays_ = true;
    return append({operation::input, type, {}, slot}, absent);
  }

  /// An input that belongs to no argument list: the variable of a derivative inside the program,
  /// replaced before it ends.
  constexpr index variable(std::uint8_t type = 0) {
    return append({operation::input, type, {}, absent}, absent);
  }

  constexpr index number(const literal& value) {
    index& head = literals_[bucket(value)];
    const node* const nodes = graph_.nodes.begin();
    const literal* const literals = graph_.literals.begin();
    const link* const links = links_.begin();
    for (index i = head; i != absent; i = links[i].next) {
      const literal& known = literals[nodes[i].attribute];
      if (known.numerator == value.numerator && same(known, value)) return i;
    }
    graph_.literals.push_back(value);
    return head = append({operation::literal, 0, {}, graph_.literals.size() - 1}, head);
  }

  /// A node for o(a, b, c), after the identities of <typegrad/graph/identities.hpp>.
  constexpr index make(operation o, index a = 0, index b = 0, index c = 0);

  /// A node for o(a, b, c) as it stands.
  constexpr index intern(operation o, index a, index b, index c) {
    const index made = find(o, a, b, c);
    if (made != absent) return made;
    const std::uint8_t type = has_arrays_ ? elementwise_type(o, a, b, c) : std::uint8_t{0};
    return append_after(a < b ? b : a, {o, type, {a, b, c}, 0});
  }

  /// The node for o(a, b, c) that was made already, or `absent`. Nodes with the same last operand
  /// (the newer of a and b) are linked: few have many, and unlike a hash the search makes no new
  /// large numbers, which are dear in constant evaluation.
  constexpr index find(operation o, index a, index b, index c) const {
    const index last = a < b ? b : a;
    const bool commutes = o == operation::add || o == operation::multiply;
    const node* const nodes = graph_.nodes.begin();
    const link* const links = links_.begin();
    if (last >= links_.size()) return absent;
    for (index i = links[last].head; i != absent; i = links[i].next) {
      const node& n = nodes[i];
      if (n.op != o) continue;
      if (n.operands[0] == a && n.operands[1] == b && n.operands[2] == c) return i;
      if (commutes && n.operands[0] == b && n.operands[1] == a) return i;
    }
    return absent;
  }

  // The nodes that loops are made of: <typegrad/graph/loop_nodes.hpp>.

  /// A scan that repeats `repeated` on the operands: first carries, constants, sequences.
  constexpr index scan(const graph_loop& repeated, const sequence<index>& operands);

  /// Two operands of a scan, or more where they are joined themselves, as one.
  constexpr index join(index a, index b);

  /// Result number k of a scan.
  constexpr index element(index scan, index k);

  /// The operation of n, a node of `from`, on other operands. Inputs are no operations.
  constexpr index remake(const graph& from, const node& n, index a, index b, index c);

  /// The same on the images of its operands.
  constexpr index remake(const graph& from, const node& n, const sequence<index>& image);

  /// A builder may stand for one that is not known yet, while a callable is tried out on its
  /// symbols: it learns which one from the first symbol of another builder that one of its own
  /// meets. What is computed in the trial is of no use.
  constexpr index meet(builder& other) {
    if (is_trial_)
      met_ = &other;
    else if (other.is_trial_)
      other.met_ = this;
    else
      throw "typegrad: symbols of two programs meet; a program cannot use symbols of one that "
            "ended";
    return number({0});
  }
  constexpr void begin_trial() { is_trial_ = true; }
  constexpr builder* met() const { return met_; }

  /// A node for an array operation, with a result of the type `type`.
  constexpr index intern_array(operation o, std::uint8_t type, index attribute, index a,
                               index b = 0) {
    has_arrays_ = true;
    return intern({o, type, {a, b, 0}, attribute});
  }

  /// The shapes, dimensions and maps of another graph, in place of this one's.
  constexpr void take_tables(const graph& from) { graph_.take_tables(from); }
  /// The graph's tables, for <typegrad/graph/shapes.hpp>.
  constexpr graph& tables() { return graph_; }

  /// What is made from here up to `end_derivative` are derivatives of the outputs, of an order
  /// that is higher than theirs by `times`.
  constexpr void begin_derivative(const sequence<index>& outputs, int times = 1) {
    for (const index o : outputs)
      if (links_[o].order + times > order_) order_ = links_[o].order + times;
    if (order_ > graph_.derived) graph_.derived = order_;
  }
  constexpr void end_derivative() { order_ = 0; }
  /// The graph holds derivatives of this order.
  constexpr void mark_derived(int order) {
    if (order > graph_.derived) graph_.derived = order;
  }
  constexpr void output(index i) { graph_.outputs.push_back(i); }
  constexpr graph finish() && { return std::move(graph_); }

 private:
  /// Operands of an elementwise operation are scalars or of one shape: that of the result.
  constexpr std::uint8_t elementwise_type(operation o, index a, index b, index c) const {
    const int arity = info(o).arity;
    std::uint8_t type = arity > 0 ? graph_.nodes[a].type : std::uint8_t{0};
    if (arity > 1 && type == 0) type = graph_.nodes[b].type;
    if (arity > 2 && type == 0) type = graph_.nodes[c].type;
    return type;
  }

  static constexpr std::uint64_t bits(long double x) {
    return std::bit_cast<std::uint64_t>(static_cast<double>(x));
  }
  static constexpr bool same(const literal& a, const literal& b) {
    return a == b && (a.numerator != 0 || bits(a.numerator) == bits(b.numerator));
  }
  static constexpr index bucket(const literal& value) {
    const std::uint64_t b = bits(value.numerator) + bits(value.denominator);
    return static_cast<index>((b >> 56 ^ b >> 48 ^ b >> 40 ^ b >> 32) & 255);
  }
  constexpr index place_of(const graph_loop& repeated);

  /// The node that is equal to n, made where there is none.
  constexpr index intern(const node& n) {
    const index last = n.operands[0] < n.operands[1] ? n.operands[1] : n.operands[0];
    const index head = last < size() ? links_[last].head : absent;
    for (index i = head; i != absent; i = links_[i].next)
      if (graph_.nodes[i] == n) return i;
    return append_after(last, n);
  }

  /// Appends n, of which `last` is the newest operand.
  constexpr index append_after(index last, const node& n) {
    const int order = order_ < graph_.derived ? order_of(n) : order_;
    const index made = graph_.nodes.push_back(n);
    links_.push_back({absent, absent, order});
    link* const links = links_.begin();
    if (last < made) links[made].next = links[last].head;
    return links[last].head = made;
  }
  constexpr index append(const node& n, index next) {
    links_.push_back({absent, next, order_ < graph_.derived ? order_of(n) : order_});
    return graph_.nodes.push_back(n);
  }
  constexpr int order_of(const node& n) const {
    int order = order_;
    for (const index o : n.operands)
      if (o < links_.size() && links_[o].order > order) order = links_[o].order;
    return order;
  }

  /// The newest node of which this node is the last operand, and the next older one beside this
  /// node itself; and the order of the derivative that it is part of.
  struct link {
    index head, next;
    int order;
  };

  graph graph_;
  bool has_arrays_ = false, is_trial_ = false;
  builder* met_ = nullptr;
  int order_ = 0;
  sequence<link> links_;
  sequence<index> literals_ = sequence<index>(256, absent);
};

}  // namespace typegrad

#include <typegrad/graph/identities.hpp>
#include <typegrad/graph/loop_nodes.hpp>
