// The identities by which a node becomes a simpler one as it is made, one a line. Each keeps the
// value that IEEE arithmetic gives for finite arguments up to rounding (and the sign of a zero),
// and turns no NaN and no infinity into a number: x * 0 stays. One forgets an argument: x / (y / b)
// / b = x / y also where b is 0, infinite or a NaN.
#pragma once

#include <bit>
#include <cstdint>
#include <utility>

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

constexpr bool is_small_integer(long double x) {
  return x > -2147483648.0L && x < 2147483648.0L &&
         static_cast<long double>(static_cast<long long>(x)) == x;
}

/// n / d in lowest terms with d > 0, for small integers.
constexpr literal rational(long double n, long double d) {
  long long a = n < 0 ? -static_cast<long long>(n) : static_cast<long long>(n);
  long long b = d < 0 ? -static_cast<long long>(d) : static_cast<long long>(d);
  while (b != 0) a = std::exchange(b, a % b);
  const long double factor = static_cast<long double>(d < 0 ? -a : a);
  return {n / factor, d / factor};
}

/// ±2^k with |k| up to 64
constexpr bool is_power_of_two(long double x) {
  const double d = static_cast<double>(x < 0 ? -x : x);
  return d >= 0x1p-64 && d <= 0x1p64 && std::bit_cast<std::uint64_t>(d) << 12 == 0 &&
         (x == d || x == -d);
}
constexpr bool is_power_of_two(const literal& c) {
  return is_power_of_two(c.numerator) && is_power_of_two(c.denominator);
}

/// The value of o on two literals where it is a rational with small terms, or a number times a
/// power of two; false where it is not.
constexpr bool fold(operation o, const literal& x, const literal& y, literal& result) {
  if (!is_small_integer(x.numerator) || !is_small_integer(y.numerator)) {
    if (o != operation::multiply) return false;
    const literal& scale = is_power_of_two(y) ? y : x;
    const literal& other = is_power_of_two(y) ? x : y;
    if (!is_power_of_two(scale)) return false;
    result = {other.numerator * scale.numerator / scale.denominator, other.denominator};
    return true;
  }
  long double n = 0, d = x.denominator * y.denominator;
  if (o == operation::add)
    n = x.numerator * y.denominator + y.numerator * x.denominator;
  else if (o == operation::subtract)
    n = x.numerator * y.denominator - y.numerator * x.denominator;
  else if (o == operation::multiply)
    n = x.numerator * y.numerator;
  else if (o == operation::divide)
    n = x.numerator * y.denominator, d = x.denominator * y.numerator;
  else
    return false;
  if (d == 0 || n == 0 || !is_small_integer(n) || !is_small_integer(d)) return false;
  result = rational(n, d);
  return true;
}

}  // namespace detail

constexpr index builder::make(operation o, index a, index b, index c) {
  using enum operation;
  // Read before a node is made, which may move them. A pointer spares the compiler a call a node.
  const node* const n = graph_.nodes.begin();
  const operation oa = n[a].op, ob = n[b].op;
  if (oa == literal && ob == literal && o <= divide) {
    typegrad::literal folded;
    if (detail::fold(o, literal_of(a), literal_of(b), folded))
      return number(folded);  // 2/3 * 3 = 2
  }
  switch (o) {
    case add:
      if (oa == literal && is_literal(a, 0)) return b;               // 0 + b = b
      if (ob == literal && is_literal(b, 0)) return a;               // a + 0 = a
      if (ob == negate) return make(subtract, a, n[b].operands[0]);  // a + -y = a - y
      if (oa == negate) return make(subtract, b, n[a].operands[0]);  // -x + b = b - x
      if (oa == select && ob == select && n[a].operands[0] == n[b].operands[0]) {
        const index p = n[a].operands[0];
        if (is_literal(n[a].operands[2], 0) && is_literal(n[b].operands[1], 0))
          return make(select, p, n[a].operands[1],
                      n[b].operands[2]);  // (p ? x : 0) + (p ? 0 : y) = p ? x : y
        if (is_literal(n[a].operands[1], 0) && is_literal(n[b].operands[2], 0))
          return make(select, p, n[b].operands[1],
                      n[a].operands[2]);  // (p ? 0 : y) + (p ? x : 0) = p ? x : y
      }
      if (a == b) return make(multiply, number({2}), a);  // a + a = 2 a
      break;
    case subtract:
      if (ob == literal && is_literal(b, 0)) return a;                        // a - 0 = a
      if (oa == literal && is_literal(a, 0)) return make(negate, b);          // 0 - b = -b
      if (ob == negate) return make(add, a, n[b].operands[0]);                // a - -y = a + y
      if (oa == negate) return make(negate, make(add, n[a].operands[0], b));  // -x - b = -(x + b)
      break;
    case multiply:
      if (oa == literal && is_literal(a, 1)) return b;                             // 1 b = b
      if (ob == literal && is_literal(b, 1)) return a;                             // a 1 = a
      if (oa == literal && is_literal(a, -1)) return make(negate, b);              // -1 b = -b
      if (ob == literal && is_literal(b, -1)) return make(negate, a);              // a -1 = -a
      if (oa == negate) return make(negate, make(multiply, n[a].operands[0], b));  // -x b = -(x b)
      if (ob == negate) return make(negate, make(multiply, a, n[b].operands[0]));  // a -y = -(a y)
      if (ob == divide && is_literal(n[b].operands[0], 1))
        return make(divide, a, n[b].operands[1]);  // a (1 / y) = a / y
      if (oa == divide && is_literal(n[a].operands[0], 1))
        return make(divide, b, n[a].operands[1]);  // (1 / x) b = b / x
      if (oa == literal && ob == multiply && n[n[b].operands[0]].op == literal) {
        typegrad::literal folded;
        const index y = n[b].operands[1];
        if (detail::fold(multiply, literal_of(a), literal_of(n[b].operands[0]), folded))
          return make(multiply, number(folded), y);  // 2 (3 y) = 6 y
      }
      if (ob == literal) return intern(multiply, b, a, 0);  // a 2 = 2 a
      break;
    case divide:
      if (ob == literal && is_literal(b, 1)) return a;                 // a / 1 = a
      if (ob == literal && is_literal(b, -1)) return make(negate, a);  // a / -1 = -a
      if (oa == negate)
        return make(negate, make(divide, n[a].operands[0], b));  // -x / b = -(x / b)
      if (ob == negate)
        return make(negate, make(divide, a, n[b].operands[0]));  // a / -y = -(a / y)
      if (oa == divide && n[n[a].operands[1]].op == divide && n[n[a].operands[1]].operands[1] == b)
        return make(divide, n[a].operands[0],
                    n[n[a].operands[1]].operands[0]);  // x / (y / b) / b = x / y
      if (ob == literal && is_literal(b, 2))
        return make(multiply, number({1, 2}), a);  // a / 2 = 1/2 a, exactly
      break;
    case negate:
      if (oa == negate) return n[a].operands[0];  // - -x = x
      if (oa == subtract)
        return make(subtract, n[a].operands[1], n[a].operands[0]);  // -(x - y) = y - x
      if (oa == literal)
        return number({-literal_of(a).numerator, literal_of(a).denominator});  // -(2) = -2
      break;
    case fma:
      if (is_literal(a, 1)) return make(add, b, c);  // 1 b + c = b + c
      if (is_literal(b, 1)) return make(add, a, c);  // a 1 + c = a + c
      break;
    case pow:
      if (ob != literal) break;
      if (is_literal(b, 0)) return number({1});                              // a^0 = 1, for every a
      if (is_literal(b, 1)) return a;                                        // a^1 = a
      if (is_literal(b, 2)) return make(multiply, a, a);                     // a^2 = a a
      if (is_literal(b, 3)) return make(multiply, a, make(multiply, a, a));  // a^3 = a (a a)
      if (is_literal(b, 4)) {
        const index square = make(multiply, a, a);
        return make(multiply, square, square);  // a^4 = (a a)^2
      }
      if (is_literal(b, -1)) return make(divide, number({1}), a);  // a^-1 = 1 / a
      if (is_literal(b, -2)) {
        const index square = make(multiply, a, a);
        return make(divide, number({1}), square);  // a^-2 = 1 / (a a)
      }
      break;
    case select:
      if (b == c) return b;                                                // p ? b : b = b
      if (oa == logical_not) return make(select, n[a].operands[0], c, b);  // !p ? b : c = p ? c : b
      if (n[c].op == select && n[c].operands[0] == a)
        return make(select, a, b, n[c].operands[2]);  // p ? b : (p ? x : y) = p ? b : y
      if (ob == select && n[b].operands[0] == a)
        return make(select, a, n[b].operands[1], c);  // p ? (p ? x : y) : c = p ? x : c
      break;
    case logical_not:
      if (oa == logical_not) return n[a].operands[0];  // !!p = p
      break;
    case logical_and:
    case logical_or:
      if (a == b) return a;  // p && p = p
      break;
    default:
      break;
  }
  return intern(o, a, b, c);
}

}  // namespace typegrad
