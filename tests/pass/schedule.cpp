// The order of evaluation: few values are alive at a time, and the program stays the same.
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/schedule.hpp>

#include "support/random_graph.hpp"

namespace typegrad::test {
namespace {

using op = operation;

/// The most numbers that are alive at a time: made, and needed by a later node or as a result.
constexpr index most_alive(const graph& g) {
  sequence<index> last_use(g.nodes.size(), 0);
  for (index i = 0; i < g.nodes.size(); ++i)
    for (int k = 0; k < info(g.nodes[i].op).arity; ++k) last_use[g.nodes[i].operands[k]] = i;
  for (const index o : g.outputs) last_use[o] = g.nodes.size();
  index most = 0;
  for (index i = 0; i < g.nodes.size(); ++i) {
    index alive = 0;
    for (index j = 0; j <= i; ++j) alive += last_use[j] > i ? 1u : 0u;
    if (alive > most) most = alive;
  }
  return most;
}

/// Σ √(k x) over k = 2, ..., 9, all of the roots made before the first is added.
constexpr graph sum_of_roots() {
  builder b;
  const index x = b.input(0);
  sequence<index> roots;
  for (int k = 2; k < 10; ++k) {
    const index factor = b.number({static_cast<long double>(k)});
    roots.push_back(b.make(op::sqrt, b.make(op::multiply, factor, x)));
  }
  index sum = roots[0];
  for (index k = 1; k < roots.size(); ++k) sum = b.make(op::add, sum, roots[k]);
  b.output(sum);
  return std::move(b).finish();
}
static_assert(most_alive(sum_of_roots()) > 8);
static_assert(most_alive(schedule(sum_of_roots())) <= 4);
static_assert(is_well_formed(schedule(sum_of_roots())));

constexpr bool schedules_only_what_is_needed() {
  builder b;
  const index x = b.input(0), y = b.input(1), twice = b.make(op::multiply, b.number({2}), x);
  static_cast<void>(b.make(op::sin, y));
  b.output(twice);
  b.output(x);
  b.mark_derived(1);
  const graph g = schedule(b.program());
  return g.nodes.size() == 3 && g.outputs.size() == 2 && g.nodes[g.outputs[0]].op == op::multiply &&
         g.nodes[g.outputs[1]].op == op::input && g.inputs == 2 && g.derived && is_well_formed(g) &&
         schedule(graph{}).nodes.empty();
}
static_assert(schedules_only_what_is_needed());

}  // namespace

TEST_CASE("a scheduled graph does the same operations on the same numbers") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const random_graph r(seed, 20 + static_cast<index>(seed) * 4);
    const graph g = compact(r.program), scheduled = schedule(r.program);
    INFO("seed " << seed);
    REQUIRE(is_well_formed(scheduled));
    CHECK(scheduled.inputs == g.inputs);
    CHECK(scheduled.nodes.size() == g.nodes.size());
    std::vector<double> expected(g.outputs.size()), got(g.outputs.size());
    interpret<double>(g, r.point.data(), expected.data());
    interpret<double>(scheduled, r.point.data(), got.data());
    CHECK(got == expected);
  }
}

}  // namespace typegrad::test
