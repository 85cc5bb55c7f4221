// The formula's program in a builder, with its tangents, adjoints, gradient and Hessian.
#pragma once

#include <vector>

#include <typegrad/pass/linearize.hpp>

#include "problem.hpp"

namespace laboratory {

using places = typegrad::sequence<typegrad::index>;

inline places only(typegrad::index node) { return places(1, node); }

/// Whether a node has a line in a trace: an input or an operation, and no constant.
inline bool is_step(const typegrad::node& n) {
  return n.op == typegrad::operation::input || typegrad::info(n.op).arity > 0;
}

/// The result of a formula's program, remade in a builder with nodes in place of its inputs.
typegrad::index result_of(typegrad::builder& b, const typegrad::graph& formula,
                          const places& inputs);

/// The nodes of the program, to derive it.
struct started_program {
  typegrad::builder b;
  places inputs, variables;  ///< variables: those to differentiate by
  typegrad::index result = 0;

  explicit started_program(const problem& p);
};

/// The program and its derivatives, as nodes of one graph.
struct derived_program : started_program {
  typegrad::graph program;          ///< before it was derived
  typegrad::sequence<bool> needed;  ///< by the result, and all inputs
  places steps;                     ///< inputs and operations, in the order of evaluation
  places adjoints;                  ///< of each node of the program, `absent` where there is none
  std::vector<places> tangents;     ///< the same, for each variable
  places gradient, hessian;

  explicit derived_program(const problem& p);

 private:
  void derive();
};

/// The value and the gradient as one program: outputs y, ∂y/∂x of the chosen variables.
typegrad::graph value_and_gradient(const problem& p, typegrad::mode how);
/// The same by the sum over all paths.
typegrad::graph value_and_path_sum(const problem& p);

}  // namespace laboratory
