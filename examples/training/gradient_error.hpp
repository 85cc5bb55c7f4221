// How far the gradient of a loss in double is from the same program's at 50 digits.
#pragma once

#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <tuple>
#include <type_traits>

#include <boost/multiprecision/mpfr.hpp>
#include <xtensor/xtensor.hpp>

#include <typegrad/hana.hpp>
#include <typegrad/train.hpp>

namespace training {

using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                           boost::multiprecision::et_off>;

inline real exact(double x) { return real(x); }
template <std::size_t Rank>
xt::xtensor<real, Rank> exact(const xt::xtensor<double, Rank>& x) {
  return xt::cast<real>(x);
}
template <class... Parts>
auto exact(const std::tuple<Parts...>& tree) {
  return std::apply([](const auto&... part) { return std::tuple(exact(part)...); }, tree);
}
template <class Map>
  requires std::is_same_v<typename boost::hana::tag_of<Map>::type, boost::hana::map_tag>
auto exact(const Map& tree) {
  namespace hana = boost::hana;
  return hana::unpack(tree, [](const auto&... pair) {
    return hana::make_map(hana::make_pair(hana::first(pair), exact(hana::second(pair)))...);
  });
}

/// ‖g - g₅₀‖ / ‖g₅₀‖, g the gradient of loss(parameters, data...) by the parameters.
template <class Loss, class Parameters, class... Data>
double gradient_error(const Loss& loss, const Parameters& parameters, const Data&... data) {
  const auto gradient = typegrad::grad<typegrad::wrt<0>>(loss);
  const auto reference = gradient(exact(parameters), exact(data)...);
  auto difference = exact(gradient(parameters, data...));
  typegrad::axpy(real(-1), reference, difference);
  return static_cast<double>(typegrad::norm(difference) / typegrad::norm(reference));
}

/// Prints it. Throws std::runtime_error where it is more than 1e-12.
template <class Loss, class Parameters, class... Data>
void check_gradient(const Loss& loss, const Parameters& parameters, const Data&... data) {
  const double error = gradient_error(loss, parameters, data...);
  std::printf("The gradient agrees with 50 digits to %.1e of its norm.\n", error);
  if (!(error <= 1e-12)) throw std::runtime_error("The gradient is wrong.");
}

}  // namespace training
