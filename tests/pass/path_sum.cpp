// The sum over paths is the derivative: equal to reverse mode on random small programs, in 60-digit
// arithmetic; and paths are counted as all of them would be walked.
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/pass/linearize.hpp>
#include <typegrad/pass/path_sum.hpp>

#include "support/random_graph.hpp"
#include "support/real.hpp"

namespace typegrad::test {
namespace {

constexpr index inputs = random_graph::input_count, outputs = random_graph::output_count;

/// The paths from the input nodes to `end`, walked one by one.
double walked(const graph& g, index end) {
  const node& n = g.nodes[end];
  if (n.op == operation::input) return 1;
  double sum = 0;
  if (!is_truth(n.op))
    for (int k = 0; k < info(n.op).arity; ++k) sum += walked(g, n.operands[k]);
  return sum;
}

TEST_CASE("path by path as in one backward sweep") {
  const working_digits digits(60);
  int walked_programs = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const random_graph r(seed, 12 + static_cast<index>(seed % 28));
    INFO("seed " << seed);
    double paths = 0;
    for (const index o : r.program.outputs) paths += walked(r.program, o);
    sequence<index> slots;
    for (index i = 0; i < inputs; ++i) slots.push_back(i);
    CHECK(count_paths(r.program, slots) == paths);
    if (paths > 2000) continue;
    ++walked_programs;

    builder b;
    sequence<index> variables;
    for (index i = 0; i < inputs; ++i) variables.push_back(b.input(i));
    const sequence<index> results = remake(r.program, b, variables);
    const sequence<index> by_path = sum_over_paths(b, variables, results);
    const sequence<index> backward = linearize(b, mode::reverse, variables, results);
    for (const sequence<index>* entries : {&by_path, &backward})
      for (const index e : *entries) b.output(e == absent ? b.number({0}) : e);
    const std::vector<real> x(r.point.begin(), r.point.end());
    std::vector<real> d(2 * inputs * outputs);
    interpret<real>(b.program(), x.data(), d.data());
    for (index k = 0; k < inputs * outputs; ++k)
      CHECK(abs(d[k] - d[inputs * outputs + k]) <= 1e-50 * (1 + abs(d[k])));
  }
  CHECK(walked_programs > 200);
}

}  // namespace
}  // namespace typegrad::test
