// Writes the nodes of a graph in a notation: by name, as one operation, or spelled out as a
// formula.
#pragma once

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <typegrad/graph/builder.hpp>
#include <typegrad/print/notation.hpp>

namespace typegrad::print {

/// A leaf is written where it is used; every other node has a line of its own and a name.
constexpr bool is_leaf(operation o) { return info(o).arity == 0; }

/// The number of operations and leaves in the formula of each node with shared parts spelled out at
/// each use; at most `limit`.
inline sequence<index> formula_sizes(const graph& g, index limit) {
  sequence<index> sizes(g.nodes.size(), 1);
  for (index i = 0; i < g.nodes.size(); ++i) {
    for (int k = 0; k < info(g.nodes[i].op).arity; ++k) {
      const index sum = sizes[i] + sizes[g.nodes[i].operands[k]];
      sizes[i] = sum < limit ? sum : limit;
    }
  }
  return sizes;
}

/// True where an output needs a loop.
inline bool needs_loops(const graph& g) {
  for (const node& n : g.nodes)
    if (n.op == operation::scan) return true;
  return false;
}

/// Writes the nodes of one graph. Inputs are x0, x1, ... or have the given names; the value of node
/// i is called v and its place; v_ and its place where an input has such a name. The values of the
/// body of a scan v4 are v4_0, v4_1, ...; its carries, constants, elements of sequences and counter
/// are v4_c0, v4_p0, v4_s0 and v4_t, the sequences that it makes v4_y0 and those of carries v4_h0.
/// Throws std::invalid_argument where the names are not as many as the inputs, and at a free
/// variable.
class writer {
 public:
  writer(const graph& g, const notation& language, std::span<const std::string_view> inputs = {},
         std::string_view program_name = {})
      : graph_(g),
        notation_(language),
        inputs_(inputs.begin(), inputs.end()),
        program_name_(program_name) {
    if (!inputs.empty() && inputs.size() != g.inputs)
      throw std::invalid_argument("typegrad: the graph has " + std::to_string(g.inputs) +
                                  " inputs, but " + std::to_string(inputs.size()) +
                                  " names were given to print it with; give one name an input");
    for (const node& n : g.nodes)
      if (n.op == operation::input && n.attribute >= g.inputs)
        throw std::invalid_argument(
            "typegrad: the graph has a variable that is none of its inputs; substitute it before "
            "the graph is printed");
    while (value_names_are_taken()) value_ += '_';
  }

  std::string input(index slot) const {
    return inputs_.empty() ? notation_.numbered("x", slot) : inputs_[slot];
  }
  /// The name of node i.
  std::string value(index i) const { return indexed(value_, path_ + std::to_string(i)); }
  /// The name of the part of scan i that the letter says: carry number k, or another.
  std::string part(index scan, char letter, index k) const {
    const std::string number = letter == 't' ? "" : std::to_string(k);
    if (notation_.before_index.empty()) return value(scan) + between() + letter + number;
    return indexed(std::string(1, letter),
                   path_ + std::to_string(scan) + (number.empty() ? "" : between() + number));
  }
  /// The writer of the body of scan i.
  writer body(index scan, const std::string& counter) const {
    const graph_loop& l = loop_of(graph_, scan);
    std::vector<std::string> names;
    for (index k = 0; k < l.carries; ++k) names.push_back(part(scan, 'c', k));
    for (index k = 0; k < l.constants; ++k) names.push_back(part(scan, 'p', k));
    for (index k = 0; k < l.sequences; ++k) names.push_back(part(scan, 's', k));
    names.push_back(counter);
    writer inner(l.body, notation_, {}, program_name_);
    inner.inputs_ = names;
    inner.value_ = value_;
    inner.path_ = path_ + std::to_string(scan) + between();
    return inner;
  }
  const graph& program() const { return graph_; }

  /// Node i as an operand: a leaf itself, else its name.
  phrase operand(index i) const {
    const node& n = graph_.nodes[i];
    if (is_leaf(n.op)) return leaf(i);
    if (n.op != operation::element) return {value(i)};
    const graph_loop& l = loop_of(graph_, n.operands[0]);
    if (n.attribute < l.carries) return {part(n.operands[0], 'c', n.attribute)};
    if (n.attribute < l.history(0)) return {part(n.operands[0], 'y', n.attribute - l.carries)};
    return {part(n.operands[0], 'h', n.attribute - l.history(0))};
  }
  /// The operation of node i on its operands.
  phrase operation_of(index i) const {
    return combine(i, [&](index k) { return operand(k); });
  }
  /// Node i with all that it depends on spelled out.
  phrase formula(index i) const {
    if (is_leaf(graph_.nodes[i].op)) return leaf(i);
    return combine(i, [&](index k) { return formula(k); });
  }

 private:
  bool value_names_are_taken() const {
    const bool loops = needs_loops(graph_);
    for (const std::string_view name : inputs_)
      if (name.starts_with(value_) &&
          (loops || name.find_first_not_of("0123456789", value_.size()) == name.npos))
        return true;
    return false;
  }
  phrase leaf(index i) const {
    const node& n = graph_.nodes[i];
    if (n.op == operation::input) return {input(n.attribute)};
    if (n.op == operation::literal) return notation_.number(graph_.literals[n.attribute]);
    return compose(notation_, n.op, {}, program_name_);
  }
  template <class Write>
  phrase combine(index i, const Write& write) const {
    const node& n = graph_.nodes[i];
    const auto arity = static_cast<std::size_t>(info(n.op).arity);
    std::array<phrase, 3> operands;
    for (std::size_t k = 0; k < arity; ++k) operands[k] = write(n.operands[k]);
    return compose(notation_, n.op, std::span(operands).first(arity), program_name_);
  }

  std::string between() const { return std::string(notation_.between_indices); }
  std::string indexed(const std::string& letter, const std::string& number) const {
    return letter + std::string(notation_.before_index) + number +
           std::string(notation_.after_index);
  }

  const graph& graph_;
  const notation& notation_;
  std::vector<std::string> inputs_;
  std::string_view program_name_;
  std::string path_;  ///< the scans around this graph
  std::string value_ = "v";
};

}  // namespace typegrad::print
