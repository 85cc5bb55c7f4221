// The names that C has taken, and whether a function may have another.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace typegrad::print {

inline constexpr std::string_view c_keywords =
    " auto break case char const continue default do double else enum extern float for goto if "
    "inline int long main register restrict return short signed sizeof static struct switch "
    "typedef union unsigned void volatile while ";
inline constexpr std::string_view c_math_functions =
    " acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 "
    "fabs fdim floor fma fmax fmin fmod frexp hypot ilogb ldexp lgamma llrint llround log log10 "
    "log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward pow remainder remquo "
    "rint "
    "round scalbln scalbn sin sinh sqrt tan tanh tgamma trunc ";
inline constexpr std::string_view c_math_macros =
    " HUGE_VAL INFINITY NAN fpclassify isfinite isgreater isgreaterequal isinf isless islessequal "
    "islessgreater isnan isnormal isunordered math_errhandling signbit ";

/// Whether a list that begins and ends with a space has the word.
constexpr bool is_among(std::string_view words, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = words.find(word); at < words.size(); at = words.find(word, at + 1))
    if (words[at - 1] == ' ' && words[at + word.size()] == ' ') return true;
  return false;
}

/// Letters, digits and underscores, beginning with a letter.
constexpr bool is_c_identifier(std::string_view name) {
  constexpr std::string_view digits = "0123456789_";
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const char c : name)
    if (digits.find(c) == digits.npos && letters.find(c) == letters.npos) return false;
  return !name.empty() && digits.find(name[0]) == digits.npos;
}

/// Throws std::invalid_argument where no function beside <math.h> can have this name.
inline void check_c_name(std::string_view name) {
  if (is_c_identifier(name) && !is_among(c_keywords, name) && !is_among(c_math_macros, name)) {
    const bool variant = name.ends_with('f') || name.ends_with('l');  // sinf, sinl
    if (!is_among(c_math_functions, name) &&
        !(variant && is_among(c_math_functions, name.substr(0, name.size() - 1))))
      return;
  }
  throw std::invalid_argument("typegrad: \"" + std::string(name) +
                              "\" cannot be the name of a C function beside <math.h>; choose a "
                              "word of letters and digits, such as \"gradient\"");
}

}  // namespace typegrad::print
