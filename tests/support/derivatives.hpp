// The derivatives of one row of the table to the third order, as graphs made by the passes under
// test.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/linearize.hpp>
#include <typegrad/pass/share_reciprocals.hpp>

namespace typegrad::test {

/// All derivatives of r = o(x, y, z) with respect to the given arguments, n in number: the n first
/// ones, then the n² second ones, and so on, the order k in mode modes[k - 1].
struct row_derivatives {
  graph unpruned;
  index rule_end = 0;  ///< nodes from here on come from differentiating the row's partials
  graph program;       ///< as a transformation would leave it

  row_derivatives(operation o, const std::vector<index>& with_respect_to,
                  const std::vector<mode>& modes) {
    builder b;
    index x[3] = {0, 0, 0};
    for (index k = 0; k < static_cast<index>(info(o).arity); ++k) x[k] = b.input(k);
    sequence<index> variables, derivatives;
    for (const index k : with_respect_to) variables.push_back(x[k]);
    derivatives.push_back(b.make(o, x[0], x[1], x[2]));
    for (const mode m : modes) {
      derivatives = linearize(b, m, variables, derivatives);
      for (index& d : derivatives) {
        if (d == absent) d = b.number({0});
        b.output(d);
      }
      if (rule_end == 0) rule_end = b.size();
    }
    unpruned = std::move(b).finish();
    program = share_reciprocals(compact(unpruned));
  }
};

/// The magnitude of the largest term in each output. A second or third derivative is a sum of
/// products, and its terms may cancel; what each term errs then stays. The largest term of a sum is
/// the larger one of its two parts, and that of a product the product, where the sums are those
/// that differentiating the row's partials made: within the partials themselves no cancellation is
/// excused.
inline std::vector<double> largest_terms(const row_derivatives& d, const double* inputs) {
  const graph& g = d.unpruned;
  graph every_node = g;
  every_node.outputs = {};
  for (index i = 0; i < g.nodes.size(); ++i)
    every_node.outputs.push_back(is_truth(g.nodes[i].op) ? g.outputs[0] : i);
  std::vector<double> value(g.nodes.size()), largest(g.nodes.size());
  interpret<double>(every_node, inputs, value.data());
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const auto& [x, y, z] = n.operands;
    largest[i] = std::abs(value[i]);
    if (i < d.rule_end) continue;
    if (n.op == operation::add || n.op == operation::subtract)
      largest[i] = std::max(largest[x], largest[y]);
    if (n.op == operation::negate) largest[i] = largest[x];
    if (n.op == operation::multiply) largest[i] = largest[x] * largest[y];
    if (n.op == operation::divide)
      largest[i] = largest[x] / std::abs(value[y]) * (largest[y] / std::abs(value[y]));
    if (n.op == operation::select)
      largest[i] =
          std::max(value[i] == value[y] ? largest[y] : 0, value[i] == value[z] ? largest[z] : 0);
  }
  std::vector<double> result;
  for (const index o : g.outputs) result.push_back(largest[o]);
  return result;
}

}  // namespace typegrad::test
