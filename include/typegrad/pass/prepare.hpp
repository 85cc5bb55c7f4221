// All that is done to a graph before it is evaluated or printed.
#pragma once

#include <utility>

#include <typegrad/pass/collect_powers.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/fuse_loops.hpp>
#include <typegrad/pass/pair_sigmoids.hpp>
#include <typegrad/pass/reassociate.hpp>
#include <typegrad/pass/schedule.hpp>
#include <typegrad/pass/share_reciprocals.hpp>

namespace typegrad {

/// The graph as it is evaluated: dead code removed, divisions by a common value and the exponential
/// of sigmoid(±x) done once, nodes in an order that keeps few values alive; in the bodies of its
/// loops as well. Loops that could run side by side are one.
constexpr graph prepare(const graph& g) {
  graph result = compact(g);
  if (!result.loops.empty()) result = compact(fuse_loops(result));
  result = pair_sigmoids(share_reciprocals(collect_powers(std::move(result))));
  // Longer programs keep their values in memory, where the order of evaluation matters less and an
  // operation more is not what they wait for; arranging them would cost a compiler a third of its
  // time.
  constexpr index longest_arranged = 512;
  if (result.nodes.size() <= longest_arranged) result = schedule(reassociate(std::move(result)));
  for (graph_loop& l : result.loops) l.body = prepare(l.body);
  return result;
}

}  // namespace typegrad
