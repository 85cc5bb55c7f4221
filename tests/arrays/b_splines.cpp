// The B-splines of examples/kan, against the recursion of Cox and de Boor and its derivative.
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "../../examples/kan/network.hpp"

namespace {

/// B_k of order p over the knots t: (x - t_k)/(t_(k+p) - t_k) B_k + (t_(k+p+1) - x)/(t_(k+p+1) -
/// t_(k+1)) B_(k+1) of order p - 1 (C. de Boor, A Practical Guide to Splines, 1978, chapter X).
double recursion(const std::vector<double>& t, std::size_t k, std::size_t p, double x) {
  if (p == 0) return t[k] <= x && x < t[k + 1] ? 1 : 0;
  return (x - t[k]) / (t[k + p] - t[k]) * recursion(t, k, p - 1, x) +
         (t[k + p + 1] - x) / (t[k + p + 1] - t[k + 1]) * recursion(t, k + 1, p - 1, x);
}
/// p/(t_(k+p) - t_k) B_k - p/(t_(k+p+1) - t_(k+1)) B_(k+1) of order p - 1
double slope(const std::vector<double>& t, std::size_t k, std::size_t p, double x) {
  const double order = static_cast<double>(p);
  return order / (t[k + p] - t[k]) * recursion(t, k, p - 1, x) -
         order / (t[k + p + 1] - t[k + 1]) * recursion(t, k + 1, p - 1, x);
}

Approx close_to(double x) { return Approx(x).epsilon(1e-13).margin(1e-13); }

}  // namespace

TEST_CASE("B-splines are those of Cox and de Boor, for every order") {
  constexpr auto all = [](const auto& s, const auto& x) { return kan::basis(s, x); };
  const kan::grid g{-1.5, 2, 7};
  xt::xtensor<double, 2> x = xt::zeros<double>({83, 1});
  for (std::size_t n = 0; n < 83; ++n) x(n, 0) = -3.01 + 0.08 * static_cast<double>(n);
  const xt::xtensor<double, 2> along = xt::ones<double>({83, 1});
  for (const int order : {1, 2, 3}) {
    const std::size_t p = static_cast<std::size_t>(order), count = 7 + p;
    std::vector<double> knots;
    for (int k = -order; k <= 7 + order; ++k) knots.push_back(-1.5 + 0.5 * k);
    const kan::layer_splines<double> s(order, g.middles(order), g.step());
    const auto [values, slopes] =
        typegrad::jvp<typegrad::wrt<1>>(all)(typegrad::at(s, x), typegrad::along(along));
    REQUIRE(values.shape(2) == count);
    for (std::size_t n = 0; n < 83; ++n) {
      double total = 0;
      for (std::size_t k = 0; k < count; ++k) {
        total += values(n, 0, k);
        CHECK(values(n, 0, k) == close_to(recursion(knots, k, p, x(n, 0))));
        CHECK(slopes(n, 0, k) == close_to(slope(knots, k, p, x(n, 0))));
      }
      if (x(n, 0) > -1.5 && x(n, 0) < 2) CHECK(total == close_to(1));
    }
  }
}

TEST_CASE("a layer of a Kolmogorov-Arnold network adds what its edges carry") {
  const kan::size n{3, 4, 5, 3};
  typegrad::normal_numbers random(7);
  const auto p = std::get<0>(kan::start(n, random));
  const auto s = std::get<0>(kan::splines_of(n));
  const xt::xtensor<double, 2> x = {{-1, 0.25, 0.5}, {0.125, 0.75, 1}};
  std::vector<double> knots;
  for (int k = -3; k <= 8; ++k) knots.push_back(-1 + 0.4 * k);
  const auto& [weights, coefficients] = p;
  const xt::xtensor<double, 2> y = typegrad::value(kan::layer)(p, s, x);
  const xt::xtensor<double, 3> edges = typegrad::value(kan::edges)(p, s, x);
  for (std::size_t row = 0; row < 2; ++row)
    for (std::size_t j = 0; j < 4; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        const double v = x(row, i);
        double edge = weights(i, j) * v / (1 + std::exp(-v));
        for (std::size_t k = 0; k < 8; ++k)
          edge += coefficients(i, k, j) * recursion(knots, k, 3, v);
        CHECK(edges(row, i, j) == close_to(edge));
        sum += edge;
      }
      CHECK(y(row, j) == close_to(sum));
    }
}
