// Formulas of the Feynman lectures, to be found again from samples.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <vector>

#include <typegrad/train.hpp>
#include <xtensor/xtensor.hpp>

namespace kan {

namespace tg = typegrad;

struct variable {
  std::string name;
  double low, high;
};

struct formula {
  std::string number, text;
  std::vector<variable> variables;
  double (*value)(const double*);
};

/// With the numbers, the variables and their ranges in S.-M. Udrescu and M. Tegmark, AI Feynman: a
/// physics-inspired method for symbolic regression, Science Advances 6 (2020), eaay2631.
inline const std::vector<formula>& formulas() {
  static const std::vector<formula> all = {
      {"I.6.20",
       "exp(-(θ/σ)²/2) / (√(2π) σ)",
       {{"θ", 1, 3}, {"σ", 1, 3}},
       [](const double* x) {
         const double z = x[0] / x[1];
         return std::exp(-z * z / 2) / (std::sqrt(2 * std::numbers::pi) * x[1]);
       }},
      {"I.27.6",
       "1 / (1/d₁ + n/d₂)",
       {{"d₁", 1, 5}, {"d₂", 1, 5}, {"n", 1, 5}},
       [](const double* x) { return 1 / (1 / x[0] + x[2] / x[1]); }},
      {"I.30.5", "arcsin(λ / (n d))", {{"λ", 1, 2}, {"d", 2, 5}, {"n", 1, 5}}, [](const double* x) {
         return std::asin(x[0] / (x[2] * x[1]));
       }}};
  return all;
}

/// Places where a formula is known, one a row, each variable's range moved to ±1; and its values
/// there.
struct samples {
  xt::xtensor<double, 2> places, values;
};

inline samples draw(const formula& f, std::size_t count, tg::normal_numbers& random) {
  const std::size_t n = f.variables.size();
  samples s{xt::zeros<double>({count, n}), xt::zeros<double>({count, std::size_t{1}})};
  std::vector<double> x(n);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      const double u = random.uniform();
      x[k] = f.variables[k].low + u * (f.variables[k].high - f.variables[k].low);
      s.places(i, k) = 2 * u - 1;
    }
    s.values(i, 0) = f.value(x.data());
  }
  return s;
}

}  // namespace kan
