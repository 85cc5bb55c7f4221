// Reads a data set in the file format of the NIST Statistical Reference Datasets (StRD).
//
// Line 2 names the data set; lines 5 to 7 say which lines hold the starting values, the certified
// values and the data. A line of values reads `b1 = start1 start2 certified deviation`. One blank
// line after the last of them stand the residual sum of squares, the residual standard deviation,
// the degrees of freedom and the number of observations, where the certified values end. A line of
// data is the response and its predictors. All other lines are for people.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace curve_fit {

/// A number as it stands in a file, so that each scalar type can round it for itself.
struct decimal {
  std::string text;
  double value = 0;

  /// The number rounded to S.
  template <class S>
  S as() const {
    if constexpr (std::is_same_v<S, double>)
      return value;
    else
      return S(text.c_str());
  }

  /// The number of significant digits: 11 in 1.9027818370E-01, 4 in 0.06412.
  int significant_digits() const;
};

/// A parameter: two starting values, its certified value, that value's standard deviation, and the
/// line they stand in.
struct parameter {
  std::array<decimal, 2> start;
  decimal certified, deviation;
  std::size_t line = 0;
};

/// A measured response, the predictors it was measured at, and the line they stand in.
struct observation {
  decimal response;
  std::vector<decimal> predictors;
  std::size_t line = 0;
};

/// A problem of nonlinear regression with its certified solution.
struct dataset {
  std::string path, name;
  std::vector<parameter> parameters;
  decimal residual_sum_of_squares, residual_deviation;
  std::vector<observation> observations;
};

/// The line of a file that names the data set.
inline constexpr std::size_t name_line = 2;

/// What is wrong with a file, as one sentence that names the file and the line.
class strd_error : public std::runtime_error {
 public:
  /// `problem` says what is expected in the line, or what was found there.
  strd_error(std::string_view path, std::size_t line, std::string_view problem);
  /// The file as a whole is at fault.
  strd_error(std::string_view path, std::string_view problem);
};

/// Reads the file at `path`. Every number of the result is finite, every observation has the same
/// number of predictors, at least one, and there are more observations than parameters.
/// Throws strd_error for the first line that says otherwise.
dataset read_strd(const std::string& path);

}  // namespace curve_fit
