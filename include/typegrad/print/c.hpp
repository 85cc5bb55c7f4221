// The notation of C99 on doubles.
#pragma once

#include <typegrad/print/plain.hpp>

namespace typegrad::print {

/// Choice, the functions of another name in C, of which the translation unit brings @_f along, and
/// the constants, rounded as the library rounds them.
inline constexpr pattern c_patterns[] = {
    {operation::select, "#1 ? #2 : #3", level::choice, {level::factor, level::sum, level::sum}},
    {operation::abs, "fabs(#1)"},
    {operation::sign, "@_sign(#1)"},
    {operation::max, "@_max(#1, #2)"},
    {operation::min, "@_min(#1, #2)"},
    {operation::one_minus_square, "@_one_minus_square(#1)"},
    {operation::gaussian, "@_gaussian(#1)"},
    {operation::square_minus_one, "@_square_minus_one(#1)"},
    {operation::sigmoid, "@_sigmoid(#1)"},
    {operation::digamma, "@_digamma(#1)"},
    {operation::polygamma, "@_polygamma(#1, #2)"},
#define TYPEGRAD_CONSTANT(name, digits, ...) {operation::name, "(double)" #digits, level::factor},
#include <typegrad/op/table.def>
};

/// x as a constant of type double.
inline phrase c_double(double x) {
  std::string text = decimal(x);
  if (x != x)
    text = "NAN";
  else if (text.ends_with("inf"))
    text.replace(text.size() - 3, 3, "INFINITY");
  else if (text.find_first_of(".e") == std::string::npos)
    text += ".0";
  return {text, text.starts_with('-') ? level::negative : level::atom};
}

/// The double that a literal is in the library: rounded once from its long double value. A rational
/// is spelled as a quotient where C's quotient of doubles is the same number.
inline phrase c_number(const literal& c) {
  const double value =
      static_cast<double>(c.denominator == 1 ? c.numerator : c.numerator / c.denominator);
  const double n = static_cast<double>(c.numerator), d = static_cast<double>(c.denominator);
  if (d == 1 || n / d != value) return c_double(value);
  phrase result = c_double(n);
  return {result.text + " / " + c_double(d).text, n < 0 ? level::negative : level::product};
}

inline constexpr notation c_language{.patterns = c_patterns,
                                     .inherited = infix_patterns,
                                     .open = "(",
                                     .close = ")",
                                     .before_function = "",
                                     .after_function = "",
                                     .call = level::atom,
                                     .before_index = "",
                                     .after_index = "",
                                     .between_indices = "_",
                                     .number = c_number};

}  // namespace typegrad::print
