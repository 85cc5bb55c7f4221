// Programs and derivatives called with SIMD batches as their numbers.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include <typegrad/simd.hpp>

namespace tg = typegrad;

namespace {

using batch = xsimd::batch<double>;

/// a, a + step, a + 2 step, ...
batch ramp(double a, double step) {
  std::array<double, batch::size> lanes{};
  for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i] = a + step * static_cast<double>(i);
  return batch::load_unaligned(lanes.data());
}

}  // namespace

TEST_CASE("a gradient on batches is the gradient in each lane") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::log, std::sin;
    return log(x1) + x1 * x2 - sin(x2);
  };
  const batch a = ramp(2.0, 0.25), b = ramp(5.0, -0.5);
  const auto [value, gradient] = tg::value_and_grad(f)(a, b);
  const auto& [d1, d2] = gradient;
  for (std::size_t i = 0; i < batch::size; ++i) {
    const double x1 = a.get(i), x2 = b.get(i);
    CHECK(value.get(i) == Approx(std::log(x1) + x1 * x2 - std::sin(x2)).epsilon(1e-15));
    CHECK(d1.get(i) == Approx(1 / x1 + x2).epsilon(1e-15));
    CHECK(d2.get(i) == Approx(x1 - std::cos(x2)).epsilon(1e-15));
  }
}

TEST_CASE("choices are made lane by lane, and the branch not taken does no harm") {
  constexpr auto root_or_zero = [](auto x) {
    using std::sqrt;
    using tg::select;
    return select(x > 0, sqrt(x), 0 * x);
  };
  const batch x = ramp(-1.0, 2.0);
  const batch slope = tg::grad<tg::reverse>(root_or_zero)(x);
  for (std::size_t i = 0; i < batch::size; ++i)
    CHECK(slope.get(i) ==
          (x.get(i) > 0 ? Approx(0.5 / std::sqrt(x.get(i))).epsilon(1e-15) : Approx(0)));
}

TEST_CASE("literals and the table's constants are rounded once in every lane") {
  constexpr auto f = [](auto x) {
    using std::erf;
    return erf(x) / 3 + x * 0.1;
  };
  const batch slope = tg::grad(f)(batch(0.0));
  for (std::size_t i = 0; i < batch::size; ++i)
    CHECK(slope.get(i) == Approx(2 / std::sqrt(std::acos(-1.0)) / 3 + 0.1).epsilon(2e-16));
}
