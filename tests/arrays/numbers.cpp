// Every number type: one program in float, double, long double and 50 digits, with the value of its
// gradient from elsewhere.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/mpfr.hpp>

#include <typegrad/xtensor.hpp>

namespace {

namespace tg = typegrad;
namespace mp = boost::multiprecision;
using binary_50 = mp::number<mp::cpp_bin_float_50::backend_type, mp::et_off>;
using mpfr_50 = mp::number<mp::mpfr_float_backend<50>, mp::et_off>;

/// Σ exp(W x)_i, whose gradient is exp(W x) xᵀ and Wᵀ exp(W x).
constexpr auto program = [](auto W, auto x) { return tg::sum(tg::exp(tg::dot(W, x))); };

}  // namespace

TEMPLATE_TEST_CASE("value and gradient in every number type", "", float, double, long double,
                   binary_50, mpfr_50) {
  using T = TestType;
  using std::abs, std::exp;
  const xt::xtensor<T, 2> W = {{T(1) / 3, T(-2) / 7, T(1) / 11}, {T(2) / 3, T(1) / 9, T(-1) / 13}};
  const xt::xtensor<T, 1> x = {T(3) / 5, T(-1) / 4, T(7) / 3};
  const auto [value, gradient] = tg::value_and_grad(program)(W, x);
  const auto& [dW, dx] = gradient;
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(value)>, T>);
  STATIC_REQUIRE(std::is_same_v<std::decay_t<decltype(dW)>, xt::xtensor<T, 2>>);

  const T bound = 8 * std::numeric_limits<T>::epsilon();
  T e[2], total(0);
  for (std::size_t i = 0; i < 2; ++i) {
    const T product = W(i, 0) * x(0) + W(i, 1) * x(1) + W(i, 2) * x(2);
    e[i] = exp(product);
    total = total + e[i];
  }
  CHECK(abs(value - total) <= bound * total);
  for (std::size_t k = 0; k < 3; ++k) {
    for (std::size_t i = 0; i < 2; ++i) {
      const T expected = e[i] * x(k);
      CHECK(abs(dW(i, k) - expected) <= bound * abs(expected));
    }
    const T expected = W(0, k) * e[0] + W(1, k) * e[1];
    CHECK(abs(dx(k) - expected) <= bound * total);
  }
}

TEST_CASE("numbers beside arrays are converted to the arrays' type, integers and literals alike") {
  const xt::xtensor<float, 1> x = {1, 2, 4};
  constexpr auto scaled = [](auto s, auto v) { return s * tg::sum(v); };
  STATIC_REQUIRE(std::is_same_v<decltype(tg::value(scaled)(2, x)), float>);
  STATIC_REQUIRE(std::is_same_v<decltype(tg::value(scaled)(2.0, x)), double>);
  CHECK(tg::value(scaled)(2, x) == 14);
  const xt::xtensor<mpfr_50, 1> y = {1, 2, 4};
  CHECK(tg::value(scaled)(0.5, y) == mpfr_50(3.5));
}
