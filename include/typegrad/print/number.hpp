// Numbers as text: the shortest decimal that reads back as the same number.
#pragma once

#include <charconv>
#include <concepts>
#include <string>

#include <typegrad/graph/graph.hpp>

namespace typegrad::print {

/// The shortest decimal that reads back as x; integers of up to 15 digits have no exponent.
template <std::floating_point T>
std::string decimal(T x) {
  const bool whole =
      x > T(-1e15L) && x < T(1e15L) && static_cast<T>(static_cast<long long>(x)) == x;
  char text[64];
  const auto end = whole ? std::to_chars(text, text + sizeof text, x, std::chars_format::fixed)
                         : std::to_chars(text, text + sizeof text, x);
  return std::string(text, end.ptr);
}

/// x as the decimal of the double that it is; where it is none, as that of a long double, with an
/// L.
inline std::string exact(long double x) {
  const double nearest = static_cast<double>(x);
  return static_cast<long double>(nearest) == x || x != x ? decimal(nearest) : decimal(x) + 'L';
}

}  // namespace typegrad::print
