// Whole graphs pass, and each kind of broken graph is caught.
#include <catch2/catch.hpp>

#include <typegrad/graph/builder.hpp>
#include <typegrad/graph/well_formed.hpp>

#include "support/random_graph.hpp"

namespace typegrad::test {
namespace {

using enum operation;

/// select(x < y && !(x == y), x, sin(y) · 2)
constexpr graph sound() {
  builder b;
  const index x = b.input(0), y = b.input(1);
  const index below = b.make(less, x, y), same = b.make(equal, x, y);
  const index condition = b.make(logical_and, below, b.make(logical_not, same));
  const index sine = b.make(sin, y);
  b.output(b.make(select, condition, x, b.make(multiply, b.number({2}), sine)));
  b.output(y);
  return std::move(b).finish();
}
constexpr index x = 0, y = 1, below = 2, condition = 5, sine = 6, two = 7, product = 8, choice = 9;
static_assert(sound().nodes[condition].op == logical_and && sound().nodes[sine].op == sin &&
              sound().nodes[two].op == operation::literal && sound().nodes[choice].op == select);

static_assert(is_well_formed(sound()));
static_assert(is_well_formed(graph{}));

/// Whether the sound graph is well formed after a change.
template <class Change>
constexpr bool holds_after(const Change& change) {
  graph g = sound();
  change(g);
  return is_well_formed(g);
}

static_assert(holds_after([](graph&) {}));
static_assert(holds_after([](graph& g) { g.nodes[sine].op = cos; }));

// operands: above the node, the node itself, absent
static_assert(!holds_after([](graph& g) { g.nodes[sine].operands[0] = product; }));
static_assert(!holds_after([](graph& g) { g.nodes[sine].operands[0] = sine; }));
static_assert(!holds_after([](graph& g) { g.nodes[product].operands[1] = absent; }));
static_assert(!holds_after([](graph& g) { g.nodes[choice].operands[2] = choice; }));
// places that an operation does not use say nothing
static_assert(holds_after([](graph& g) { g.nodes[sine].operands[1] = absent; }));

// kinds of operands: a truth value for a number, a number for a truth value
static_assert(!holds_after([](graph& g) { g.nodes[product].operands[1] = below; }));
static_assert(!holds_after([](graph& g) { g.nodes[below].operands[0] = condition; }));
static_assert(!holds_after([](graph& g) { g.nodes[choice].operands[0] = x; }));
static_assert(!holds_after([](graph& g) { g.nodes[choice].operands[1] = below; }));
static_assert(!holds_after([](graph& g) { g.nodes[condition].operands[1] = y; }));

// inputs, literals and shapes that are not there
static_assert(!holds_after([](graph& g) { g.inputs = 1; }));
static_assert(!holds_after([](graph& g) { g.nodes[x].attribute = absent; }));
static_assert(!holds_after([](graph& g) { g.nodes[two].attribute = 1; }));
static_assert(!holds_after([](graph& g) { g.literals[0].denominator = 0; }));
static_assert(!holds_after([](graph& g) { g.nodes[sine].type = 1; }));

// outputs: no node, and a truth value
static_assert(!holds_after([](graph& g) { g.outputs[0] = 10; }));
static_assert(!holds_after([](graph& g) { g.outputs.push_back(absent); }));
static_assert(!holds_after([](graph& g) { g.outputs[1] = below; }));

}  // namespace

TEST_CASE("random graphs are well formed, and no longer so with a node cut out") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    graph g = random_graph(seed, 60).program;
    CHECK(is_well_formed(g));
    g.outputs[0] = g.nodes.size();
    CHECK_FALSE(is_well_formed(g));
  }
}

}  // namespace typegrad::test
