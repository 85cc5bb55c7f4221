// Handwritten digits: 1,797 images of 8 × 8 pixels (E. Alpaydin and C. Kaynak, UCI Machine Learning
// Repository, 1998), as scikit-learn distributes them.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <xtensor/xtensor.hpp>

#include "../training/csv.hpp"

namespace digits {

inline constexpr std::size_t pixels = 64, classes = 10;

struct samples {
  xt::xtensor<double, 2> images;   ///< one a row, in [0, 1]
  xt::xtensor<double, 2> targets;  ///< 1 in the column of the digit
  std::vector<std::size_t> labels;

  std::size_t size() const { return labels.size(); }
};

/// The samples whose number is (or is not) a multiple of 5: the held-out fifth, and the others.
inline samples part(const std::vector<std::vector<double>>& rows, bool held_out) {
  samples s;
  for (std::size_t k = 0; k < rows.size(); ++k)
    if ((k % 5 == 0) == held_out) s.labels.push_back(static_cast<std::size_t>(rows[k][pixels]));
  s.images = xt::xtensor<double, 2>::from_shape({s.size(), pixels});
  s.targets = xt::xtensor<double, 2>::from_shape({s.size(), classes});
  s.targets.fill(0);
  std::size_t row = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if ((k % 5 == 0) != held_out) continue;
    for (std::size_t i = 0; i < pixels; ++i) s.images(row, i) = rows[k][i] / 16;
    s.targets(row, s.labels[row]) = 1;
    ++row;
  }
  return s;
}

/// Training samples and held-out samples. Throws training::input_error.
inline std::pair<samples, samples> read(const std::string& path) {
  const auto rows = training::read_csv(path, pixels + 1);
  if (rows.size() < 2)
    throw training::input_error(path + ": one row is to learn from, another one is to be read");
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const double label = rows[k][pixels];
    if (!(label >= 0 && label < classes && label == std::floor(label)))
      throw training::input_error(path + ", line " + std::to_string(k + 1) +
                                  ": the last number is the digit, from 0 to 9");
  }
  return {part(rows, false), part(rows, true)};
}

}  // namespace digits
