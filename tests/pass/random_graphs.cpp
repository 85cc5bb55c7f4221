// Laws that hold for every program, on random graphs of 5 to 200 nodes: forward mode, reverse mode
// and central differences agree, Jacobian products are dual, and each pass keeps the meaning.
// Values are compared in 60-digit arithmetic, where rounding cannot hide a wrong term.
#include <catch2/catch.hpp>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/linearize.hpp>
#include <typegrad/pass/reassociate.hpp>
#include <typegrad/pass/schedule.hpp>
#include <typegrad/pass/collect_powers.hpp>
#include <typegrad/pass/share_reciprocals.hpp>
#include <typegrad/pass/substitute.hpp>

#include "support/differences.hpp"
#include "support/random_graph.hpp"

namespace typegrad::test {
namespace {

constexpr index inputs = random_graph::input_count, outputs = random_graph::output_count;

std::vector<real> evaluate(const graph& g, const std::vector<real>& x) {
  std::vector<real> y(g.outputs.size());
  interpret<real>(g, x.data(), y.data());
  return y;
}

std::vector<double> evaluate(const graph& g, const std::vector<double>& x) {
  std::vector<double> y(g.outputs.size());
  interpret<double>(g, x.data(), y.data());
  return y;
}

bool agree(const std::vector<real>& a, const std::vector<real>& b, double tolerance) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(abs(a[i] - b[i]) <= tolerance * (1 + abs(a[i])))) return false;
  return true;
}

// By reference: the results may be made by the same call's other argument.
graph finish(const builder& made, const sequence<index>& results) {
  builder b = made;
  for (const index i : results) b.output(i == absent ? b.number({0}) : i);
  return std::move(b).finish();
}

struct started {
  builder b;
  sequence<index> variables, results;

  explicit started(const graph& g) {
    for (index i = 0; i < inputs; ++i) variables.push_back(b.input(i));
    results = remake(g, b, variables);
  }
  graph jacobian(mode m) {
    const sequence<index> entries = linearize(b, m, variables, results);
    return finish(b, entries);
  }
};

/// A second input for each argument (the direction) or result (the cotangent).
sequence<index> seeds(builder& b, index count) {
  sequence<index> s;
  for (index i = 0; i < count; ++i) s.push_back(b.input(inputs + i));
  return s;
}

std::vector<real> joined(std::vector<real> a, const std::vector<real>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

real product(const std::vector<real>& a, const std::vector<real>& b) {
  real sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void check_laws(const random_graph& r) {
  const working_digits digits(60);
  const graph& g = r.program;
  const std::vector<real> x(r.point.begin(), r.point.end());
  REQUIRE(is_well_formed(g));
  const std::vector<real> value = evaluate(g, x);

  // compact: the same operations on the same numbers, so the same bits
  const graph compacted = compact(g);
  REQUIRE(is_well_formed(compacted));
  CHECK(compacted.nodes.size() <= g.nodes.size());
  CHECK(evaluate(compacted, r.point) == evaluate(g, r.point));
  CHECK(compact(compacted).nodes.size() == compacted.nodes.size());

  // identities
  const started made(g);
  const graph simplified = finish(made.b, made.results);
  REQUIRE(is_well_formed(simplified));
  CHECK(agree(evaluate(simplified, x), value, 1e-45));

  // substitute: a variable by itself changes nothing; by others, whose values are the same, only
  // the names
  started renamed(g);
  const sequence<index> same =
      substitute(renamed.b, renamed.variables, renamed.variables, renamed.results);
  for (index k = 0; k < outputs; ++k) CHECK(same[k] == renamed.results[k]);
  const sequence<index> others = seeds(renamed.b, inputs);
  const sequence<index> replaced =
      substitute(renamed.b, renamed.variables, others, renamed.results);
  const graph moved = compact(finish(renamed.b, replaced));
  REQUIRE(is_well_formed(moved));
  CHECK(agree(evaluate(moved, joined(std::vector<real>(inputs, real(99)), x)), value, 1e-45));

  // forward = reverse = automatic = central differences
  std::vector<real> jacobian;
  {
    const working_digits more(120);
    const std::vector<real> exact(r.point.begin(), r.point.end());
    std::vector<real> h(inputs, pow(real(10), -30));
    for (index i = 0; i < outputs; ++i) {
      const auto component = [&](const std::vector<real>& at) { return evaluate(g, at)[i]; };
      differences near(component, exact, h);
      for (index j = 0; j < inputs; ++j) {
        std::vector<int> k(inputs, 0);
        k[j] = 1;
        jacobian.push_back(near.derivative(k));
      }
    }
  }
  for (const mode m : {mode::forward, mode::reverse, mode::automatic}) {
    const graph derived = compact(started(g).jacobian(m));
    REQUIRE(is_well_formed(derived));
    CHECK(agree(evaluate(derived, x), jacobian, 1e-25));
    const graph shared = share_reciprocals(derived);
    REQUIRE(is_well_formed(shared));
    CHECK(agree(evaluate(shared, x), evaluate(derived, x), 1e-45));
    const graph rearranged = compact(reassociate(shared));
    REQUIRE(is_well_formed(rearranged));
    CHECK(agree(evaluate(rearranged, x), evaluate(derived, x), 1e-45));

    // schedule: the same operations on the same numbers
    const graph scheduled = schedule(rearranged);
    REQUIRE(is_well_formed(scheduled));
    CHECK(scheduled.nodes.size() == rearranged.nodes.size());
    CHECK(evaluate(scheduled, r.point) == evaluate(rearranged, r.point));
    graph of_second_order = derived;
    of_second_order.derived = 2;
    const graph collected = collect_powers(of_second_order);
    REQUIRE(is_well_formed(collected));
    CHECK(agree(evaluate(collected, x), evaluate(derived, x), 1e-45));
  }

  // <ȳ, J ẋ> = <Jᵀ ȳ, ẋ>
  const std::vector<real> direction = {0.3, -1.1, 0.7, 2}, cotangent = {1.3, -0.4, 0.9};
  started forward(g), backward(g);
  const sequence<index> along = seeds(forward.b, inputs), back = seeds(backward.b, outputs);
  const graph tangents =
      compact(finish(forward.b, tangent(forward.b, forward.variables, along, forward.results)));
  const graph adjoints =
      compact(finish(backward.b, adjoint(backward.b, backward.variables, backward.results, back)));
  REQUIRE(is_well_formed(tangents));
  REQUIRE(is_well_formed(adjoints));
  const real left = product(cotangent, evaluate(tangents, joined(x, direction)));
  const real right = product(evaluate(adjoints, joined(x, cotangent)), direction);
  CHECK(agree({left}, {right}, 1e-40));
}

TEST_CASE("laws on random graphs") {
  for (index size = 5; size <= 200; size += size < 40 ? 1 : 8) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      INFO("nodes " << size << ", seed " << seed);
      check_laws(random_graph(1000 * seed + size, inputs + 6 + size));
    }
  }
}

TEST_CASE("random graphs reach every operation") {
  std::vector<int> met(operation_count, 0);
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    for (const node& n : random_graph(seed, 200).program.nodes)
      ++met[static_cast<std::size_t>(n.op)];
  for (const row& r : rows()) {
    INFO(info(r.op).name);
    CHECK(met[static_cast<std::size_t>(r.op)] > 0);
  }
}

}  // namespace
}  // namespace typegrad::test
