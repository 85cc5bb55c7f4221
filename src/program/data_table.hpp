// Measured data: a table whose columns have names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "strd.hpp"

namespace laboratory {

struct data_table {
  std::string path;
  std::vector<std::string> columns;
  std::vector<std::vector<curve_fit::decimal>> rows;
  /// The certified solution, in a file of the NIST's.
  std::optional<curve_fit::dataset> certified;
};

/// Reads a data set of the NIST StRD for nonlinear regression, whose columns are y and x, or y, x1,
/// x2, ...; or else a table of comma-separated values whose first line names the columns. Throws
/// curve_fit::strd_error for what is neither.
data_table read_table(const std::string& path);

}  // namespace laboratory
