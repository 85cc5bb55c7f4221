// Derivatives of sigmoid: one exponential for all of them, and all digits far out.
#include <cmath>
#include <tuple>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

constexpr auto logistic = [](auto x) { return tg::sigmoid(x); };
constexpr auto of_difference = [](auto x, auto y) { return tg::sigmoid(x - y); };
constexpr auto of_negative = [](auto x) { return tg::sigmoid(-x); };
constexpr auto gate = [](auto x) { return x * tg::sigmoid(x) + tg::softplus(x); };

template <class... Numbers, class Program>
constexpr auto calls(const Program& p) {
  return tg::cost(tg::trace<Numbers...>(p)).calls;
}
static_assert(calls<double>(logistic) == 1);
static_assert(calls<double>(tg::grad(logistic)) == 1);
static_assert(calls<double>(tg::value_and_grad(logistic)) == 1);
static_assert(calls<double>(tg::value_and_grad(of_negative)) == 1);
static_assert(calls<double>(tg::grad(tg::grad(tg::grad(logistic)))) == 1);
static_assert(calls<double, double>(tg::value_and_grad(of_difference)) == 1);
static_assert(calls<double>(tg::value_and_grad(gate)) == 2, "e^-|x| and log(1 + e^-|x|)");

// σ' = σ(x) σ(-x) as a product, with s = e^-|x| / (1 + e^-|x|): seven operations beside the call.
static_assert(tg::cost(tg::trace<double>(tg::grad(logistic))).total() == 8);

}  // namespace

TEST_CASE("Derivatives of sigmoid keep their digits far out") {
  const auto first = tg::grad(logistic);
  const auto second = tg::grad(first);
  for (const double x : {-700.0, -50.0, 50.0, 700.0}) {
    CAPTURE(x);
    const double e = std::exp(-std::abs(x));  // σ' = e/(1 + e)² = e to all digits
    CHECK(first(x) == Approx(e).epsilon(1e-15));
    CHECK(second(x) == Approx(x < 0 ? e : -e).epsilon(1e-15));
  }
  CHECK(first(0.0) == 0.25);
  CHECK(second(0.0) == 0);
  CHECK(tg::grad(second)(0.0) == -0.125);
  CHECK(first(1.0) == Approx(0.19661193324148185).epsilon(1e-15));
  const auto [by_x, by_y] = tg::grad(of_difference)(3.0, 2.0);
  CHECK(by_x == Approx(0.19661193324148185).epsilon(1e-15));
  CHECK(by_y == -by_x);
}
