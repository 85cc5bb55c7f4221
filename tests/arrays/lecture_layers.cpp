// The layers of a lecture on networks, one by one: products, maps, reductions, pooling, ReLU. Each
// against the derivative that is derived by hand, most of them in whole numbers.
#include <catch2/catch.hpp>

#include <cmath>
#include <utility>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

template <class A>
void check_close(const A& x, const A& y) {
  REQUIRE(x.shape() == y.shape());
  for (std::size_t k = 0; k < x.size(); ++k)
    CHECK(x.data()[k] == Approx(y.data()[k]).epsilon(1e-14).margin(1e-15));
}

constexpr auto linear = [](auto W, auto x) { return tg::dot(W, x); };

}  // namespace

TEST_CASE("the squared norm of W x: 2 (W x) xᵀ and 2 Wᵀ (W x)") {
  constexpr auto f = [](auto W, auto x) { return tg::sum(tg::square(tg::dot(W, x))); };
  const matrix W = {{0.1, 0.5}, {-0.3, 0.8}};
  const vector x = {0.2, 0.4};
  const auto [value, gradient] = tg::value_and_grad(f)(W, x);
  // q = (0.22, 0.26), so that f = 0.0484 + 0.0676, and its derivative by q is 2 q = (0.44, 0.52).
  CHECK(value == Approx(0.116).epsilon(1e-14));
  check_close(std::get<0>(gradient), matrix{{0.088, 0.176}, {0.104, 0.208}});
  check_close(std::get<1>(gradient), vector{-0.112, 0.636});

  const auto [same, forward] = tg::value_and_grad<tg::forward>(f)(W, x);
  CHECK(same == value);
  check_close(std::get<0>(forward), std::get<0>(gradient));
  check_close(std::get<1>(forward), std::get<1>(gradient));
}

TEST_CASE("a linear layer passes back Wᵀ d to its input and the outer product of d and x to W") {
  const matrix W = {{1, -2, 3}, {4, 0, -1}};
  const vector x = {2, 1, -1}, d = {3, -2};
  const auto [y, pullback] = tg::vjp(linear)(W, x);
  CHECK((y == vector{-3, 9}));
  const auto [of_W, of_x] = pullback(d);
  CHECK((of_x == vector{-5, -6, 11}));
  CHECK((of_W == matrix{{6, 3, -3}, {-4, -2, 2}}));
  CHECK((tg::jacobian<tg::wrt<1>>(linear)(W, x) == W));

  // Output i is reached by row i of W alone: ∂y_i / ∂W_kj = x_j where k = i, else 0.
  const xt::xtensor<double, 3> J = tg::jacobian<tg::wrt<0>>(linear)(W, x);
  CHECK((J == xt::xtensor<double, 3>{{{2, 1, -1}, {0, 0, 0}}, {{0, 0, 0}, {2, 1, -1}}}));
}

TEST_CASE("a layer of any function passes back its transposed Jacobian times d") {
  // f(x) = (x₀ x₁, x₁ + x₂², x₀ x₂), J = ((x₁, x₀, 0), (0, 1, 2 x₂), (x₂, 0, x₀))
  constexpr auto f = [](auto x) {
    const auto x0 = tg::slice(x, 0), x1 = tg::slice(x, 1), x2 = tg::slice(x, 2);
    return tg::stack({x0 * x1, x1 + x2 * x2, x0 * x2});
  };
  const vector x = {2, 3, -1}, d = {5, 1, -4};
  const matrix J = {{3, 2, 0}, {0, 1, -2}, {-1, 0, 2}};
  CHECK((tg::jacobian<tg::reverse>(f)(x) == J));
  CHECK((tg::jacobian<tg::forward>(f)(x) == J));
  const auto [y, pullback] = tg::vjp(f)(x);
  CHECK((y == vector{6, 4, -2}));
  CHECK((pullback(d) == vector{19, 11, -10}));
  CHECK((tg::jvp(f)(tg::at(x), tg::along(d)).second == vector{17, 9, -13}));
}

TEST_CASE("a map's Jacobian is diagonal, of the function's derivatives") {
  constexpr auto map = [](auto x) { return tg::sigmoid(x); };
  const vector x = {-3, -0.5, 0, 2};
  const matrix J = tg::jacobian(map)(x);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      const double s = 1 / (1 + std::exp(-x(i)));
      if (i == j)
        CHECK(J(i, j) == Approx(s * (1 - s)).epsilon(1e-14));
      else
        CHECK(J(i, j) == 0);
    }
}

TEST_CASE("the Jacobian of ReLU is sparse: 1 on the diagonal where x > 0, at 0 it is 0") {
  constexpr auto layer = [](auto x) { return tg::relu(x); };
  const vector x = {1.5, -2, 0, 1e-300};
  CHECK((tg::value(layer)(x) == vector{1.5, 0, 0, 1e-300}));
  CHECK((tg::jacobian(layer)(x) == matrix{{1, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 1}}));
}

TEST_CASE("reductions by +, *, max and min") {
  constexpr auto reduce = [](auto x) {
    return tg::stack({tg::sum(x), tg::prod(x), tg::amax(x), tg::amin(x)});
  };
  const vector x = {3, -2, 5, 4};
  CHECK((tg::value(reduce)(x) == vector{10, -120, 5, -2}));
  CHECK((tg::jacobian(reduce)(x) ==
         matrix{{1, 1, 1, 1}, {-40, 60, -24, -30}, {0, 0, 1, 0}, {0, 1, 0, 0}}));
  // Without one factor, the product of the others: no division by the element that is 0.
  CHECK((tg::jacobian(reduce)(vector{3, 0, 5, 4}) ==
         matrix{{1, 1, 1, 1}, {0, 60, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 0}}));
}

TEST_CASE("pooling reduces window by window") {
  constexpr auto largest = [](auto x) { return tg::max_pool(x, {2, 2}); };
  constexpr auto average = [](auto x) { return tg::avg_pool(x, {2, 2}); };
  const matrix x = {{1, 1, 2, 4}, {5, 6, 7, 8}, {3, 2, 1, 0}, {1, 2, 3, 4}};
  const matrix d = {{10, 20}, {30, 40}};
  const auto [highest, to_highest] = tg::vjp(largest)(x);
  CHECK((highest == matrix{{6, 8}, {3, 4}}));
  CHECK((to_highest(d) == matrix{{0, 0, 0, 0}, {0, 10, 0, 20}, {30, 0, 0, 0}, {0, 0, 0, 40}}));
  const auto [mean, to_all] = tg::vjp(average)(x);
  CHECK((mean == matrix{{3.25, 5.25}, {2, 2}}));
  CHECK((to_all(d) ==
         matrix{{2.5, 2.5, 5, 5}, {2.5, 2.5, 5, 5}, {7.5, 7.5, 10, 10}, {7.5, 7.5, 10, 10}}));
}
