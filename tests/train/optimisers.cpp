// Optimisers over trees, against closed forms: for a gradient that never changes, every step is
// known.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <vector>

#include <typegrad/train.hpp>

namespace tg = typegrad;

namespace {

using tree = std::tuple<std::vector<double>, double>;
const tree gradient = {{4, -0.5}, 2};

bool are_close(const tree& a, const tree& b) {
  const auto close = [](double x, double y) {
    return std::abs(x - y) <= 1e-14 * std::max(1.0, std::abs(y));
  };
  return close(std::get<0>(a)[0], std::get<0>(b)[0]) &&
         close(std::get<0>(a)[1], std::get<0>(b)[1]) && close(std::get<1>(a), std::get<1>(b));
}

}  // namespace

TEST_CASE("descent goes against the gradient") {
  tg::sgd<double> optimiser({.rate = 0.25});
  tree x = {{1, 2}, 3};
  for (int k = 0; k < 4; ++k) optimiser.step(gradient, x);
  CHECK(x == tree{{1 - 4, 2 + 0.5}, 3 - 2});
}

TEST_CASE("momentum: v = g (1 - mu^k) / (1 - mu)") {
  tg::sgd<double> optimiser({.rate = 0.25, .momentum = 0.5});
  tree x = {{0, 0}, 0};
  for (int k = 0; k < 3; ++k) optimiser.step(gradient, x);
  const double sum = 1 + 1.5 + 1.75;
  CHECK(x == tree{{-0.25 * 4 * sum, 0.25 * 0.5 * sum}, -0.25 * 2 * sum});
}

TEST_CASE("weight decay alone shrinks what there is") {
  tg::sgd<double> optimiser({.rate = 0.5, .weight_decay = 0.5});
  tg::adam<double> other({.rate = 0.5, .weight_decay = 0.5});
  const tree nothing = {{0, 0}, 0};
  tree x = {{64, -16}, 4}, y = x;
  for (int k = 0; k < 2; ++k) {
    optimiser.step(nothing, x);
    other.step(nothing, y);
  }
  CHECK(x == tree{{36, -9}, 2.25});
  CHECK(y == x);
}

TEST_CASE("Adam moves by its rate, whatever the size of a gradient that does not change") {
  const double rate = 0.125, epsilon = 0.5;
  tg::adam<double> optimiser({.rate = rate, .epsilon = epsilon});
  tree x = {{1, 1}, 1};
  for (int k = 1; k <= 5; ++k) {
    optimiser.step(gradient, x);
    const auto moved = [&](double g) { return 1 - k * rate * g / (std::abs(g) + epsilon); };
    CHECK(are_close(x, {{moved(4), moved(-0.5)}, moved(2)}));
  }
}

TEST_CASE("Adam's second step, from its definition") {
  // g = 1 and then 3, β₁ = ½, β₂ = ¾: m = ½ and 7/4, v = ¼ and 39/16; corrected 1, 7/3 and 1, 39/7.
  tg::adam<double> optimiser({.rate = 1, .first_decay = 0.5, .second_decay = 0.75, .epsilon = 0});
  std::array<double, 1> x = {0};
  optimiser.step(std::array{1.0}, x);
  CHECK(x[0] == -1);
  optimiser.step(std::array{3.0}, x);
  CHECK(std::abs(x[0] + 1 + 7 / 3.0 / std::sqrt(39 / 7.0)) < 1e-15);
}

TEST_CASE("a gradient of another size changes neither parameters nor optimiser") {
  tg::adam<double> optimiser({.rate = 0.125}), reference({.rate = 0.125});
  tree x = {{1, 1}, 1}, y = x;
  CHECK_THROWS_WITH(optimiser.step(tree{{4}, 2}, x),
                    "typegrad: leaf 0 of two trees has 1 numbers in one and 2 in the other");
  CHECK(x == y);
  for (int k = 0; k < 2; ++k) {
    optimiser.step(gradient, x);
    reference.step(gradient, y);
  }
  CHECK(x == y);
}
