// What may stand among the arguments of a call over arrays, and what comes back: W x + b and its
// derivatives, whose values are known, with every kind of array in each place.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

#include <xtensor/xarray.hpp>
#include <xtensor/xview.hpp>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

constexpr auto affine = [](auto W, auto x, auto b) { return tg::dot(W, x) + b; };
constexpr auto energy = [](auto W, auto x, auto b) {
  return tg::sum(tg::square(tg::dot(W, x) + b)) / 2;
};

const xt::xtensor<double, 2> W = {{1, 2, 3}, {4, 5, 6}};
const xt::xtensor<double, 1> x = {1, -1, 2}, b = {0.5, 0.25};
// W x + b = (5, 11) + b, and ∂energy/∂x = Wᵀ (W x + b).
const xt::xtensor<double, 1> y = {5.5, 11.25}, dx = {50.5, 67.25, 84};
const xt::xtensor<double, 2> dW = {{5.5, -5.5, 11}, {11.25, -11.25, 22.5}};

template <class T, class... A>
void gives_y(const A&... arguments) {
  const auto result = tg::value(affine)(arguments...);
  STATIC_REQUIRE(std::is_same_v<decltype(result), const xt::xtensor<T, 1>>);
  CHECK((result == y));
}

}  // namespace

TEST_CASE("containers, views and expressions of xtensor are arguments") {
  const xt::xtensor<double, 2, xt::layout_type::column_major> by_columns = W;
  const xt::xarray<double> unranked = W;
  const xt::xtensor<double, 2> large = {{0, 1, 2, 3}, {0, 4, 5, 6}};
  const xt::xtensor<double, 3> stacked = {{{0, 0, 0}, {0, 0, 0}}, {{1, 2, 3}, {4, 5, 6}}};

  gives_y<double>(W, x, b);
  gives_y<double>(by_columns, x, b);
  gives_y<double>(tg::ranked<2>(unranked), x, b);
  gives_y<double>(tg::ranked<2>(W * 1.0), x, b);
  gives_y<double>(xt::view(large, xt::all(), xt::range(1, 4)), x, b);
  gives_y<double>(xt::view(stacked, 1), x, b);
  gives_y<double>(2 * W - W, x + 0, b);
  gives_y<double>(W, x, xt::xtensor_fixed<double, xt::xshape<2>>(b));
  gives_y<double>(xt::xtensor_fixed<double, xt::xshape<2, 3>, xt::layout_type::column_major>(W), x,
                  b);
  const auto gradient = tg::grad<tg::wrt<0, 1>>(energy)(by_columns, x, b);
  CHECK((std::get<0>(gradient) == dW));
  CHECK((std::get<1>(gradient) == dx));
}

TEST_CASE("an array without a rank is checked where it is taken") {
  const xt::xarray<double> unranked = W;
  CHECK_THROWS_WITH(tg::value(affine)(tg::ranked<1>(unranked), x, b),
                    "typegrad: tg::ranked<1> is given an array of the rank 2");
}

TEST_CASE("where all extents are fixed, so are those of results") {
  using matrix = xt::xtensor_fixed<double, xt::xshape<2, 3>>;
  const matrix fixed = W;
  const std::array<double, 3> three = {1, -1, 2};
  const auto [value, gradient] =
      tg::value_and_grad<tg::wrt<0, 1, 2>>(energy)(fixed, three, std::array<double, 2>{0.5, 0.25});
  STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(std::get<0>(gradient))>, matrix>);
  STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(std::get<1>(gradient))>,
                                xt::xtensor_fixed<double, xt::xshape<3>>>);
  CHECK(value == (5.5 * 5.5 + 11.25 * 11.25) / 2);
  CHECK((std::get<0>(gradient) == dW));
  CHECK((std::get<1>(gradient) == dx));
  CHECK((std::get<2>(gradient) == y));
}

TEST_CASE("beside an array, arrays and ranges of numbers are arrays") {
  const double c_array[3] = {1, -1, 2}, c_matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
  const std::vector<double> vector = {1, -1, 2};
  const std::array<std::array<double, 3>, 2> nested = {{{1, 2, 3}, {4, 5, 6}}};

  gives_y<double>(W, std::array<double, 3>{1, -1, 2}, b);
  gives_y<double>(W, c_array, b);
  gives_y<double>(c_matrix, x, b);
  gives_y<double>(nested, x, b);
  gives_y<double>(W, vector, b);
  gives_y<double>(W, std::span(vector), b);
  gives_y<double>(W, std::span(c_array), b);
  CHECK((tg::grad<tg::wrt<1>>(energy)(W, c_array, b) == dx));
  CHECK((tg::grad<tg::wrt<1>>(energy)(W, vector, b) == dx));
}

TEST_CASE("without an array, std::array is a tree of numbers") {
  constexpr auto f = [](auto v) { return v[0] * v[1]; };
  constexpr std::array gradient = tg::grad(f)(std::array{2.0, 3.0});
  STATIC_REQUIRE(gradient == std::array{3.0, 2.0});
  STATIC_REQUIRE(tg::value(f)(std::array{2.0, 3.0}) == 6.0);
  constexpr auto variable = tg::var<"v">;
  STATIC_REQUIRE(tg::value(variable * variable)(variable = 3.0) == 9.0);
}

TEST_CASE("arrays stand in tuples, and several in a std::array") {
  constexpr auto layers = [](auto weights, auto start) {
    const auto& [scale, each] = weights;
    auto h = start;
    for (const auto& w : each) h = tg::dot(w, h) * scale;
    return tg::sum(h);
  };
  const xt::xtensor<double, 2> A = {{1, 2}, {3, 4}}, B = {{0, 1}, {1, 0}};
  const xt::xtensor<double, 1> v = {1, 1};
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0>>(layers)(
      std::tuple(2.0, std::array<xt::xtensor<double, 2>, 2>{A, B}), v);
  CHECK(value == 40);  // 2² · (3 + 7)
  const auto& [scale, each] = gradient;
  CHECK(scale == 40);
  STATIC_REQUIRE(
      std::is_same_v<std::remove_cvref_t<decltype(each)>, std::array<xt::xtensor<double, 2>, 2>>);
  CHECK((each[0] == xt::xtensor<double, 2>{{4, 4}, {4, 4}}));
  CHECK((each[1] == xt::xtensor<double, 2>{{12, 28}, {12, 28}}));
}

namespace {

template <class M, class V>
struct layer {
  M weights;
  V offset;
};

}  // namespace

TEST_CASE("a struct with a template parameter for each field holds arrays") {
  constexpr auto f = [](auto l, auto v) {
    return tg::sum(tg::square(tg::dot(l.weights, v) + l.offset)) / 2;
  };
  using parameters = layer<xt::xtensor<double, 2>, xt::xtensor<double, 1>>;
  const parameters gradient = tg::grad<tg::wrt<0>>(f)(parameters{W, b}, x);
  CHECK((gradient.weights == dW));
  CHECK((gradient.offset == y));
}

TEST_CASE("numbers beside arrays") {
  constexpr auto scaled = [](auto s, auto v, auto n) { return tg::sum(s * v) / n; };
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0, 1>>(scaled)(3, x, 2.0f);
  CHECK(value == 3);
  STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(std::get<0>(gradient))>, double>);
  CHECK(std::get<0>(gradient) == 1);
  CHECK((std::get<1>(gradient) == xt::xtensor<double, 1>{1.5, 1.5, 1.5}));
}

TEST_CASE("integers are converted: to the number of the call, or to double") {
  const xt::xtensor<int, 2> integers = {{1, 2, 3}, {4, 5, 6}};
  const xt::xtensor<int, 1> whole = {1, -1, 2};
  gives_y<double>(integers, whole, b);
  gives_y<float>(integers, whole, xt::xtensor<float, 1>(b));
  const auto sum = tg::value([](auto v, auto mask) { return tg::sum(v * mask); })(whole, whole > 0);
  STATIC_REQUIRE(std::is_same_v<decltype(sum), const double>);
  CHECK(sum == 3);
}

TEST_CASE("NaN passes through") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const xt::xtensor<double, 1> with_nan = {1, nan, 2};
  const auto gradient = tg::grad([](auto v) { return tg::sum(tg::square(v)); })(with_nan);
  CHECK(gradient(0) == 2);
  CHECK(std::isnan(gradient(1)));
  CHECK(gradient(2) == 4);
  CHECK(std::isnan(tg::value(affine)(W, with_nan, b)(0)));
}

TEST_CASE("extents may be 0") {
  const xt::xtensor<double, 1> none = xt::zeros<double>({0});
  const auto [value, gradient] =
      tg::value_and_grad([](auto v) { return tg::sum(tg::exp(v)); })(none);
  CHECK(value == 0);
  CHECK(gradient.size() == 0);
  const xt::xtensor<double, 2> no_columns = xt::zeros<double>({2, 0});
  CHECK((tg::value(affine)(no_columns, none, b) == b));
}
