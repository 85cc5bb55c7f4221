// The reductions of fused loops: what they start from, and how numbers, batches and the lanes of a
// batch become one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <type_traits>

#include <typegrad/simd/kernel.hpp>
#include <typegrad/simd/lanes.hpp>

namespace typegrad::detail {

/// What a reduction starts from.
template <class T>
constexpr T neutral(operation o) {
  if (o == operation::amax) return T(-std::numeric_limits<double>::infinity());
  if (o == operation::amin) return T(std::numeric_limits<double>::infinity());
  return T(o == operation::prod ? 1 : 0);
}

/// x and y in one, by the reduction O. A NaN stays.
template <operation O, class B>
B combined(const B& x, const B& y) {
  if constexpr (O == operation::sum) {
    return x + y;
  } else if constexpr (O == operation::prod) {
    return x * y;
  } else if constexpr (xsimd::is_batch<B>::value) {
    // xsimd's functions return their second operand where one is no number.
    return xsimd::select(xsimd::isnan(y), y,
                         O == operation::amax ? xsimd::max(y, x) : xsimd::min(y, x));
  } else {
    using choice = kernel<operation::select, B>;
    return choice::of((O == operation::amax ? x >= y : x <= y) || !(x == x), x, y);
  }
}

/// The lanes of a batch in one.
template <operation O, class Lanes, class B>
auto combined_lanes(const B& x) {
  if constexpr (O == operation::sum || Lanes::size == 1) {
    return Lanes::sum(x);
  } else {
    using number = typename B::value_type;
    if (O != operation::prod && xsimd::any(xsimd::isnan(x)))
      return std::numeric_limits<number>::quiet_NaN();
    number stage[Lanes::size];
    Lanes::store(x, stage);
    const auto join = [](number a, number b) {
      return O == operation::prod ? a * b : O == operation::amax ? std::max(a, b) : std::min(a, b);
    };
    for (std::size_t half = Lanes::size / 2; half > 0; half /= 2)
      for (std::size_t k = 0; k < half; ++k) stage[k] = join(stage[k], stage[k + half]);
    return stage[0];
  }
}

}  // namespace typegrad::detail
