// All that `derive` shows of a formula: its traces, derivatives and operation counts.
#pragma once

#include <string>
#include <vector>

#include <typegrad/pass/cost.hpp>
#include <typegrad/print/notation.hpp>

#include "problem.hpp"
#include "right_digits.hpp"

namespace laboratory {

/// One line of a trace: name = expression = value. A seed, as x1_dot = 1, has no expression.
struct line {
  std::string name, expression, value;
};

/// The tangents of all values along one variable.
struct tangent_trace {
  std::string variable;
  std::vector<line> lines;
};

/// A node of the computational graph, as it is drawn.
struct drawn_node {
  enum class kind { input, constant, operation };
  kind is;
  std::string name, sign;  ///< sign: of the operation; the constant itself
  shown_number value, adjoint;
  bool has_adjoint;
  bool is_ordered;                    ///< the operands cannot be exchanged
  std::vector<std::size_t> operands;  ///< places in the list of drawn nodes
};

/// The names of variables and values, and the notation that expressions are written in.
struct language {
  const typegrad::print::notation* notation;
  std::string (*variable)(const std::string& name);
  std::string (*value)(const std::string& letter, std::size_t number);
  std::string (*tangent)(const std::string& name);
  std::string (*adjoint)(const std::string& name);
};

/// x1, v1, v1_dot, v1_bar; numbers as decimals where they end.
extern const language plain_text;
/// x_{1}, v_{1}, \dot{v}_{1}, \bar{v}_{1}
extern const language latex_text;

struct derivation {
  std::string text;                          ///< the formula as it was typed
  std::vector<std::string> variables;        ///< all, in the order of the program's inputs
  std::vector<std::string> with_respect_to;  ///< those that follow are by
  std::string function;                      ///< a name for its value that no variable has
  std::vector<line> primal;
  std::vector<tangent_trace> tangents;
  std::vector<line> adjoint;  ///< from the result back to the inputs
  std::string value;
  std::vector<std::string> gradient, symbolic_gradient;
  std::vector<std::vector<std::string>> hessian;
  typegrad::operation_counts value_cost, forward_cost, reverse_cost;  ///< of value and gradient
  double paths = 0;
  std::vector<drawn_node> nodes;

  /// Whether the formula has more than one expression.
  bool has_lines() const { return text.find_first_of(";\n") != text.npos; }
};

/// Works everything out, in values of so many right digits. Throws input_error for a formula that
/// is too long to be written out.
derivation derive(const problem& p, int digits, const language& words);

}  // namespace laboratory
