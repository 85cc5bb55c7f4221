// The error of arrays whose sizes do not fit.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <typegrad/eval/array_size.hpp>

namespace typegrad {

/// Sizes that are known at run time do not fit. The message names the operation and the shapes.
/// Nothing has been written when it is thrown.
class shape_error : public std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

namespace detail {

template <class Value>
std::string text_of(const shape& s, Value value) {
  std::string text = "(";
  for (int k = 0; k < s.rank; ++k)
    text += (k == 0 ? "" : ", ") + std::to_string(value(s.extents[k]));
  return text + ")";
}

inline std::string text_of(std::span<const std::ptrdiff_t> extents) {
  std::string text = "(";
  for (const std::ptrdiff_t n : extents) text += (text.size() == 1 ? "" : ", ") + std::to_string(n);
  return text + ")";
}

inline std::string text_of(const array_size& s) {
  return text_of(std::span(s.extents, static_cast<std::size_t>(s.rank)));
}

/// Is this the name of an elementwise operation?
inline bool repeats_axes(std::string_view name) {
  using enum operation_kind;
  for (const operation_info& o : operation_table)
    if (o.name == name) return o.kind == function || o.kind == comparison || o.kind == logical;
  return false;
}

template <class Value>
[[noreturn]] void throw_misfit(const constraint& c, Value value) {
  const std::string start = "typegrad: " + std::string(c.name) + " of shape";
  const std::string left = std::to_string(value(c.left)), right = std::to_string(value(c.right));
  if (c.how == constraint::relation::at_least)
    throw shape_error(start + " " + text_of(c.first, value) + ": the extent " + left +
                      " has to be at least " + right);
  if (c.right >= 0 && c.first == c.second)
    throw shape_error(start + " " + text_of(c.first, value) + ": the extent " + left +
                      " has to be " + right);
  std::string text = start + "s " + text_of(c.first, value) + " and " + text_of(c.second, value) +
                     ": the extents " + left + " and " + right + " have to be equal";
  if (repeats_axes(c.name) && (value(c.left) == 1 || value(c.right) == 1))
    text += "; tg::broadcastable(x, axis) repeats an array along an axis that is 1 in the call";
  throw shape_error(text);
}

}  // namespace detail
}  // namespace typegrad
