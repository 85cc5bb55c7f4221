// The plain notation: infix operators and function calls, as a C++ programmer writes them.
#pragma once

#include <typegrad/print/notation.hpp>
#include <typegrad/print/number.hpp>

namespace typegrad::print {

/// The operators, from left to right: a - b - c = (a - b) - c. A leading minus sign is that of the
/// whole product: -a * b = -(a * b), which is the same number as (-a) * b.
inline constexpr pattern infix_patterns[] = {
    {operation::add, "#1 + #2", level::sum, {level::sum, level::product}},
    {operation::subtract, "#1 - #2", level::sum, {level::sum, level::product}},
    {operation::multiply, "#1 * #2", level::product, {level::negative, level::factor}},
    {operation::divide, "#1 / #2", level::product, {level::negative, level::factor}},
    {operation::negate, "-#1", level::negative, {level::product}},
    {operation::less, "#1 < #2", level::comparison, {level::sum, level::sum}},
    {operation::less_equal, "#1 <= #2", level::comparison, {level::sum, level::sum}},
    {operation::equal, "#1 == #2", level::comparison, {level::sum, level::sum}},
    {operation::not_equal, "#1 != #2", level::comparison, {level::sum, level::sum}},
    {operation::logical_and,
     "#1 && #2",
     level::conjunction,
     {level::conjunction, level::comparison}},
    {operation::logical_or,
     "#1 || #2",
     level::disjunction,
     {level::disjunction, level::conjunction}},
    {operation::logical_not, "!#1", level::factor, {level::factor}},
};

/// p, or p/q for a rational.
inline phrase plain_number(const literal& c) {
  phrase result{exact(c.numerator)};
  if (c.denominator != 1) result = {result.text + '/' + exact(c.denominator), level::product};
  if (result.text.starts_with('-')) result.holds = level::negative;
  return result;
}

inline constexpr notation plain{.patterns = infix_patterns,
                                .inherited = {},
                                .open = "(",
                                .close = ")",
                                .before_function = "",
                                .after_function = "",
                                .call = level::atom,
                                .before_index = "",
                                .after_index = "",
                                .between_indices = "_",
                                .number = plain_number};

}  // namespace typegrad::print
