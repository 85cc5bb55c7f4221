// The operators between two operands, how firmly each binds, and what stands where one ought to.
#pragma once

#include <typegrad/op/operation.hpp>
#include <typegrad/parse/scanner.hpp>

namespace typegrad::parse {

/// x MARK y = op(x, y), or op(y, x) where it is exchanged.
struct infix {
  mark what;
  int level;
  operation op;
  bool exchanged;
};

inline constexpr int sign_level = 7, power_level = 8;

inline constexpr infix infixes[] = {
    {mark::logical_or, 1, operation::logical_or, false},
    {mark::logical_and, 2, operation::logical_and, false},
    {mark::equal, 3, operation::equal, false},
    {mark::not_equal, 3, operation::not_equal, false},
    {mark::less, 4, operation::less, false},
    {mark::less_equal, 4, operation::less_equal, false},
    {mark::greater, 4, operation::less, true},
    {mark::greater_equal, 4, operation::less_equal, true},
    {mark::plus, 5, operation::add, false},
    {mark::minus, 5, operation::subtract, false},
    {mark::times, 6, operation::multiply, false},
    {mark::divide, 6, operation::divide, false},
    {mark::power, power_level, operation::pow, false},
};

/// The operator of a mark; of level -1 where the mark is none.
constexpr infix find_infix(mark what) {
  for (const infix& o : infixes)
    if (o.what == what) return o;
  return {what, -1, operation::input, false};
}

/// What is expected where a mark stands that is no operator.
constexpr const char* expected_in_place_of(mark what) {
  switch (what) {
    case mark::assign:
      return "expected ==; a single = gives a name to the value of a line";
    case mark::close:
      return "expected no closing bracket; none is open here";
    case mark::comma:
      return "expected no comma; it separates the arguments of a function";
    case mark::unknown:
      return "expected a formula's characters; this one has no meaning there";
    default:
      return "expected an operator; a product is written a*b";
  }
}

}  // namespace typegrad::parse
