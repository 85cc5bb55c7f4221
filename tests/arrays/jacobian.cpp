// Jacobians, Hessians and their products over arrays, against differences of values in 50 digits.
#include <cmath>
#include <tuple>
#include <type_traits>

#include <support/matrices.hpp>

namespace tg = typegrad;
using tg::test::matrix, tg::test::vector, tg::test::difference;

namespace {

using real = tg::test::real50;

constexpr auto layer = [](auto W, auto x, auto b) { return tg::tanh(tg::dot(W, x) + b); };
constexpr auto loss = [](auto W, auto x, auto b) {
  return tg::logsumexp(tg::tanh(tg::dot(W, x) + b)) + tg::sum(tg::square(x)) * tg::sum(b);
};

struct data {
  matrix<real> W = {{real("0.3"), real("-0.2"), real("0.5")}, {real("1.1"), real("0.7"), real(-1)}};
  vector<real> x = {real("0.4"), real("-0.9"), real("0.25")};
  vector<real> b = {real("0.1"), real("-0.3")};
};

bool close(const real& x, const real& y) { return abs(x - y) < real("1e-27"); }

template <class J, class A, class F>
void check_columns(const J& jacobian, const A& a, F f) {
  for (std::size_t j = 0; j < a.size(); ++j) {
    const auto column = difference(a, j, f);
    for (std::size_t i = 0; i < column.size(); ++i)
      CHECK(close(jacobian.data()[i * a.size() + j], column.data()[i]));
  }
}

template <class Mode>
void check_jacobian() {
  const data d;
  const auto J = tg::jacobian<Mode>(layer)(d.W, d.x, d.b);
  STATIC_REQUIRE(
      std::is_same_v<decltype(J),
                     const std::tuple<xt::xtensor<real, 3>, matrix<real>, matrix<real>>>);
  check_columns(std::get<0>(J), d.W, [&](auto& W) { return tg::value(layer)(W, d.x, d.b); });
  check_columns(std::get<1>(J), d.x, [&](auto& x) { return tg::value(layer)(d.W, x, d.b); });
  check_columns(std::get<2>(J), d.b, [&](auto& b) { return tg::value(layer)(d.W, d.x, b); });
}

}  // namespace

TEST_CASE("a Jacobian has the axes of the result, then those of the variable, in every mode") {
  check_jacobian<tg::forward>();
  check_jacobian<tg::reverse>();
  check_jacobian<tg::automatic>();
}

TEST_CASE("a gradient in forward mode goes along all directions") {
  const data d;
  const auto [value, forward] = tg::value_and_grad<tg::forward, tg::wrt<1, 2>>(loss)(d.W, d.x, d.b);
  const auto [same, reverse] = tg::value_and_grad<tg::reverse, tg::wrt<1, 2>>(loss)(d.W, d.x, d.b);
  CHECK(close(value, same));
  for (std::size_t j = 0; j < 3; ++j)
    CHECK(close(std::get<0>(forward)(j), std::get<0>(reverse)(j)));
  for (std::size_t j = 0; j < 2; ++j)
    CHECK(close(std::get<1>(forward)(j), std::get<1>(reverse)(j)));
  const vector<real> gradient = tg::grad<tg::forward, tg::wrt<1>>(loss)(d.W, d.x, d.b);
  for (std::size_t j = 0; j < 3; ++j)
    CHECK(close(gradient(j),
                difference(d.x, j, [&](auto& x) -> real { return tg::value(loss)(d.W, x, d.b); })));
}

TEST_CASE("a Hessian's columns, and products with it") {
  const data d;
  const auto H = tg::hessian<tg::wrt<0, 1>>(loss)(d.W, d.x, d.b);
  const auto& [of_W, of_x] = H;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(std::get<0>(of_W))>, xt::xtensor<real, 4>>);
  const auto gradient_W = [&](auto& W, auto& x) { return tg::grad<tg::wrt<0>>(loss)(W, x, d.b); };
  const auto gradient_x = [&](auto& W, auto& x) { return tg::grad<tg::wrt<1>>(loss)(W, x, d.b); };
  check_columns(std::get<0>(of_W), d.W, [&](auto& W) { return gradient_W(W, d.x); });
  check_columns(std::get<1>(of_W), d.x, [&](auto& x) { return gradient_W(d.W, x); });
  check_columns(std::get<0>(of_x), d.W, [&](auto& W) { return gradient_x(W, d.x); });
  check_columns(std::get<1>(of_x), d.x, [&](auto& x) { return gradient_x(d.W, x); });
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      CHECK(std::get<1>(of_W).data()[i * 3 + j] == std::get<0>(of_x).data()[j * 6 + i]);

  const vector<real> v = {1, -2, real("0.5")};
  const vector<real> Hv = tg::hvp<tg::wrt<1>>(loss)(tg::at(d.W, d.x, d.b), tg::along(v));
  for (std::size_t i = 0; i < 3; ++i) {
    real sum = 0;
    for (std::size_t j = 0; j < 3; ++j) sum += std::get<1>(of_x)(i, j) * v(j);
    CHECK(close(Hv(i), sum));
  }
}

TEST_CASE("jvp and vjp are transposes of each other") {
  const data d;
  const vector<real> v = {1, -2, real("0.5")}, u = {3, real("-0.7")};
  const auto [y, Jv] = tg::jvp<tg::wrt<1>>(layer)(tg::at(d.W, d.x, d.b), tg::along(v));
  const auto [same, pullback] = tg::vjp<tg::wrt<1>>(layer)(d.W, d.x, d.b);
  const vector<real> Jtu = pullback(u);
  CHECK((y == same));
  CHECK(close(u(0) * Jv(0) + u(1) * Jv(1), v(0) * Jtu(0) + v(1) * Jtu(1) + v(2) * Jtu(2)));
  const auto J = tg::jacobian<tg::wrt<1>>(layer)(d.W, d.x, d.b);
  CHECK(close(Jv(0), J(0, 0) * v(0) + J(0, 1) * v(1) + J(0, 2) * v(2)));
}

TEST_CASE("a tangent and a cotangent have the shape of what they belong to") {
  constexpr auto sum_of_rows = [](auto x) { return tg::sum(x, 1); };
  const matrix<double> x({2, 3}, 1.0), longer({4, 3}, 1.0);
  const vector<double> y_bar({5}, 1.0);
  CHECK_THROWS_WITH(tg::jvp(sum_of_rows)(tg::at(x), tg::along(longer)),
                    "typegrad: tangent of shapes (4, 3) and (2, 3): the extents 4 and 2 have to be "
                    "equal");
  CHECK_THROWS_WITH(tg::vjp(sum_of_rows)(x).second(y_bar),
                    "typegrad: cotangent of shapes (5) and (2): the extents 5 and 2 have to be "
                    "equal");
  CHECK_THROWS_AS(tg::vjp(sum_of_rows)(x).second(y_bar), tg::shape_error);
}

TEST_CASE("a Jacobian is bound to sizes as other programs are; fixed sizes stay fixed") {
  const matrix<double> W = {{1, 2, 3}, {4, 5, 6}};
  const vector<double> x = {1, -1, 2};
  constexpr auto product = [](auto A, auto v) { return tg::dot(A, v); };
  auto step = tg::bind(tg::jacobian<tg::wrt<1>>(product), W, x);
  matrix<double> J = xt::zeros<double>({2, 3});
  step(W, x, J);
  CHECK((J == W));
  const auto copy = step;
  auto own = copy;
  CHECK((own(W, x) == W));

  const xt::xtensor_fixed<double, xt::xshape<2, 3>> fixed = W;
  const auto fixed_J = tg::jacobian<tg::wrt<1>>(product)(fixed, std::array{1.0, -1.0, 2.0});
  STATIC_REQUIRE(std::is_same_v<decltype(fixed_J), decltype(fixed)>);
  CHECK((fixed_J == W));
}

TEST_CASE("a sum's Hessian is part of the recorded program where the variable is a number") {
  const vector<double> x = {1, -1, 2};
  constexpr auto f = [](auto s, auto v) { return tg::sum(tg::exp(s * v)); };
  const double h = tg::hessian<tg::wrt<0>>(f)(0.5, x);
  CHECK(h == Approx(std::exp(0.5) + std::exp(-0.5) + 4 * std::exp(1.0)).epsilon(1e-14));
  const vector<double> J =
      tg::jacobian<tg::wrt<0>>([](auto s, auto v) { return tg::exp(s * v); })(0.5, x);
  CHECK(J(2) == Approx(2 * std::exp(1.0)).epsilon(1e-14));
}
