// Breast cancer in Wisconsin: 569 tumours, 30 measurements of cell nuclei each, benign or malignant
// (W. Street, W. Wolberg and O. Mangasarian, 1993, UCI Machine Learning Repository), as
// scikit-learn distributes it.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <typegrad/train.hpp>
#include <xtensor/xtensor.hpp>

#include "../training/csv.hpp"

namespace breast_cancer {

inline constexpr std::size_t measurements = 30;

struct samples {
  xt::xtensor<double, 2> features;  ///< one tumour a row
  xt::xtensor<double, 1> signs;     ///< 1 if benign, -1 if malignant

  std::size_t size() const { return signs.size(); }
};

inline samples chosen(const std::vector<std::vector<double>>& rows,
                      std::span<const std::size_t> which) {
  samples s{xt::xtensor<double, 2>::from_shape({which.size(), measurements}),
            xt::xtensor<double, 1>::from_shape({which.size()})};
  for (std::size_t k = 0; k < which.size(); ++k) {
    const std::vector<double>& row = rows[which[k]];
    for (std::size_t i = 0; i < measurements; ++i) s.features(k, i) = row[i];
    s.signs(k) = row[measurements] == 1 ? 1 : -1;
  }
  return s;
}

/// Makes every measurement one of mean 0 and deviation 1 over the training samples.
inline void standardise(samples& learned, samples& held_out) {
  const auto n = static_cast<double>(learned.size());
  for (std::size_t i = 0; i < measurements; ++i) {
    double mean = 0, variance = 0;
    for (std::size_t k = 0; k < learned.size(); ++k) mean += learned.features(k, i) / n;
    for (std::size_t k = 0; k < learned.size(); ++k)
      variance += (learned.features(k, i) - mean) * (learned.features(k, i) - mean) / n;
    const double deviation = variance > 0 ? std::sqrt(variance) : 1;
    for (samples* s : {&learned, &held_out})
      for (std::size_t k = 0; k < s->size(); ++k)
        s->features(k, i) = (s->features(k, i) - mean) / deviation;
  }
}

/// Four fifths of the samples, drawn by the seed, and the others. Throws training::input_error.
inline std::pair<samples, samples> read(const std::string& path, std::uint64_t seed) {
  const std::size_t heading = 1;
  const auto rows = training::read_csv(path, measurements + 1, heading);
  bool is_benign = false, is_malignant = false;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const double label = rows[k][measurements];
    if (label != 0 && label != 1)
      throw training::input_error(path + ", line " + std::to_string(k + 1 + heading) +
                                  ": the last number is 0, malignant, or 1, benign");
  }
  typegrad::minibatches all(rows.size(), rows.size(), seed);
  const std::span<const std::size_t> order = all.next();
  const std::size_t held_out_count = rows.size() / 5;
  samples learned = chosen(rows, order.subspan(held_out_count)),
          held_out = chosen(rows, order.first(held_out_count));
  for (const double sign : learned.signs) (sign > 0 ? is_benign : is_malignant) = true;
  if (held_out_count == 0 || !is_benign || !is_malignant)
    throw training::input_error(path +
                                ": it takes five rows or more, and both labels among four fifths");
  standardise(learned, held_out);
  return {std::move(learned), std::move(held_out)};
}

}  // namespace breast_cancer
