// Sums over samples and their derivatives. The samples are small integers, so that every sum is
// exact and known from integer arithmetic.
#include <catch2/catch.hpp>

#include <array>
#include <cfenv>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include <typegrad/simd.hpp>

#include "support/real.hpp"

namespace tg = typegrad;

namespace {

/// (w x + v - t)²
constexpr auto squared_error = [](auto w, auto v, auto x, auto t) {
  const auto r = w * x + v - t;
  return r * r;
};

constexpr auto loss = tg::sum_over<2, 3>(squared_error);

template <class T>
struct line_data {
  std::vector<T> x, t;
  explicit line_data(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(static_cast<T>(static_cast<int>(i * 7 % 11) - 5));
      t.push_back(static_cast<T>(static_cast<int>(i * 5 % 13) - 6));
    }
  }
};

/// Σ r², Σ 2 r x, Σ 2 r, Σ 2 x², Σ 2 x, Σ 2, for w = 3, v = -2, in integers.
std::array<long, 6> expected_line(std::size_t n) {
  std::array<long, 6> sum{};
  for (std::size_t i = 0; i < n; ++i) {
    const long x = static_cast<long>(i * 7 % 11) - 5, t = static_cast<long>(i * 5 % 13) - 6;
    const long r = 3 * x - 2 - t;
    const long terms[] = {r * r, 2 * r * x, 2 * r, 2 * x * x, 2 * x, 2};
    for (std::size_t k = 0; k < 6; ++k) sum[k] += terms[k];
  }
  return sum;
}

template <class T>
void check_line(std::size_t n) {
  const line_data<T> data(n);
  const std::array<long, 6> e = expected_line(n);
  const T w(3), v(-2);
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0, 1>>(loss)(w, v, data.x, data.t);
  const auto& [dw, dv] = gradient;
  CHECK(value == T(static_cast<int>(e[0])));
  CHECK(dw == T(static_cast<int>(e[1])));
  CHECK(dv == T(static_cast<int>(e[2])));
  CHECK(loss(w, v, data.x, data.t) == T(static_cast<int>(e[0])));
}

}  // namespace

TEST_CASE("the sum and its gradient are exact for every number of samples") {
  for (std::size_t n = 0; n <= 70; ++n) {
    check_line<double>(n);
    check_line<float>(n);
    check_line<long double>(n);
  }
  check_line<typegrad::test::real>(5);
}

TEST_CASE("second and directional derivatives of a sum are sums of derivatives") {
  const line_data<double> data(21);
  const std::array<long, 6> e = expected_line(21);
  const std::span<const double> x(data.x), t(data.t);
  const auto h = tg::hessian<tg::wrt<0, 1>>(loss)(3.0, -2.0, x, t);
  CHECK(std::get<0>(std::get<0>(h)) == static_cast<double>(e[3]));
  CHECK(std::get<1>(std::get<0>(h)) == static_cast<double>(e[4]));
  CHECK(std::get<0>(std::get<1>(h)) == static_cast<double>(e[4]));
  CHECK(std::get<1>(std::get<1>(h)) == static_cast<double>(e[5]));
  CHECK(tg::grad<tg::wrt<0>>(loss)(3.0, -2.0, x, t) == static_cast<double>(e[1]));
  CHECK(tg::jacobian<tg::wrt<1>>(loss)(3.0, -2.0, x, t) == static_cast<double>(e[2]));
  CHECK(tg::grad<tg::wrt<0>>(tg::grad<tg::wrt<0>>(loss))(3.0, -2.0, x, t) ==
        static_cast<double>(e[3]));

  const auto [y, dy] =
      tg::jvp<tg::wrt<0, 1>>(loss)(tg::at(3.0, -2.0, x, t), tg::along(10.0, 100.0));
  CHECK(y == static_cast<double>(e[0]));
  CHECK(dy == static_cast<double>(10 * e[1] + 100 * e[2]));
  const auto [z, pullback] = tg::vjp<tg::wrt<0, 1>>(loss)(3.0, -2.0, x, t);
  CHECK(z == static_cast<double>(e[0]));
  CHECK(pullback(1.0) == std::tuple(static_cast<double>(e[1]), static_cast<double>(e[2])));
  CHECK(std::get<1>(pullback(-3.0)) == static_cast<double>(-3 * e[2]));
  const auto [hw, hv] =
      tg::hvp<tg::wrt<0, 1>>(loss)(tg::at(3.0, -2.0, x, t), tg::along(10.0, 100.0));
  CHECK(hw == static_cast<double>(10 * e[3] + 100 * e[4]));
  CHECK(hv == static_cast<double>(10 * e[4] + 100 * e[5]));
}

TEST_CASE("the pullback of a sum of several numbers") {
  constexpr auto moments = [](auto w, auto x) { return std::array{w[0] * x, w[0] * w[1] * x * x}; };
  const std::array<double, 5> x = {1, 2, 3, 4, 5};  // sums 15 and 55
  const auto [sums, pullback] =
      tg::vjp<tg::wrt<0>>(tg::sum_over<1>(moments))(std::array{3.0, 2.0}, std::span(x));
  CHECK(sums == std::array{45.0, 330.0});
  CHECK(pullback(std::array{1.0, 10.0}) == std::array{15.0 + 10 * 2 * 55, 10.0 * 3 * 55});
}

TEST_CASE("samples come as structures, as arrays of structures and as structures of arrays") {
  constexpr auto program = [](auto w, auto pair) { return w * pair[0] * pair[1]; };
  const auto sum = tg::sum_over<1>(program);
  std::vector<std::array<double, 2>> structures;
  std::vector<double> first, second;
  double expected = 0;
  for (int i = 0; i < 19; ++i) {
    structures.push_back({i + 1.0, 2.0 * i});
    first.push_back(i + 1.0);
    second.push_back(2.0 * i);
    expected += 5 * (i + 1.0) * 2.0 * i;
  }
  CHECK(sum(5.0, structures) == expected);
  CHECK(sum(5.0, std::span(structures).first(19)) == expected);
  CHECK(sum(5.0, std::array<std::span<const double>, 2>{first, second}) == expected);
  CHECK(sum(5.0, std::array<std::vector<double>, 2>{first, second}) == expected);
  CHECK(tg::sum_over<0>([](auto x) { return x * x; })(std::array<double, 3>{1, 2, 3}) == 14);
  CHECK(tg::sum_over<0>([](auto x) { return x * x; })(std::vector<int>{1, 2, 3}) == 14);
}

TEST_CASE("every number of a program's result is summed") {
  constexpr auto powers = [](auto x) { return std::tuple(x, std::array{x * x, x * x * x}); };
  const auto [a, b] = tg::sum_over<0>(powers)(std::array<double, 4>{1, 2, 3, 4});
  CHECK(a == 10);
  CHECK(b[0] == 30);
  CHECK(b[1] == 100);
}

TEST_CASE("a sample that is not a number stays in the sum, and none comes from padding") {
  const auto reciprocals = tg::sum_over<0>([](auto x) { return 1 / x; });
  std::feclearexcept(FE_ALL_EXCEPT);
  CHECK(reciprocals(std::array<double, 3>{1, 2, 4}) == 1.75);
  CHECK_FALSE(std::fetestexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW));
  std::vector<double> x(13, 1.0);
  x.back() = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(reciprocals(x)));
  x.back() = 0;
  CHECK(reciprocals(x) == std::numeric_limits<double>::infinity());
}

TEST_CASE("nothing is read past the last sample") {
  const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const pages =
      mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(pages != MAP_FAILED);
  REQUIRE(mprotect(static_cast<char*>(pages) + page, page, PROT_NONE) == 0);
  double* const end = static_cast<double*>(pages) + page / sizeof(double);
  for (std::size_t n = 1; n <= 40; ++n) {
    const std::span<double> x(end - n, n);
    for (double& v : x) v = 2;
    CHECK(tg::sum_over<0>([](auto v) { return v * v; })(x) == 4 * static_cast<double>(n));
  }
  munmap(pages, 2 * page);
}

TEST_CASE("ranges of different lengths are refused with both lengths") {
  const std::vector<double> x(7), t(9);
  CHECK_THROWS_MATCHES(
      loss(1.0, 1.0, x, t), std::invalid_argument,
      Catch::Message("typegrad: argument 3 has 9 samples and argument 2 has 7; all arguments that "
                     "vary by sample must have one length"));
  const auto sum = tg::sum_over<0>([](auto pair) { return pair[0] + pair[1]; });
  CHECK_THROWS_AS(sum(std::array<std::vector<double>, 2>{x, t}), std::invalid_argument);
}

TEST_CASE("what depends on no sample is computed once, and the sum is the same") {
  constexpr auto program = [](auto w, auto v, auto x) {
    const auto scale = tg::select(w < v, exp(w), exp(v));
    return std::tuple(scale * x + sin(v) * x * x, w * v);
  };
  using samples = std::span<const double>;
  using loop = tg::simd::loop<std::remove_const_t<decltype(program)>, std::index_sequence<2>,
                              double, double, samples>;
  static_assert(loop::operations == 4);  // three products and a sum
  for (std::size_t n = 0; n < 20; ++n) {
    const std::vector<double> x(n, 2.0);
    const auto [sum, product] = tg::sum_over<2>(program)(0.5, 1.0, samples(x));
    CHECK(sum ==
          Approx(static_cast<double>(n) * (2 * std::exp(0.5) + 4 * std::sin(1.0))).epsilon(1e-15));
    CHECK(product == 0.5 * static_cast<double>(n));
  }
}
