// The gradient of a network in double, checked once against the same program at 50 digits.
#pragma once

#include <cstddef>
#include <cstdio>
#include <stdexcept>

#include <boost/multiprecision/mpfr.hpp>
#include <xtensor/xview.hpp>

#include "networks.hpp"

namespace digits {

using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                           boost::multiprecision::et_off>;

/// Compares both on the first four samples. Throws std::runtime_error where a component differs by
/// more than 1e-12 of the largest.
template <class Network>
void check_gradient(const typename Network::template parameters<double>& parameters,
                    const samples& s) {
  const std::size_t few = 4;
  xt::xtensor<double, 2> images = xt::view(s.images, xt::range(0, few), xt::all());
  xt::xtensor<double, 2> targets = xt::view(s.targets, xt::range(0, few), xt::all());
  const auto program = tg::value_and_grad<tg::wrt<0>>(loss<Network>{});
  const auto gradient = program(parameters, images, targets).second;

  const auto exact = [](const auto& x) {
    return xt::xtensor<real,
                       std::tuple_size_v<typename std::remove_cvref_t<decltype(x)>::shape_type>>(
        xt::cast<real>(x));
  };
  const typename Network::template parameters<real> precise =
      std::apply([&](const auto&... leaf) { return std::tuple(exact(leaf)...); }, parameters);
  const auto reference = program(precise, exact(images), exact(targets)).second;

  double worst = 0, largest = 0;
  const auto got = tg::leaf_spans<const double>(gradient);
  const auto expected = tg::leaf_spans<const real>(reference);
  for (std::size_t k = 0; k < got.size(); ++k)
    for (std::size_t i = 0; i < got[k].size(); ++i) {
      worst = std::max(worst, abs(real(got[k][i]) - expected[k][i]).template convert_to<double>());
      largest = std::max(largest, std::abs(got[k][i]));
    }
  std::printf("The gradient agrees with 50 digits to %.1e of its largest component.\n",
              worst / largest);
  if (!(worst <= 1e-12 * largest)) throw std::runtime_error("The gradient is wrong.");
}

}  // namespace digits
