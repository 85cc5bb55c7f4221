// The derivatives of one row of the table to the third order, as graphs made by the passes under
// test.
#pragma once

#include <vector>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/pass/prepare.hpp>
#include <typegrad/pass/linearize.hpp>

namespace typegrad::test {

/// All derivatives of r = o(x, y, z) with respect to the given arguments, n in number: the n first
/// ones, then the n² second ones, and so on, the order k in mode modes[k - 1].
struct row_derivatives {
  graph unpruned;
  index rule_end = 0;           ///< nodes from here on come from differentiating the row's partials
  std::vector<graph> programs;  ///< for each order one, as nested transformations leave it

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
    index first = 0;
    for (std::size_t order = 1, count = with_respect_to.size(); order <= modes.size();
         ++order, count *= with_respect_to.size()) {
      graph g = unpruned;
      g.derived = static_cast<int>(order);
      g.outputs = {};
      for (std::size_t k = 0; k < count; ++k) g.outputs.push_back(unpruned.outputs[first++]);
      programs.push_back(prepare(g));
    }
  }

  /// All derivatives, order by order.
  template <class T>
  std::vector<T> at(const std::vector<T>& x) const {
    std::vector<T> result(unpruned.outputs.size());
    T* next = result.data();
    for (const graph& g : programs) {
      interpret<T>(g, x.data(), next);
      next += g.outputs.size();
    }
    return result;
  }
};

}  // namespace typegrad::test
