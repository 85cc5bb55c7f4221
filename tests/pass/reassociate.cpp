// Products rearranged: the operations that each rule saves, counted by hand; and infinities and
// NaNs, which stay.
#include <array>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/reassociate.hpp>
#include <typegrad/trace/record.hpp>

namespace typegrad::test {
namespace {

/// A program of four numbers, taken for a derivative.
template <class F>
constexpr graph recorded(const F& f) {
  graph g = record<symbol, symbol, symbol, symbol>(f);
  g.derived = 1;
  return g;
}

template <class F>
constexpr bool takes(const F& f, int additions, int multiplications) {
  const operation_counts c = [&] {
    graph g = compact(reassociate(recorded(f)));
    return count_needed(g, g.outputs);
  }();
  return c.additions == additions && c.multiplications == multiplications &&
         c.total() == additions + multiplications;
}

constexpr auto common_factors = [](auto a, auto b, auto c, auto d) {
  return a * b * c - d * a * c;
};
constexpr auto common_literal = [](auto a, auto b, auto c, auto d) {
  return 3 * (a * b) + 3 * (c * d);
};
constexpr auto other_order = [](auto a, auto b, auto c, auto) {
  return std::array{a * b, a * c * b};
};
constexpr auto superfluous = [](auto a, auto b, auto c, auto d) {
  const auto ac = a * c, bc = b * c, dc = d * c;
  return std::array{ac, bc, dc * a, dc * b};
};
constexpr auto cancelled = [](auto a, auto b, auto c, auto d) {
  const auto half = 0.5 * (a * b);
  return std::array{2 * (half * c), 2 * (d * half)};
};
constexpr auto negative_literal = [](auto a, auto b, auto, auto) { return -(0.7 * (a * b)); };
constexpr auto merged_literals = [](auto a, auto b, auto, auto) { return 0.5 * a * (0.7 * b); };
constexpr auto no_gain = [](auto a, auto b, auto, auto) { return a * b + a; };
constexpr auto zero_factor = [](auto a, auto b, auto, auto) { return 0 * a * b; };
constexpr auto long_product = [](auto a, auto b, auto c, auto d) {
  auto product = a;
  for (int i = 0; i < 50; ++i) product = product * (i % 3 == 0 ? b : i % 3 == 1 ? c : d);
  return product;
};

static_assert(takes(common_factors, 1, 2));
static_assert(takes(common_literal, 1, 3));
static_assert(takes(other_order, 0, 2));
static_assert(takes(superfluous, 0, 4));
static_assert(takes(cancelled, 0, 3));
static_assert(takes(negative_literal, 0, 2));
static_assert(takes(merged_literals, 0, 2));
static_assert(takes(no_gain, 1, 1));
static_assert(takes(zero_factor, 0, 2));

template <class F>
void check_special_values(const F& f) {
  const graph g = recorded(f), rearranged = compact(reassociate(g));
  constexpr double inf = std::numeric_limits<double>::infinity();
  constexpr double numbers[] = {0, 1, -2, inf, -inf, std::numeric_limits<double>::quiet_NaN()};
  for (const double a : numbers)
    for (const double b : numbers)
      for (const double c : numbers)
        for (const double d : numbers) {
          const double x[] = {a, b, c, d};
          std::array<double, 4> before{}, after{};
          interpret<double>(g, x, before.data());
          interpret<double>(rearranged, x, after.data());
          CAPTURE(a, b, c, d);
          for (std::size_t i = 0; i < 4; ++i) {
            CHECK(std::isfinite(before[i]) == std::isfinite(after[i]));
            if (std::isfinite(before[i])) CHECK(after[i] == Approx(before[i]).epsilon(1e-14));
          }
        }
}

TEST_CASE("infinities and NaNs stay") {
  check_special_values(common_factors);
  check_special_values(common_literal);
  check_special_values(other_order);
  check_special_values(superfluous);
  check_special_values(cancelled);
  check_special_values(negative_literal);
  check_special_values(zero_factor);
}

TEST_CASE("a product of many factors is taken in pieces") {
  const graph g = recorded(long_product), rearranged = compact(reassociate(g));
  CHECK(count_needed(rearranged, rearranged.outputs).multiplications <= 50);
  const double x[] = {1.1, 0.9, 1.3, 0.8};
  double before = 0, after = 0;
  interpret<double>(g, x, &before);
  interpret<double>(rearranged, x, &after);
  CHECK(after == Approx(before).epsilon(1e-14));
}

TEST_CASE("a program that is no derivative stays as it is") {
  graph g = recorded(common_factors);
  g.derived = 0;
  CHECK(reassociate(g).nodes.size() == g.nodes.size());
  CHECK(count_needed(g, g.outputs).multiplications == 4);
}

}  // namespace
}  // namespace typegrad::test
