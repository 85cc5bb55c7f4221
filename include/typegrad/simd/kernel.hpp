// The operations of the table on SIMD batches: SLEEF's function where it is the right one, a
// formula of our own where xsimd's falls short, lane by lane where no vector form exists, and else
// the table's value with xsimd's functions.
#pragma once

#include <cstddef>
#include <limits>
#include <type_traits>

#include <xsimd/xsimd.hpp>

#include <typegrad/eval/step.hpp>
#include <typegrad/op/kernel.hpp>
#include <typegrad/simd/exponential.hpp>
#include <typegrad/simd/sleef.hpp>

namespace typegrad {

namespace simd {

template <operation O>
using tag = std::integral_constant<operation, O>;

/// The operation O on batches, by its kernel.
template <operation O, class B, class... Rest>
B run(const B& x, const Rest&... rest) {
  return kernel<O, B>::of(x, rest...);
}

template <operation O, class B, class... Rest>
B call_sleef(const B& x, const Rest&... rest) {
  using vector = typename B::register_type;
  return B(sleef<O, typename B::value_type, B::size>(vector(x), vector(rest)...));
}

/// The operations that are computed lane by lane.
constexpr bool is_lanewise(operation o) {
  using enum operation;
  return o == digamma || o == polygamma || o == fmod || o == remainder;
}

template <operation O, class B, class... X>
B lane_by_lane(const X&... x) {
  using T = typename B::value_type;
  constexpr std::size_t arity = sizeof...(X), lanes = B::size;
  alignas(B::arch_type::alignment()) T in[arity][lanes], out[lanes];
  std::size_t k = 0;
  (x.store_aligned(in[k++]), ...);
  for (std::size_t lane = 0; lane < lanes; ++lane)
    if constexpr (arity == 1)
      out[lane] = kernel<O, T>::of(in[0][lane]);
    else
      out[lane] = kernel<O, T>::of(in[0][lane], in[arity - 1][lane]);
  return B::load_aligned(out);
}

// Choice. The table's conditional expressions, with a truth value for each lane.

template <class M, class B>
B formula(tag<operation::select>, const M& condition, const B& y, const B& z) {
  return xsimd::select(condition, y, z);
}
template <class B>
B formula(tag<operation::max>, const B& x, const B& y) {
  return xsimd::select(x < y, y, x);
}
template <class B>
B formula(tag<operation::min>, const B& x, const B& y) {
  return xsimd::select(y < x, y, x);
}
template <class B>
B formula(tag<operation::fdim>, const B& x, const B& y) {
  return xsimd::select(x <= y, B(0), x - y);
}
template <class B>
B formula(tag<operation::sign>, const B& x) {
  return xsimd::select(x > B(0), B(1), xsimd::select(x < B(0), B(-1), x));
}

// xsimd's and SLEEF's functions, mended at the points where they are wrong.

// A NaN differs from every number and from itself; on AVX, batches say that it does not.
template <class B>
auto formula(tag<operation::not_equal>, const B& x, const B& y) {
  return !(x == y);
}

/// -(±0) = ∓0, which xsimd's 0 - x misses
template <class B>
B formula(tag<operation::negate>, const B& x) {
  return x ^ B(typename B::value_type(-0.0));
}
/// Rounding to an integer keeps the sign of zero, which xsimd loses without SSE4.1.
template <class B>
B formula(tag<operation::floor>, const B& x) {
  return xsimd::copysign(xsimd::floor(x), x);
}
template <class B>
B formula(tag<operation::ceil>, const B& x) {
  return xsimd::copysign(xsimd::ceil(x), x);
}
template <class B>
B formula(tag<operation::trunc>, const B& x) {
  return xsimd::copysign(xsimd::trunc(x), x);
}
/// Half-way cases go away from zero.
template <class B>
B formula(tag<operation::round>, const B& x) {
  using T = typename B::value_type;
  const B whole = xsimd::trunc(x);
  const B away = whole + xsimd::copysign(B(T(1)), x);
  return xsimd::copysign(
      xsimd::select(xsimd::abs(x - whole) < B(T(0.5)), whole, xsimd::select(x == whole, x, away)),
      x);
}
/// x^1 = x, where SLEEF overflows at the largest number
template <class B>
B formula(tag<operation::pow>, const B& x, const B& y) {
  return xsimd::select(y == B(1), x, call_sleef<operation::pow>(x, y));
}
/// tan x = x below ε, where SLEEF loses the least subnormal number
template <class B>
B formula(tag<operation::tan>, const B& x) {
  const B small(std::numeric_limits<typename B::value_type>::epsilon());
  return xsimd::select(xsimd::abs(x) < small, x, call_sleef<operation::tan>(x));
}

#ifdef __AVX512F__
template <class B>
  requires(std::is_same_v<typename B::value_type, double> && B::size == 8)
B formula(tag<operation::exp>, const B& x) {
  return B(exponential(x));
}
#endif
/// log1p(±0) = ±0
template <class B>
B formula(tag<operation::log1p>, const B& x) {
  return xsimd::select(x == B(0), x, xsimd::log1p(x));
}
/// acosh(x) for x < 1 is not a number
template <class B>
B formula(tag<operation::acosh>, const B& x) {
  const B none(std::numeric_limits<typename B::value_type>::quiet_NaN());
  return xsimd::select(x < B(1), none, xsimd::acosh(x));
}
/// asinh(x) = ±(log |x| + log 2) to the last digit where x² is beyond 2/ε, long before it overflows
template <class B>
B formula(tag<operation::asinh>, const B& x) {
  using T = typename B::value_type;
  const B size = xsimd::abs(x);
  const B large(T(1) / std::numeric_limits<T>::epsilon());
  const B far = run<operation::log>(size) + B(kernel<operation::ln2, T>::template of<T>());
  return xsimd::select(size > large, xsimd::copysign(far, x),
                       xsimd::asinh(xsimd::select(size > large, B(1), x)));
}

// Compositions, as in <typegrad/op/math.hpp>.

template <class B>
B formula(tag<operation::gaussian>, const B& x) {
  const B h = x * x;
  const B e = run<operation::exp>(-h);
  return xsimd::select(e > B(0), e - e * run<operation::fma>(x, x, -h), e);
}
template <class B>
B formula(tag<operation::square_minus_one>, const B& x) {
  const B none(std::numeric_limits<typename B::value_type>::quiet_NaN()), one(1), h = x - one;
  return xsimd::select(h < B(0), none, xsimd::select(h < one, h + h + h * h, (x + one) * h));
}
template <class B>
B formula(tag<operation::sigmoid>, const B& x) {
  const B e = run<operation::exp>(-xsimd::abs(x)), one(1);
  return xsimd::select(x < B(0), e, one) / (one + e);
}
}  // namespace simd

/// The number c in every lane, rounded once.
template <class B>
  requires xsimd::is_batch<B>::value
constexpr B convert(const literal& c) {
  return B(convert<typename B::value_type>(c));
}

/// The operation O on batches, within 2 ulp of the exact value in each lane, compositions within 4.
/// Special points are those of the scalar function, but for the sign of an underflowed Γ(x).
template <operation O, class T, class A>
struct kernel<O, xsimd::batch<T, A>> {
  using batch = xsimd::batch<T, A>;

  /// A constant of the table.
  template <class>
  static batch of()
    requires(info(O).kind == operation_kind::constant)
  {
    return batch(kernel<O, T>::template of<T>());
  }

  template <class... X>
  static auto of(const X&... x)
    requires(sizeof...(X) > 0)
  {
    if constexpr (requires { simd::formula(simd::tag<O>{}, x...); })
      return simd::formula(simd::tag<O>{}, x...);
    else if constexpr (requires(typename batch::register_type r) {
                         simd::sleef<O, T, batch::size>((static_cast<void>(x), r)...);
                       })
      return simd::call_sleef<O>(x...);
    else if constexpr (simd::is_lanewise(O))
      return simd::lane_by_lane<O, batch>(x...);
    else
      return math::value<O>::of(x...);
  }
};

}  // namespace typegrad
