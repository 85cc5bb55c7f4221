// Rows of numbers separated by commas.
#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "gzip_lines.hpp"

namespace training {

/// The rows of a CSV file of numbers, all of one length, which is at least `columns`; after
/// `skipped` lines of another kind. Throws input_error for a ragged row or what is no number.
inline std::vector<std::vector<double>> read_csv(const std::string& path, std::size_t columns,
                                                 std::size_t skipped = 0) {
  gzip_lines file(path);
  std::vector<std::vector<double>> rows;
  std::string line;
  while (file.next(line)) {
    if (skipped > 0) {
      --skipped;
      continue;
    }
    std::vector<double> row;
    const char *at = line.data(), *const end = line.data() + line.size();
    while (true) {
      double x = 0;
      const auto [rest, fault] = std::from_chars(at, end, x);
      if (fault != std::errc{} || !std::isfinite(x) || (rest != end && *rest != ','))
        throw file.at_line("number " + std::to_string(row.size() + 1) + " is not a number");
      row.push_back(x);
      if (rest == end) break;
      at = rest + 1;
    }
    if (row.size() != columns)
      throw file.at_line("the row has " + std::to_string(row.size()) + " numbers, and " +
                         std::to_string(columns) + " are expected");
    rows.push_back(std::move(row));
  }
  if (rows.empty()) throw input_error(path + ": the file has no rows");
  return rows;
}

}  // namespace training
