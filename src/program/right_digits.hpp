// Values of programs to a number of digits that are all right.
#pragma once

#include <string>
#include <vector>

#include <typegrad/graph/graph.hpp>

namespace laboratory {

/// A number as text, rounded to the digits that were asked for, and as the nearest double.
struct shown_number {
  std::string text;
  double nearest;
};

inline constexpr int most_digits = 100;

/// The outputs of a program to `digits` significant decimal digits (1 to most_digits), at the point
/// that formulas of constants give. Each precision is checked against its double, until the digits
/// asked for agree, up to some thousand; then the digits that agree are given, and "undetermined"
/// where none do, as for tan(pi/2). A value that falls as the precision grows, or is 0 still at 700
/// digits, is a zero: the literals' exponents reach no further.
std::vector<shown_number> evaluate(const typegrad::graph& program,
                                   const std::vector<typegrad::graph>& point, int digits);

/// |got - exact| / |exact|, or |got| where the exact number is 0; that number is given by its text.
/// 0 for the same infinity twice, infinite where the exact number is finite and the other is not;
/// NaN where the exact number is none.
double relative_error(const std::string& exact, double got);

}  // namespace laboratory
