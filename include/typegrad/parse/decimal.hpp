// Decimal numbers as nodes that are exact in every scalar: a rational where its terms are exact,
// otherwise sums and products of such.
#pragma once

#include <cstdint>
#include <string_view>

#include <typegrad/graph/builder.hpp>
#include <typegrad/parse/scanner.hpp>

namespace typegrad::parse {

/// The largest decimal exponent of a number, either way: every double between is a normal one.
inline constexpr int largest_exponent = 300;

namespace detail {

/// base^n, exact while the odd factor of it has 64 bits: up to 5^27 and 10^27.
constexpr long double power(long double base, int n) {
  long double result = 1;
  for (; n > 0; --n) result *= base;
  return result;
}

/// The literal m 10^e for m < 10^18; false where its terms would not be exact.
constexpr bool exact(std::uint64_t m, int e, literal& result) {
  int twos = e, fives = e;
  for (; fives > 0 && m <= UINT64_MAX / 5; --fives) m *= 5;
  for (; fives < 0 && m % 5 == 0; ++fives) m /= 5;
  for (; twos < 0 && m % 2 == 0; ++twos) m /= 2;
  if (fives > 0 || fives < -27) return false;
  const long double n = static_cast<long double>(m);
  result = twos > 0 ? literal{n * power(2, twos)} : literal{n, power(2, -twos) * power(5, -fives)};
  return true;
}

/// m 10^e as a node; where it is no literal, as (m / 10^d) 10^(e + d) with one digit before the
/// point.
constexpr index scaled(builder& b, std::uint64_t m, int e) {
  literal value;
  if (exact(m, e, value)) return b.number(value);
  int digits = 0;
  for (std::uint64_t rest = m; rest > 9; rest /= 10) ++digits;
  exact(m, -digits, value);
  const index exponent = b.number({static_cast<long double>(e + digits)});
  return b.make(operation::multiply, b.number(value),
                b.make(operation::pow, b.number({10}), exponent));
}

}  // namespace detail

/// The node of a number token; `absent` where the number is beyond 10^±300. Digits beyond 18 are
/// terms of a sum, so that in `double` the sum is its first term's nearest number.
constexpr index decimal(builder& b, std::string_view text) {
  constexpr int digits_of_term = 18;
  std::size_t mantissa = 0, place = 0;
  while (mantissa < text.size() && (is_digit(text[mantissa]) || text[mantissa] == '.')) ++mantissa;
  int exponent = 0, before_point = 0;
  if (mantissa < text.size()) {
    const bool is_negative = text[mantissa + 1] == '-';
    for (std::size_t k = mantissa + 1; k < text.size(); ++k)
      if (is_digit(text[k]) && exponent < 1000000) exponent = 10 * exponent + (text[k] - '0');
    if (is_negative) exponent = -exponent;
  }
  while (before_point < static_cast<int>(mantissa) &&
         text[static_cast<std::size_t>(before_point)] != '.')
    ++before_point;
  while (place < mantissa && (text[place] == '0' || text[place] == '.')) ++place;
  while (mantissa > place && (text[mantissa - 1] == '0' || text[mantissa - 1] == '.')) --mantissa;
  if (place == mantissa) return b.number({0});
  // The digit at `place` counts 10^(before_point - place - 1), one more behind the point.
  const auto weight_at = [&](std::size_t k) {
    const int after = before_point - static_cast<int>(k);
    return exponent + (after > 0 ? after - 1 : after);
  };
  const int largest = weight_at(place);
  if (largest > largest_exponent || largest < -largest_exponent) return absent;
  index sum = absent;
  while (place < mantissa) {
    std::uint64_t whole = 0;
    int digits = 0, weight = 0;
    for (; place < mantissa && digits < digits_of_term; ++place) {
      if (text[place] == '.') continue;
      whole = 10 * whole + static_cast<std::uint64_t>(text[place] - '0');
      weight = weight_at(place);
      ++digits;
    }
    if (whole == 0) continue;
    const index term = detail::scaled(b, whole, weight);
    sum = sum == absent ? term : b.make(operation::add, sum, term);
  }
  return sum;
}

}  // namespace typegrad::parse
