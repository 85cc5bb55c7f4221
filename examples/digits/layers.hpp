// Layers of networks that read digits: their parameters, where they start, and what is minimised.
#pragma once

#include <array>
#include <cstddef>

#include <typegrad/hana.hpp>
#include <typegrad/train.hpp>
#include <typegrad/xtensor.hpp>

#include "samples.hpp"

namespace digits {

namespace tg = typegrad;
namespace hana = boost::hana;

inline constexpr auto weights = BOOST_HANA_STRING("weights");
inline constexpr auto offset = BOOST_HANA_STRING("offset");
inline constexpr auto first = BOOST_HANA_STRING("first");
inline constexpr auto second = BOOST_HANA_STRING("second");
inline constexpr auto output = BOOST_HANA_STRING("output");

/// A layer of units that take `inputs` numbers each: random weights for ReLU, offsets of 0.
template <std::size_t Rank>
auto start_layer(const std::array<std::size_t, Rank>& shape, std::size_t inputs, std::size_t units,
                 tg::normal_numbers& random) {
  xt::xtensor<double, Rank> w(shape);
  tg::he(w, inputs, random);
  const xt::xtensor<double, 1> b = xt::zeros<double>({units});
  return hana::make_map(hana::make_pair(weights, w), hana::make_pair(offset, b));
}

/// Wᵀ x + b, one sample a row.
template <class L, class X>
constexpr auto affine(const L& l, const X& x) {
  return tg::dot(x, l[weights]) + l[offset];
}

/// The mean cross-entropy of a network's logits.
template <class Network>
struct loss {
  template <class P, class X>
  constexpr auto operator()(const P& p, const X& images, const X& targets) const {
    return tg::cross_entropy(Network{}(p, images), targets);
  }
};

}  // namespace digits
