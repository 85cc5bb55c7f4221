// What the passes make of loops: how many nodes, carries and operations, and none for what is zero.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/graph/well_formed.hpp>

namespace tg = typegrad;

namespace {

template <class... Arguments, class F>
constexpr tg::graph graph_of(const F&) {
  return tg::program<F, tg::rebind_t<Arguments, tg::symbol>...>::make_graph();
}

/// x -> N times r x (1 - x).
template <std::size_t N>
constexpr auto logistic =
    [](auto x, auto r) { return tg::iterate<N>([&](auto l) { return r * l * (1 - l); }, x); };

constexpr tg::index total_nodes(const tg::graph& g) {
  tg::index sum = g.nodes.size();
  for (const tg::graph_loop& l : g.loops) sum += total_nodes(l.body);
  return sum;
}

}  // namespace

TEST_CASE("the size of a program does not depend on the number of iterations") {
  static_assert(total_nodes(graph_of<double, double>(logistic<2>)) < 20);
  static_assert(total_nodes(graph_of<double, double>(logistic<1'000'000>)) ==
                total_nodes(graph_of<double, double>(logistic<2>)));
  constexpr auto nodes = [](const auto& f) { return total_nodes(graph_of<double, double>(f)); };
  CHECK(nodes(tg::grad<tg::forward>(logistic<1'000'000>)) ==
        nodes(tg::grad<tg::forward>(logistic<2>)));
  CHECK(nodes(tg::grad<tg::reverse>(logistic<1'000'000>)) ==
        nodes(tg::grad<tg::reverse>(logistic<2>)));
  CHECK(nodes(tg::hessian(logistic<1'000'000>)) == nodes(tg::hessian(logistic<2>)));
}

TEST_CASE("operations are counted once an iteration") {
  using counts = tg::operation_counts;
  // r x (1 - x): one subtraction, two multiplications.
  static_assert(tg::cost(tg::trace<double, double>(logistic<10>)) ==
                counts{.additions = 10, .multiplications = 20});
  static_assert(tg::cost(tg::trace<double, double>(logistic<1'000'000>)) ==
                counts{.additions = 1'000'000, .multiplications = 2'000'000});
  constexpr auto nested = [](auto x) {
    return tg::iterate<7>(
        [](auto y) { return 1 + tg::iterate<5>([](auto z) { return z * z; }, y); }, x);
  };
  static_assert(tg::cost(tg::trace<double>(nested)) ==
                counts{.additions = 7, .multiplications = 35});
}

TEST_CASE("a loop and its tangents are one loop") {
  const tg::graph g = graph_of<double, double>(tg::value_and_grad<tg::forward>(logistic<10>));
  REQUIRE(g.loops.size() == 1);
  CHECK(g.loops[0].carries == 3);
  CHECK(g.loops[0].sequences + g.loops[0].stacked == 0);
  CHECK(tg::is_well_formed(g));
}

TEST_CASE("the adjoint is a second loop, backward, over the history of the first") {
  const tg::graph g = graph_of<double, double>(tg::value_and_grad<tg::reverse>(logistic<10>));
  REQUIRE(g.loops.size() == 2);
  const tg::graph_loop &first = g.loops[0], &second = g.loops[1];
  CHECK_FALSE(first.backward);
  CHECK(first.carries == 1);
  CHECK(second.backward);
  CHECK(second.carries == 2);    // x̄, and the sum that is r̄
  CHECK(second.sequences == 1);  // the history of x
  CHECK(second.stacked == 0);
  CHECK(tg::is_well_formed(g));
}

TEST_CASE("adjoints of several results share what they compute anew") {
  constexpr auto two = [](auto x, auto r) {
    const auto s = tg::iterate<10>(
        [&](const auto& p) {
          using std::sin;
          return std::array{sin(p[0]) * r, p[1] + sin(p[0])};
        },
        std::array{x, r});
    return std::array{s[0], s[1]};
  };
  const tg::graph g = graph_of<double, double>(tg::jacobian<tg::reverse>(two));
  CHECK(g.loops.size() == 2);
  CHECK(tg::is_well_formed(g));
  // sin and cos of each state, and the loop itself.
  CHECK(tg::cost(tg::trace<double, double>(tg::jacobian<tg::reverse>(two))).calls == 30);
}

TEST_CASE("what is the same in each iteration is computed before the loop") {
  constexpr auto f = [](auto x, auto a) {
    using std::exp;
    return tg::iterate<50>([&](auto y) { return y * exp(a) + exp(2 * a); }, x);
  };
  static_assert(tg::cost(tg::trace<double, double>(f)).calls == 2);
  CHECK(tg::cost(tg::trace<double, double>(tg::grad<tg::reverse>(f))).calls == 2);
  CHECK(tg::cost(tg::trace<double, double>(tg::grad<tg::forward>(f))).calls == 2);
}

TEST_CASE("nothing is carried for derivatives that are zero") {
  // y does not depend on x: its tangent and adjoint are none.
  constexpr auto f = [](auto x, auto y) {
    return tg::iterate<5>(
        [](const auto& s) {
          using std::floor;
          return std::array{s[0] * s[1] + floor(s[1]), s[1] / 2};
        },
        std::array{x, y})[0];
  };
  const tg::graph forward = graph_of<double, double>(tg::grad<tg::forward, tg::wrt<0>>(f));
  REQUIRE(forward.loops.size() == 1);
  CHECK(forward.loops[0].carries == 2);  // y and ẋ
  const tg::graph reverse = graph_of<double, double>(tg::grad<tg::reverse, tg::wrt<0>>(f));
  REQUIRE(reverse.loops.size() == 2);
  CHECK(reverse.loops[0].carries == 1);  // y
  CHECK(reverse.loops[1].carries == 1);  // x̄
  constexpr auto steps = [](auto x) {
    return tg::iterate<5>(
        [](auto y) {
          using std::floor;
          return floor(y) + 1;
        },
        x);
  };
  const tg::graph none = graph_of<double>(tg::grad<tg::reverse>(steps));
  CHECK(none.loops.empty());
  CHECK(none.nodes.size() == 1);
}

TEST_CASE("the mode that stores nothing is taken where the other would store too much") {
  // Reverse mode has fewer operations for three arguments.
  constexpr auto f = []<std::size_t N>(std::integral_constant<std::size_t, N>) {
    return [](auto x, auto a, auto b) {
      return tg::iterate<N>([&](auto y) { return y * (1 - a * y) + b; }, x);
    };
  };
  constexpr auto backward_loops = [](const auto& g) {
    int count = 0;
    for (const tg::graph_loop& l : g.loops) count += l.backward;
    return count;
  };
  const auto few = f(std::integral_constant<std::size_t, 1000>{});
  const auto many = f(std::integral_constant<std::size_t, 1'000'000>{});
  CHECK(backward_loops(graph_of<double, double, double>(tg::grad(few))) == 1);
  CHECK(backward_loops(graph_of<double, double, double>(tg::grad(many))) == 0);
}
