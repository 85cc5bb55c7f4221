// Trees of parameters: maps, tuples and structs as arguments, gradients of the same type, and the
// arithmetic that an optimiser needs.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <typegrad/hana.hpp>
#include <typegrad/xtensor.hpp>

namespace tg = typegrad;
namespace hana = boost::hana;

namespace {

constexpr auto weights = BOOST_HANA_STRING("weights");
constexpr auto offset = BOOST_HANA_STRING("offset");
constexpr auto layer_1 = BOOST_HANA_STRING("layer_1");
constexpr auto gain = BOOST_HANA_STRING("gain");

struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (xt::xtensor<double, 2>, weights),
                           (xt::xtensor<double, 1>, offset));
};
struct network {
  BOOST_HANA_DEFINE_STRUCT(network, (layer, layer_1), (std::array<double, 2>, taps),
                           (double, gain));
};
struct point {
  BOOST_HANA_DEFINE_STRUCT(point, (double, x), (double, y));
};

const xt::xtensor<double, 2> W = {{1, 2, 3}, {4, 5, 6}};
const xt::xtensor<double, 1> x = {1, -1, 2}, b = {0.5, 0.25}, y = {5.5, 11.25};
const xt::xtensor<double, 2> dW = {{5.5, -5.5, 11}, {11.25, -11.25, 22.5}};

/// ½ |W x + b|², whose gradient is (y xᵀ, y).
constexpr auto energy = [](auto p, auto v) {
  return tg::sum(tg::square(tg::dot(p[weights], v) + p[offset])) / 2;
};

}  // namespace

TEST_CASE("a map's gradient is the same map") {
  const auto p = hana::make_map(hana::make_pair(weights, W), hana::make_pair(offset, b));
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0>>(energy)(p, x);
  STATIC_REQUIRE(std::is_same_v<decltype(gradient), const std::remove_const_t<decltype(p)>>);
  CHECK(value == (5.5 * 5.5 + 11.25 * 11.25) / 2);
  CHECK((gradient[weights] == dW));
  CHECK((gradient[offset] == y));
}

TEST_CASE("an adapted struct's gradient is the struct") {
  const layer p{W, b};
  const layer gradient = tg::grad<tg::wrt<0>>(energy)(p, x);
  CHECK((gradient.weights == dW));
  CHECK((gradient.offset == y));

  constexpr auto f = [](auto n, auto v) {
    const auto l = n[layer_1];
    return n[gain] * tg::sum(n[BOOST_HANA_STRING("taps")] * (tg::dot(l[weights], v) + l[offset]));
  };
  const network n{p, {2, -1}, 3};
  const network g = tg::grad<tg::wrt<0>>(f)(n, x);
  CHECK(g.gain == -0.25);
  CHECK(g.taps == std::array{16.5, 33.75});
  CHECK((g.layer_1.offset == xt::xtensor<double, 1>{6, -3}));
  CHECK((g.layer_1.weights == xt::xtensor<double, 2>{{6, -6, 12}, {-3, 3, -6}}));
}

TEST_CASE("trees of numbers alone need no arrays") {
  constexpr auto f = [](auto p) {
    return p[BOOST_HANA_STRING("x")] * p[BOOST_HANA_STRING("x")] * p[BOOST_HANA_STRING("y")];
  };
  constexpr point g = tg::grad(f)(point{3, 5});
  STATIC_REQUIRE(g.x == 30);
  STATIC_REQUIRE(g.y == 9);
  const auto h = tg::hessian(f)(point{3, 5});
  CHECK(h[BOOST_HANA_STRING("x")].y == 6);

  constexpr auto product = [](auto t) { return t[hana::size_c<0>] * t[hana::size_c<1>]; };
  const hana::tuple<double, double> t = tg::grad(product)(hana::make_tuple(2.0, 7.0));
  CHECK((t == hana::make_tuple(7.0, 2.0)));
}

TEST_CASE("a bound program writes into a tree") {
  const layer p{W, b};
  layer gradient = tg::zeros_like(p);
  double value = 0;
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(energy), p, x);
  step(p, x, value, gradient);
  CHECK((gradient.weights == dW));
}

TEST_CASE("arithmetic on trees") {
  const layer p{W, b}, g = tg::grad<tg::wrt<0>>(energy)(p, x);
  layer q = p;
  tg::axpy(-2, g, q);
  CHECK((q.weights == W - 2 * dW));
  CHECK((q.offset == b - 2 * y));
  tg::scale(0.5, q);
  CHECK((q.offset == b / 2 - y));
  CHECK(tg::inner(p, g) == 5.5 * 5 + 11.25 * 11 + 0.5 * 5.5 + 0.25 * 11.25);
  CHECK(tg::norm(p) == std::sqrt(91.3125));
  const auto nothing = tg::zeros_like(std::tuple(p, 3.0, std::array{1.0, 2.0}));
  CHECK(tg::norm(nothing) == 0);
  CHECK(std::get<0>(nothing).weights.shape(1) == 3);

  layer other{W, xt::xtensor<double, 1>{1, 2, 3}};
  CHECK_THROWS_WITH(tg::axpy(1, g, other),
                    "typegrad: leaf 1 of two trees has 2 numbers in one and 3 in the other");
}

TEST_CASE("leaves have names") {
  std::vector<std::string> names;
  const auto collect = [&](const std::string& name, const auto&) { names.push_back(name); };
  tg::for_each_leaf(network{}, collect);
  tg::for_each_leaf(std::tuple(1.0, point{}), collect);
  CHECK(names == std::vector<std::string>{"layer_1.weights", "layer_1.offset", "taps", "gain", "0",
                                          "1.x", "1.y"});
}
