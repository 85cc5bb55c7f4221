// A bound program allocates nothing when it is called: operator new counts.
#include <catch2/catch.hpp>

#include <cstddef>
#include <cmath>

#include <xtensor/xview.hpp>

#include <typegrad/xtensor.hpp>

#include "support/allocations.hpp"

namespace tg = typegrad;
using typegrad::test::allocations;

TEST_CASE("value and gradient into the caller's arrays allocate nothing") {
  constexpr auto loss = [](auto W, auto b, auto x, auto t) {
    return tg::mse(tg::sigmoid(tg::dot(x, W) + b), t);
  };
  const xt::xtensor<double, 2, xt::layout_type::column_major> W(std::array<std::size_t, 2>{20, 30},
                                                                0.1);
  const xt::xtensor<double, 1> b({30}, 0.2);
  const xt::xtensor<int, 2> x({50, 20}, 1);
  const xt::xtensor<double, 2> t({60, 30}, 0.5);
  const auto part = xt::view(t, xt::range(5, 55));
  double value = 0;
  xt::xtensor<double, 2> dW = xt::zeros<double>({20, 30});
  xt::xtensor<double, 1> db = xt::zeros<double>({30});

  auto step = tg::bind(tg::value_and_grad<tg::wrt<0, 1>>(loss), W, b, x, part);
  const std::size_t before = allocations;
  step(W, b, x, part, value, dW, db);
  step(W, b, x, part, value, dW, db);
  const std::size_t after = allocations;
  CHECK(after == before);

  // The counter counts: a result by value is an array of its own.
  step(W, b, x, part);
  CHECK(allocations > after);
  const double p = 1 / (1 + std::exp(-2.2));
  CHECK(value == Approx((p - 0.5) * (p - 0.5)).epsilon(1e-14));
  CHECK(db(7) == Approx(2 * (p - 0.5) * p * (1 - p) / 30).epsilon(1e-14));
  CHECK(dW(19, 29) == Approx(db(7)).epsilon(1e-14));
}

TEST_CASE("a loop over arrays allocates nothing") {
  constexpr auto last_state = [](auto W, auto start, auto xs) {
    return tg::sum(tg::scan([&](auto h, auto x) { return tg::tanh(tg::dot(h, W) + x); }, start, xs));
  };
  const xt::xtensor<double, 2> W = xt::zeros<double>({3, 3});
  const xt::xtensor<double, 1> start({3}, 0.5);
  xt::xtensor<double, 2> xs({20, 3}, 0.25);
  for (std::size_t k = 0; k < 3; ++k) xs(19, k) = 0.75;
  double value = 0;
  xt::xtensor<double, 2> dW = xt::zeros<double>({3, 3});
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(last_state), W, start, xs);
  const std::size_t before = allocations;
  step(W, start, xs, value, dW);
  step(W, start, xs, value, dW);
  CHECK(allocations == before);
  // Without weights h = tanh(x), and dL/dW = h' (1 - tanh²(x)) with the state h' before the last.
  const double last = std::tanh(0.75);
  CHECK(value == Approx(3 * last).epsilon(1e-14));
  CHECK(dW(2, 1) == Approx(std::tanh(0.25) * (1 - last * last)).epsilon(1e-14));
}
