// B-splines on an even grid, as part of a program over arrays.
#pragma once

#include <cstddef>

#include <typegrad/xtensor.hpp>

namespace kan {

namespace tg = typegrad;

/// The B-spline of order p = 1, 2 or 3, the degree of its pieces, whose knots are p + 2 numbers 1
/// apart with 0 in their middle:
///
///     β(u) = 1/p! (max(0, (p + 1)/2 - |u|)^p - (p + 1) max(0, (p - 1)/2 - |u|)^p)
///
/// (I. J. Schoenberg, Contributions to the problem of approximation of equidistant data by analytic
/// functions, Quarterly of Applied Mathematics 4, 1946; written in |u|, its truncated powers are 0
/// beyond the last knot, where they would have to cancel otherwise.) It is what the recursion of
/// Cox and de Boor gives for even knots, in one loop over the elements of u.
template <class Order, class U>
constexpr auto b_spline(const Order& p, const U& u) {
  const auto distance = tg::abs(u);
  const auto power = [&](const auto& x) {
    return x * tg::select(p > 1, x, 1) * tg::select(p > 2, x, 1);
  };
  const auto factorial = tg::select(p > 1, 2, 1) * tg::select(p > 2, 3, 1);
  return (power(tg::relu((p + 1) / 2 - distance)) -
          (p + 1) * power(tg::relu((p - 1) / 2 - distance))) /
         factorial;
}

/// Equal intervals from `low` to `high`.
struct grid {
  double low, high;
  std::size_t intervals;

  double step() const { return (high - low) / static_cast<double>(intervals); }

  /// The middles of the B-splines that are not 0 everywhere on the grid, `order` more than
  /// intervals.
  xt::xtensor<double, 1> middles(int order) const {
    auto m = xt::xtensor<double, 1>::from_shape({intervals + static_cast<std::size_t>(order)});
    for (std::size_t k = 0; k < m.size(); ++k)
      m(k) = low + step() * (static_cast<double>(k) - (order - 1) / 2.0);
    return m;
  }
};

}  // namespace kan
