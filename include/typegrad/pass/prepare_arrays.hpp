// All that is done to a graph over arrays before it is planned.
#pragma once

#include <utility>

#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/hoist_from_sums.hpp>
#include <typegrad/pass/pair_sigmoids.hpp>
#include <typegrad/pass/share_reciprocals.hpp>
#include <typegrad/pass/sum_products.hpp>

namespace typegrad {

/// The graph, or the body of a loop, as it is planned: dead code removed, sums of products taken of
/// a factor, divisions by a common value and the exponential of sigmoid(±x) done once, what does
/// not vary taken out of sums. Inputs that nothing reads are kept: a body's caller asks for their
/// sizes.
constexpr graph prepare_arrays(graph g) {
  const index results = g.outputs.size();
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const bool is_argument = n.op == operation::input && n.attribute != absent;
    if (is_argument) g.outputs.push_back(i);
  }
  graph prepared = hoist_from_sums(pair_sigmoids(share_reciprocals(sum_products(compact(g)))));
  prepared.outputs.shorten(results);
  return prepared;
}

}  // namespace typegrad
