// The error of arrays whose sizes do not fit.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include <typegrad/arrays/views.hpp>
#include <typegrad/graph/graph.hpp>

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

inline std::string text_of(const array_size& s) {
  std::string text = "(";
  for (int k = 0; k < s.rank; ++k) text += (k == 0 ? "" : ", ") + std::to_string(s.extents[k]);
  return text + ")";
}

template <class Value>
[[noreturn]] void throw_misfit(const constraint& c, Value value) {
  throw shape_error("typegrad: " + std::string(info(c.op).name) + " of shapes " +
                    text_of(c.first, value) + " and " + text_of(c.second, value) +
                    ": the extents " + std::to_string(value(c.left)) + " and " +
                    std::to_string(value(c.right)) + " have to be equal");
}

}  // namespace detail
}  // namespace typegrad
