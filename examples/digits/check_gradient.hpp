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

/// Compares both on the first four samples. Throws std::runtime_error where they differ by more
/// than 1e-12 of the gradient's norm.
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

  const auto as_real =
      std::apply([&](const auto&... leaf) { return std::tuple(exact(leaf)...); }, gradient);
  auto error = as_real;
  tg::axpy(real(-1), reference, error);
  const double worst = tg::norm(error).template convert_to<double>();
  const double largest = tg::norm(as_real).template convert_to<double>();
  std::printf("The gradient agrees with 50 digits to %.1e of its norm.\n", worst / largest);
  if (!(worst <= 1e-12 * largest)) throw std::runtime_error("The gradient is wrong.");
}

}  // namespace digits
