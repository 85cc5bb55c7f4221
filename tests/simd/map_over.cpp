// One result a sample: against integer arithmetic, in all layouts.
#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <tuple>
#include <vector>

#include <typegrad/simd.hpp>

namespace tg = typegrad;

namespace {

/// (w x², x y)
constexpr auto program = [](auto w, auto x, auto y) { return std::array{w * (x * x), x * y}; };

template <class T>
struct points {
  std::vector<T> x, y;
  explicit points(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(static_cast<T>(i));
      y.push_back(static_cast<T>(3) - static_cast<T>(i));
    }
  }
};

template <class T>
void check_map(std::size_t n) {
  const points<T> p(n);
  const auto values = tg::map_over<1, 2>(program)(T(2), p.x, p.y);
  REQUIRE(values.size() == n);
  for (std::size_t i = 0; i < n; ++i) {
    CHECK(values[i][0] == 2 * p.x[i] * p.x[i]);
    CHECK(values[i][1] == p.x[i] * p.y[i]);
  }
}

}  // namespace

TEST_CASE("a map gives every sample's result") {
  for (std::size_t n = 0; n <= 40; ++n) {
    check_map<double>(n);
    check_map<float>(n);
    check_map<long double>(n);
  }
}

TEST_CASE("a map of a Jacobian writes one Jacobian a sample into the caller's storage") {
  constexpr auto jacobians = tg::map_over<1, 2>(tg::jacobian<tg::wrt<1, 2>>(program));
  const points<double> p(27);
  using row = std::tuple<double, double>;
  std::vector<std::array<row, 2>> trees(27);
  jacobians.into(trees, 2.0, p.x, p.y);
  std::vector<std::array<double, 4>> flat(27);
  jacobians.into(std::span(flat), 2.0, p.x, p.y);
  std::array<std::vector<double>, 4> columns;
  for (auto& column : columns) column.resize(27);
  jacobians.into(columns, 2.0, p.x, p.y);
  for (std::size_t i = 0; i < 27; ++i) {
    const std::array<double, 4> expected = {4 * p.x[i], 0, p.y[i], p.x[i]};
    CHECK(trees[i] == std::array{row(expected[0], expected[1]), row(expected[2], expected[3])});
    CHECK(flat[i] == expected);
    for (std::size_t k = 0; k < 4; ++k) CHECK(columns[k][i] == expected[k]);
  }
}

TEST_CASE("nothing is written beside the samples' places") {
  const points<double> p(5);
  std::vector<double> storage(7, -1.0);
  tg::map_over<0>([](auto x) { return x + 1; }).into(std::span(storage).subspan(1, 5), p.x);
  CHECK(storage == std::vector<double>{-1, 1, 2, 3, 4, 5, -1});
}

TEST_CASE("an output of another length is refused and left alone") {
  const points<double> p(5);
  std::vector<double> storage(6, -1.0);
  CHECK_THROWS_MATCHES(
      tg::map_over<0>([](auto x) { return x + 1; }).into(storage, p.x), std::invalid_argument,
      Catch::Message("typegrad: the output has room for 6 results and argument 0 has 5 samples; "
                     "they must be equal"));
  CHECK(storage == std::vector<double>(6, -1.0));
}
