// Checks a graph at a point: its derivatives by all ways there are, at 50 and at 100 digits. The
// work is done in a compiled library, once for all programs.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <typegrad/eval/array_of.hpp>
#include <typegrad/graph/graph.hpp>
#include <typegrad/verify/report.hpp>

namespace typegrad {

/// A program of numbers and arrays and its derivatives, each a program of its own. A derivative
/// that comes from elsewhere is checked in the place of the library's.
struct derivative_graphs {
  graph primal;   ///< x -> y
  graph tangent;  ///< (x, ẋ) -> J ẋ
  graph adjoint;  ///< (x, ȳ) -> Jᵀ ȳ

  /// Both derivatives by the library's passes. Throws std::invalid_argument where the graph is not
  /// well formed.
  explicit derivative_graphs(const graph& program);
};

/// The floating-point numbers whose errors are told: their name, their bits, and the exponent of
/// the least normal one.
struct working_precision {
  const char* name = "double";
  int bits = 53;
  int least_exponent = -1022;
};

template <std::floating_point T>
constexpr working_precision working_precision_of() {
  return {std::is_same_v<T, float>    ? "float"
          : std::is_same_v<T, double> ? "double"
                                      : "long double",
          std::numeric_limits<T>::digits, std::numeric_limits<T>::min_exponent - 1};
}

struct check_options {
  std::uint64_t seed = 1;          ///< of the random directions
  std::vector<std::string> names;  ///< of the inputs; x0, x1, ... where none are given
  bool second_order = true;        ///< nested derivatives, n + m sweeps of up to 16 times the cost
  working_precision working = {};
};

/// What was computed in the working precision elsewhere, by compiled code for one: the results and
/// the Jacobian row by row. What is empty is computed by interpretation.
struct computed_results {
  std::vector<long double> values, forward, reverse;
};

/// Checks the programs at a point, which is rounded to the working precision. Cost, for n inputs
/// and m results: some ten evaluations an input, and as many a result, in arithmetic of 100 digits.
/// Throws std::invalid_argument where the point is not one finite number for each input, names are
/// not as many, or the graphs do not belong together.
check_report check(const derivative_graphs& subject, std::span<const long double> point,
                   const check_options& options = {}, const computed_results& computed = {});

/// The numbers in arguments and result of a program over arrays: more would take hours.
inline constexpr std::size_t most_checked_numbers = 512;
/// The operations in loops over arrays, which a check writes out.
inline constexpr std::size_t most_unrolled_nodes = 20000;

/// The same of programs over arrays, at numbers and arrays: each element is a number of the point,
/// or of the result. Throws shape_error where the extents do not fit together,
/// std::invalid_argument where an array has not the program's axes, names places of another array,
/// or where arguments and result have more than `most_checked_numbers` numbers, or loops more than
/// `most_unrolled_nodes` operations.
check_report check(const derivative_graphs& subject, std::span<const array_of<long double>> point,
                   const check_options& options = {}, const computed_results& computed = {});

/// The same for the derivatives that the library makes of the graph.
check_report check(const graph& program, std::span<const double> point,
                   const check_options& options = {});

}  // namespace typegrad
