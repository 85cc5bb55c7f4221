// Writes the lines of traces: one operation, its tangent, or what its users give back to an
// adjoint, by the table's rules on named values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <typegrad/pass/partial.hpp>
#include <typegrad/print/writer.hpp>

#include "derivation.hpp"

namespace laboratory {

/// The names of a program's nodes. Inputs have the variables' names, operations are numbered.
class line_writer {
 public:
  line_writer(const typegrad::graph& program, const typegrad::sequence<bool>& needed,
              const std::vector<std::string>& variables, const language& words);

  const std::string& name(typegrad::index node) const { return names_[node]; }
  std::string tangent_name(typegrad::index node) const { return words_.tangent(name(node)); }
  std::string adjoint_name(typegrad::index node) const { return words_.adjoint(name(node)); }

  /// The name of a node; a constant itself.
  std::string operand(typegrad::index node) const;
  /// The operation of a node on the names of its operands.
  std::string operation(typegrad::index node) const;
  /// ṙ = Σ ∂r/∂x ẋ over the operands x that have tangents.
  std::string tangent(typegrad::index node,
                      const typegrad::sequence<typegrad::index>& tangents) const;
  /// x̄ = Σ ∂r/∂x r̄ over the operations r on x that have adjoints, the last first.
  std::string adjoint(typegrad::index node,
                      const typegrad::sequence<typegrad::index>& adjoints) const;

 private:
  class expression;

  const typegrad::graph& program_;
  const language& words_;
  std::vector<std::string> names_;
  std::vector<std::vector<typegrad::index>> users_;  ///< the operations on each node, each once
};

}  // namespace laboratory
