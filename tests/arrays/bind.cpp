// Programs bound to sizes: outputs that the caller owns, copies, and what is refused.
#include <catch2/catch.hpp>

#include <array>
#include <memory>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include <xtensor/xarray.hpp>
#include <xtensor/xview.hpp>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

constexpr auto affine = [](auto W, auto x, auto b) { return tg::dot(W, x) + b; };
constexpr auto energy = [](auto W, auto x, auto b) {
  return tg::sum(tg::square(tg::tanh(tg::dot(W, x)) + b)) / 2;
};

const xt::xtensor<double, 2> W = {{1, 2, 3}, {4, 5, 6}};
const xt::xtensor<double, 1> x = {1, -1, 2}, b = {0.5, 0.25};
const xt::xtensor<double, 1> y = {5.5, 11.25};

}  // namespace

TEST_CASE("results go to the caller's arrays of any kind") {
  auto step = tg::bind(tg::value(affine), W, x, b);
  CHECK((step(W, x, b) == y));

  xt::xtensor<double, 1> tensor = xt::zeros<double>({2});
  xt::xtensor_fixed<double, xt::xshape<2>> fixed;
  xt::xtensor<double, 2> rows = xt::zeros<double>({3, 2});
  auto row = xt::view(rows, 1);
  std::array<double, 2> array;
  std::vector<double> vector(2);
  double c_array[2];
  step(W, x, b, tensor);
  step(W, x, b, fixed);
  step(W, x, b, row);
  step(W, x, b, array);
  step(W, x, b, vector);
  step(W, x, b, c_array);
  CHECK((tensor == y));
  CHECK((fixed == y));
  CHECK((rows == xt::xtensor<double, 2>{{0, 0}, {5.5, 11.25}, {0, 0}}));
  CHECK(array == std::array{5.5, 11.25});
  CHECK(vector == std::vector{5.5, 11.25});
  CHECK((c_array[0] == 5.5 && c_array[1] == 11.25));
}

TEST_CASE("outputs stand one by one, in a tree, or as the result that a call has given") {
  const auto program = tg::value_and_grad<tg::wrt<0, 2>>(energy);
  auto step = tg::bind(program, W, x, b);
  const auto expected = program(W, x, b);
  const auto& [value, gradient] = expected;

  double v = 0;
  xt::xtensor<double, 2> dW = xt::zeros<double>({2, 3});
  xt::xtensor<double, 1> db = xt::zeros<double>({2});
  step(W, x, b, v, dW, db);
  CHECK(v == value);
  CHECK((dW == std::get<0>(gradient)));
  CHECK((db == std::get<1>(gradient)));

  auto result = step(xt::xtensor<double, 2>(2 * W), x, b);
  CHECK(result.first != value);
  step(W, x, b, result);
  CHECK(result == expected);

  dW.fill(0);
  step(W, x, b, v, std::tie(dW, db));
  CHECK((dW == std::get<0>(gradient)));
}

TEST_CASE("each call reads its arguments anew, converted where they are other numbers") {
  auto step = tg::bind(tg::value(affine), xt::xtensor<int, 2>(W), x, 0.5);
  const xt::xtensor<int, 2> ones = xt::ones<int>({2, 3});
  CHECK((step(ones, x, 1.0) == xt::xtensor<double, 1>{3, 3}));
  CHECK((step(ones, x, 2) == xt::xtensor<double, 1>{4, 4}));
}

TEST_CASE("what is converted is converted anew where all else lies where it lay, and in copies") {
  using step_type = decltype(tg::bind(tg::value(affine), xt::xtensor<int, 2>(W), x, 0.5));
  xt::xtensor<int, 2> ones = xt::ones<int>({2, 3});
  xt::xtensor<double, 1> out = {0, 0};
  auto first = std::make_unique<step_type>(ones, x, 0.5);
  (*first)(ones, x, 1.0, out);
  CHECK((out == xt::xtensor<double, 1>{3, 3}));
  (*first)(ones, x, 2.0, out);
  CHECK((out == xt::xtensor<double, 1>{4, 4}));
  ones(1, 2) = 2;
  (*first)(ones, x, 2.0, out);
  CHECK((out == xt::xtensor<double, 1>{4, 6}));
  step_type copy = *first;
  first.reset();
  ones(0, 0) = 3;
  copy(ones, x, 1.0, out);
  CHECK((out == xt::xtensor<double, 1>{5, 5}));
}

TEST_CASE("copies are independent, and outlive what they were copied from") {
  using step_type = decltype(tg::bind(tg::value_and_grad(energy), W, x, b));
  const auto expected = tg::value_and_grad(energy)(W, x, b);
  auto first = std::make_unique<step_type>(W, x, b);
  step_type copy = *first;
  step_type assigned(W, x, b);
  assigned = *first;
  (*first)(xt::xtensor<double, 2>(2 * W), x, b);
  CHECK(copy(W, x, b) == expected);
  first.reset();
  CHECK(copy(W, x, b) == expected);
  CHECK(assigned(W, x, b) == expected);
  step_type moved = std::move(copy);
  CHECK(moved(W, x, b) == expected);
}

TEST_CASE("a jvp and an hvp are bound to the parts of point and direction") {
  const xt::xtensor<double, 1> v = {0.5, 0, -1};
  const auto hvp = tg::hvp<tg::wrt<1>>(energy);
  auto step = tg::bind(hvp, tg::at(W, x, b), tg::along(v));
  CHECK((step(W, x, b, v) == hvp(tg::at(W, x, b), tg::along(v))));
  auto jvp = tg::bind(tg::jvp<tg::wrt<2>>(affine), tg::at(W, x, b), tg::along(b));
  const auto [value, tangent] = jvp(W, x, b, b);
  CHECK((value == y));
  CHECK((tangent == b));
}

TEST_CASE("other sizes, and outputs that share memory, are refused before anything is written") {
  auto step = tg::bind(tg::value_and_grad(energy), W, x, b);
  double value = 7;
  xt::xtensor<double, 2> dW = xt::zeros<double>({2, 3}), small = xt::zeros<double>({2, 2});
  xt::xtensor<double, 1> dx = xt::zeros<double>({3}), db = xt::zeros<double>({2}), x0 = x;

  CHECK_THROWS_WITH(step(small, x, b),
                    "typegrad: argument 0 has the shape (2, 2); the program was bound to the shape "
                    "(2, 3)");
  CHECK_THROWS_AS(step(small, x, b), tg::shape_error);
  CHECK_THROWS_WITH(step(W, x, b, value, small, dx, db),
                    "typegrad: output 1 has the shape (2, 2); the program's result has the shape "
                    "(2, 3)");
  CHECK_THROWS_WITH(step(W, x0, b, value, dW, x0, db),
                    "typegrad: output 2 shares memory with argument 1; give a bound program "
                    "outputs of their own");
  CHECK_THROWS_AS(step(W, x0, b, value, dW, x0, db), std::invalid_argument);
  xt::xtensor<double, 1> shared = xt::zeros<double>({6});
  CHECK_THROWS_WITH(
      step(W, x, b, value, dW, std::span(shared.data() + 1, 3), std::span(shared.data(), 2)),
      "typegrad: output 3 shares memory with output 2; give a bound program outputs of their own");
  CHECK(value == 7);
  CHECK((x0 == x));
}

TEST_CASE("where arguments and outputs lie is judged anew after every refusal") {
  auto step = tg::bind(tg::value_and_grad(energy), W, x, b);
  double value = 0;
  xt::xtensor<double, 2> dW = xt::zeros<double>({2, 3}), small = xt::zeros<double>({2, 2});
  xt::xtensor<double, 1> dx = xt::zeros<double>({3}), db = xt::zeros<double>({2}), x0 = x;
  step(W, x0, b, value, dW, dx, db);
  // Refused for its size: what was given before it, an input as output, is not known to be right.
  for (int k = 0; k < 2; ++k) {
    CHECK_THROWS_AS(step(W, dx, b, value, small, dx, db), tg::shape_error);
    CHECK_THROWS_AS(step(W, dx, b, value, dW, dx, db), std::invalid_argument);
  }
  step(W, dx, b);
  CHECK_THROWS_AS(step(W, dx, b, value, dW, dx, db), std::invalid_argument);
  CHECK_NOTHROW(step(W, x0, b, value, dW, dx, db));
}

TEST_CASE("extents that do not fit together are named with their operation and shapes") {
  const xt::xtensor<double, 1> two = {1, 2};
  CHECK_THROWS_AS(tg::value(affine)(W, two, b), tg::shape_error);
  CHECK_THROWS_WITH(tg::value(affine)(W, two, b),
                    "typegrad: contract of shapes (2, 3) and (2): the extents 3 and 2 have to be "
                    "equal");
  CHECK_THROWS_WITH(tg::bind(tg::grad(energy), W, x, x),
                    "typegrad: add of shapes (2) and (3): the extents 2 and 3 have to be equal");
}
