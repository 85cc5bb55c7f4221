// Sums over samples and maps into the caller's storage allocate nothing: operator new counts.
#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <vector>

#include <typegrad/simd.hpp>

#include "support/allocations.hpp"

namespace tg = typegrad;
using typegrad::test::allocations;

TEST_CASE("value and gradient of a sum, and a map into storage, allocate nothing") {
  constexpr auto program = [](auto w, auto x) {
    using std::exp, std::sin;
    return sin(w[0] * x) * exp(w[1] * x);
  };
  const std::vector<double> x(1003, 0.5);
  const std::array<double, 2> w = {0.3, -0.2};
  std::vector<std::array<double, 2>> gradients(1003);

  const std::size_t before = allocations;
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0>>(tg::sum_over<1>(program))(w, x);
  tg::map_over<1>(tg::grad<tg::wrt<0>>(program)).into(gradients, w, x);
  const std::size_t after = allocations;
  CHECK(after == before);

  // The counter counts: a map without storage makes one vector.
  CHECK(tg::map_over<1>(program)(w, x).size() == 1003);
  CHECK(allocations > after);
  CHECK(value == Approx(1003 * std::sin(0.15) * std::exp(-0.1)).epsilon(1e-12));
  CHECK(gradient[0] == Approx(1003 * 0.5 * std::cos(0.15) * std::exp(-0.1)).epsilon(1e-12));
  CHECK(gradients[1002][1] == Approx(0.5 * std::sin(0.15) * std::exp(-0.1)).epsilon(1e-14));
}
