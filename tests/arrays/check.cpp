// tg::check of programs over arrays of xtensor, as their compiled code computes them.
#include <tuple>

#include <typegrad/hana.hpp>
#include <typegrad/verify.hpp>
#include <typegrad/verify/arrays.hpp>
#include <typegrad/verify/catch2.hpp>
#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

TEST_CASE("a layer of a network is right, in all numbers and arrays of its arguments") {
  constexpr auto loss = [](auto layer, auto x, auto t) {
    return tg::mse(tg::sigmoid(tg::dot(std::get<0>(layer), x) + std::get<1>(layer)), t);
  };
  const std::tuple layer{xt::xtensor<double, 2>{{0.5, -1.25, 2}, {1.5, 0.75, -0.5}}, 0.25};
  const xt::xtensor<double, 1> x{0.5, -0.75, 1.25}, t{1, 0};
  const auto report = tg::check(loss)(layer, x, t);
  CHECK_THAT(report, tg::is_right());
  REQUIRE(report.derivatives.size() == 12);
  CHECK(report.variables[3] == "x0.0[1, 0]");
  CHECK(report.variables[6] == "x0.1");
  CHECK(report.variables[8] == "x1[1]");
  CHECK(report.curvatures.size() == 12);
  CHECK(report.number_type == "double");
  // The compiled gradient is what is judged.
  const auto [dW, db] = std::get<0>(tg::grad(loss)(layer, x, t));
  CHECK(static_cast<double>(report.derivatives[3].reverse.got) == Approx(dW(1, 0)));
  CHECK(static_cast<double>(report.derivatives[6].reverse.got) == Approx(db));
}

TEST_CASE("a result that is an array has a Jacobian of all its numbers") {
  constexpr auto f = [](auto x, auto a) { return tg::softmax(x) * a; };
  const xt::xtensor<float, 1> x{0.5F, -0.75F, 1.25F};
  const auto report =
      tg::check(f, {.seed = 1, .names = {"x", "a"}, .second_order = false, .working = {}})(x, 2.0F);
  CHECK_THAT(report, tg::is_right());
  CHECK(report.number_type == "float");
  CHECK(report.results[2] == "y[2]");
  REQUIRE(report.derivatives.size() == 12);
  // ∂y_1/∂a = softmax(x)_1
  CHECK(static_cast<double>(report.derivatives[7].forward.got) == Approx(tg::value(f)(x, 1.0F)(1)));
}

TEST_CASE("a loop over arrays is judged as it is compiled, by itself written out") {
  constexpr auto f = [](auto W, auto state, auto inputs) {
    return tg::sum(tg::scan([&](auto s, auto x) { return tanh(tg::dot(W, s) + x); }, state, inputs));
  };
  const xt::xtensor<double, 2> W{{0.5, -0.25}, {0.75, 0.125}}, inputs{{1, 2}, {3, 4}, {5, 6}};
  const xt::xtensor<double, 1> state{0.5, 1};
  const auto report = tg::check(f)(W, state, inputs);
  CHECK_THAT(report, tg::is_right());
  REQUIRE(report.derivatives.size() == 12);
  // The compiled gradient is what is judged.
  const auto dx = std::get<2>(tg::grad(f)(W, state, inputs));
  CHECK(static_cast<double>(report.derivatives[10].reverse.got) == Approx(dx(2, 0)));
}
