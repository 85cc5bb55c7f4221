// Writes the nodes of a graph in a notation: by name, as one operation, or spelled out as a
// formula.
#pragma once

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

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

/// Writes the nodes of one graph. Inputs are x0, x1, ... or have the given names; the value of node
/// i is called v and its place; v_ and its place where an input has such a name. Throws
/// std::invalid_argument where the names are not as many as the inputs, and at a free variable.
class writer {
 public:
  writer(const graph& g, const notation& language, std::span<const std::string_view> inputs = {},
         std::string_view program_name = {})
      : graph_(g), notation_(language), inputs_(inputs), program_name_(program_name) {
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
    return inputs_.empty() ? notation_.numbered("x", slot) : std::string(inputs_[slot]);
  }
  /// The name of node i.
  std::string value(index i) const { return notation_.numbered(value_, i); }

  /// Node i as an operand: a leaf itself, else its name.
  phrase operand(index i) const { return is_leaf(graph_.nodes[i].op) ? leaf(i) : phrase{value(i)}; }
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
    for (const std::string_view name : inputs_)
      if (name.starts_with(value_) &&
          name.find_first_not_of("0123456789", value_.size()) == name.npos)
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

  const graph& graph_;
  const notation& notation_;
  std::span<const std::string_view> inputs_;
  std::string_view program_name_;
  std::string value_ = "v";
};

}  // namespace typegrad::print
