// A Kolmogorov-Arnold network: every edge carries a function of its own, every node adds.
#pragma once

#include <cstddef>
#include <tuple>

#include <typegrad/train.hpp>

#include "splines.hpp"

namespace kan {

/// A layer from n to m numbers: the weights of the base function, (n, m), and the coefficients of
/// the B-splines, (n, B-splines, m).
template <class T>
using layer_parameters = std::tuple<xt::xtensor<T, 2>, xt::xtensor<T, 3>>;
template <class T>
using parameters = std::tuple<layer_parameters<T>, layer_parameters<T>>;

/// The B-splines of a layer: their order, their middles, and the distance of two knots.
template <class T>
using layer_splines = std::tuple<T, xt::xtensor<T, 1>, T>;
template <class T>
using splines = std::tuple<layer_splines<T>, layer_splines<T>>;

/// β((x - middle_k) / step), with an axis of k after those of x
template <class S, class X>
constexpr auto basis(const S& s, const X& x) {
  const auto& [order, middles, step] = s;
  return b_spline(order, (tg::expand_dims(x, 2) - middles) / step);
}

/// y_j = Σ_i φ_ij(x_i), where φ_ij(x) = w_ij silu(x) + Σ_k c_ikj β((x - middle_k) / step), for a
/// sample in each row of x (Z. Liu et al., KAN: Kolmogorov-Arnold Networks, 2024, equations 2.5 and
/// 2.10).
inline constexpr auto layer = [](const auto& p, const auto& s, const auto& x) {
  const auto& [weights, coefficients] = p;
  return tg::dot(tg::silu(x), weights) + tg::tensordot(basis(s, x), coefficients, 2);
};

/// φ_ij(x_i) for each sample: the axes are sample, i and j.
inline constexpr auto edges = [](const auto& p, const auto& s, const auto& x) {
  const auto& [weights, coefficients] = p;
  return tg::expand_dims(tg::silu(x), 2) * weights +
         tg::einsum<"nik,ikj->nij">(basis(s, x), coefficients);
};

/// The mean square error of two layers.
inline constexpr auto loss = [](const auto& p, const auto& s, const auto& x, const auto& y) {
  const auto hidden = layer(std::get<0>(p), std::get<0>(s), x);
  return tg::mse(layer(std::get<1>(p), std::get<1>(s), hidden), y);
};

/// How large a network is.
struct size {
  std::size_t inputs, hidden, intervals;
  int order;
};

/// Inputs are within ±1. So that nodes of the hidden layer, which add, stay on their grid, it
/// reaches to ±2; beyond it the base function is left.
inline splines<double> splines_of(const size& n) {
  const auto even = [&](double high) {
    const grid g{-high, high, n.intervals};
    return layer_splines<double>(n.order, g.middles(n.order), g.step());
  };
  return {even(1), even(2)};
}

/// Weights as for sigmoids, and coefficients that are normal with the deviation 0.1.
inline parameters<double> start(const size& n, tg::normal_numbers& random) {
  const auto layer_of = [&](std::size_t from, std::size_t to) {
    layer_parameters<double> p{
        xt::zeros<double>({from, to}),
        xt::zeros<double>({from, n.intervals + static_cast<std::size_t>(n.order), to})};
    tg::xavier(std::get<0>(p), from, to, random);
    for (double& c : std::get<1>(p)) c = 0.1 * random();
    return p;
  };
  auto first = layer_of(n.inputs, n.hidden);
  return {std::move(first), layer_of(n.hidden, 1)};
}

}  // namespace kan
