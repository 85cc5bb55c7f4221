// Random programs of 5 to 40 array operations, as graphs that are built while the test runs: the
// modes against each other and against central differences at 50 digits, before and after passes.
// Together they have every array operation of the table.
#include <catch2/catch.hpp>

#include <support/array_derivatives.hpp>
#include <support/array_graphs.hpp>
#include <support/random_arrays.hpp>

#include <random>
#include <set>

namespace tg = typegrad;
using tg::test::random_program;

namespace {

tg::array_of<double> random_array(std::mt19937& engine, std::initializer_list<int> extents) {
  tg::array_of<double> x;
  for (const int e : extents) x.size.extents[x.size.rank++] = e;
  for (std::ptrdiff_t k = 0; k < x.size.elements(); ++k)
    x.elements.push_back(std::uniform_real_distribution<double>(-2, 2)(engine));
  return x;
}

tg::test::double_arrays random_point(std::mt19937& engine, int rows, int columns) {
  return {random_array(engine, {rows, columns}), random_array(engine, {columns}),
          random_array(engine, {})};
}

}  // namespace

TEST_CASE("Random graphs of 5 to 40 array operations") {
  std::mt19937 engine(1);
  std::set<tg::operation> drawn;
  for (unsigned seed = 0; seed < 500; ++seed) {
    const int operations = 5 + static_cast<int>(seed % 36),
              rows = 1 + static_cast<int>(engine() % 4),
              columns = 2 + static_cast<int>(engine() % 4);
    INFO("seed " << seed << ", " << operations << " operations on " << rows << " x " << columns);
    const auto x = random_point(engine, rows, columns), v = random_point(engine, rows, columns);
    const tg::graph program = tg::test::graph_for(
        [&](const std::vector<tg::symbol>& a) {
          return random_program{seed, operations}(a[0], a[1], a[2]);
        },
        x);
    REQUIRE(program.error[0] == 0);
    tg::test::judge_modes(program, x, v, {random_array(engine, {})});
    const tg::derivative_graphs derived(program);
    for (const tg::graph* g : {&derived.primal, &derived.tangent, &derived.adjoint})
      for (const tg::node& n : g->nodes) drawn.insert(n.op);
  }
  for (int i = 0; i < tg::operation_count; ++i) {
    const auto o = static_cast<tg::operation>(i);
    INFO(tg::info(o).name);
    CHECK((tg::info(o).kind != tg::operation_kind::array || drawn.contains(o)));
  }
}
