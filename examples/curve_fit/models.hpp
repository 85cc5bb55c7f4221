// The table of models: for each data set its function of parameters b and predictors x, compiled.
#pragma once

#include <cmath>
#include <cstddef>
#include <string_view>
#include <tuple>

namespace curve_fit {

/// A model of a data set: y = f(b, x) or log y = f(b, x), with b a std::array of Parameters and x
/// one of Predictors numbers of any one type.
template <std::size_t Parameters, std::size_t Predictors, class F>
struct model {
  using function_type = F;
  static constexpr std::size_t parameters = Parameters, predictors = Predictors;

  std::string_view dataset;
  F function;
  bool log_response;
};

template <std::size_t Parameters, std::size_t Predictors = 1, class F>
constexpr model<Parameters, Predictors, F> model_of(std::string_view dataset, F f,
                                                    bool log_response = false) {
  return {dataset, f, log_response};
}

inline constexpr auto squared = [](const auto& v) { return v * v; };

/// exp(−b₁x) / (b₂ + b₃x)
inline constexpr auto ultrasonic_response = [](const auto& b, const auto& x) {
  using std::exp;
  return exp(-b[0] * x[0]) / (b[1] + b[2] * x[0]);
};

/// b₁ x^b₂
inline constexpr auto power_law = [](const auto& b, const auto& x) {
  using std::pow;
  return b[0] * pow(x[0], b[1]);
};

/// b₁ exp(−b₂x) + b₃ exp(−(x − b₄)² / b₅²) + b₆ exp(−(x − b₇)² / b₈²)
inline constexpr auto two_peaks = [](const auto& b, const auto& x) {
  using std::exp;
  return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-squared(x[0] - b[3]) / squared(b[4])) +
         b[5] * exp(-squared(x[0] - b[6]) / squared(b[7]));
};

/// (b₁ + b₂x + b₃x² + b₄x³) / (1 + b₅x + b₆x² + b₇x³)
inline constexpr auto cubic_over_cubic = [](const auto& b, const auto& x) {
  return (b[0] + x[0] * (b[1] + x[0] * (b[2] + x[0] * b[3]))) /
         (1 + x[0] * (b[4] + x[0] * (b[5] + x[0] * b[6])));
};

/// (b₁ + b₂x + b₃x²) / (1 + b₄x + b₅x²)
inline constexpr auto quadratic_over_quadratic = [](const auto& b, const auto& x) {
  return (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1 + x[0] * (b[3] + x[0] * b[4]));
};

/// b₁ exp(−b₂x) + b₃ exp(−b₄x) + b₅ exp(−b₆x)
inline constexpr auto three_decays = [](const auto& b, const auto& x) {
  using std::exp;
  return b[0] * exp(-b[1] * x[0]) + b[2] * exp(-b[3] * x[0]) + b[4] * exp(-b[5] * x[0]);
};

/// b₁ + b₂ exp(−b₄x) + b₃ exp(−b₅x)
inline constexpr auto two_decays = [](const auto& b, const auto& x) {
  using std::exp;
  return b[0] + b[1] * exp(-b[3] * x[0]) + b[2] * exp(-b[4] * x[0]);
};

/// b₁ (1 − exp(−b₂x))
inline constexpr auto saturation = [](const auto& b, const auto& x) {
  using std::exp;
  return b[0] * (1 - exp(-b[1] * x[0]));
};

/// b₁ (1 − (1 + b₂x/2)⁻²)
inline constexpr auto rational_saturation = [](const auto& b, const auto& x) {
  return b[0] * (1 - 1 / squared(1 + b[1] * x[0] / 2));
};

/// b₁ − b₂x₁ exp(−b₃x₂)
inline constexpr auto accelerated_aging = [](const auto& b, const auto& x) {
  using std::exp;
  return b[0] - b[1] * x[0] * exp(-b[2] * x[1]);
};

/// b₁x / (b₂ + x), the equation of Michaelis and Menten
inline constexpr auto enzyme_kinetics = [](const auto& b, const auto& x) {
  return b[0] * x[0] / (b[1] + x[0]);
};

inline constexpr auto models = std::tuple{
    model_of<3>("Chwirut1", ultrasonic_response),
    model_of<3>("Chwirut2", ultrasonic_response),
    model_of<2>("DanWood", power_law),
    model_of<8>("Gauss1", two_peaks),
    model_of<8>("Gauss2", two_peaks),
    model_of<7>("Hahn1", cubic_over_cubic),
    model_of<5>("Kirby2", quadratic_over_quadratic),
    model_of<6>("Lanczos3", three_decays),
    model_of<5>("MGH17", two_decays),
    model_of<2>("Misra1a", saturation),
    model_of<2>("Misra1b", rational_saturation),
    model_of<3, 2>("Nelson", accelerated_aging, true),
    model_of<2>("Puromycin", enzyme_kinetics),
};

/// Calls visit(m) with the model of the data set of that name; whether there is one.
template <class Visitor>
constexpr bool visit_model(std::string_view dataset, Visitor visit) {
  return std::apply(
      [&](const auto&... m) { return ((m.dataset == dataset && (visit(m), true)) || ...); },
      models);
}

}  // namespace curve_fit
