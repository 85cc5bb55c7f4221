// SLEEF's vector functions by operation, number type and number of lanes: the operations for which
// SLEEF is the right choice.
#pragma once

#include <cstddef>

#include <sleef.h>

#include <typegrad/op/operation.hpp>

namespace typegrad::simd {

/// SLEEF's function for the operation O on N lanes of numbers T, of at most 1.5 ulp (most 1.0); a
/// null pointer where xsimd's own is as exact and faster, or where there is none. xsimd's exp,
/// expm1 and logarithms are as fast or nearly so, but leave their range early or are wrong on
/// subnormal numbers; its tan errs by more than 2 ulp; its erf, gamma functions and pow by many.
template <operation O, class T, std::size_t N>
inline constexpr std::nullptr_t sleef = nullptr;

// clang-format off
// The narrowest registers stand for a processor without FMA, where xsimd's fma rounds twice and
// SLEEF's sine and cosine take half the time of xsimd's.
template <> inline constexpr auto sleef<operation::fma, double, 2> = Sleef_fmad2;
template <> inline constexpr auto sleef<operation::fma, float, 4> = Sleef_fmaf4;
template <> inline constexpr auto sleef<operation::exp, double, 2> = Sleef_expd2_u10;
template <> inline constexpr auto sleef<operation::exp2, double, 2> = Sleef_exp2d2_u10;
template <> inline constexpr auto sleef<operation::expm1, double, 2> = Sleef_expm1d2_u10;
template <> inline constexpr auto sleef<operation::log, double, 2> = Sleef_logd2_u10;
template <> inline constexpr auto sleef<operation::log2, double, 2> = Sleef_log2d2_u10;
template <> inline constexpr auto sleef<operation::log10, double, 2> = Sleef_log10d2_u10;
template <> inline constexpr auto sleef<operation::tan, double, 2> = Sleef_tand2_u10;
template <> inline constexpr auto sleef<operation::cbrt, double, 2> = Sleef_cbrtd2_u10;
template <> inline constexpr auto sleef<operation::hypot, double, 2> = Sleef_hypotd2_u05;
template <> inline constexpr auto sleef<operation::pow, double, 2> = Sleef_powd2_u10;
template <> inline constexpr auto sleef<operation::atan2, double, 2> = Sleef_atan2d2_u10;
template <> inline constexpr auto sleef<operation::erf, double, 2> = Sleef_erfd2_u10;
template <> inline constexpr auto sleef<operation::erfc, double, 2> = Sleef_erfcd2_u15;
template <> inline constexpr auto sleef<operation::lgamma, double, 2> = Sleef_lgammad2_u10;
template <> inline constexpr auto sleef<operation::tgamma, double, 2> = Sleef_tgammad2_u10;
template <> inline constexpr auto sleef<operation::sin, double, 2> = Sleef_sind2_u10;
template <> inline constexpr auto sleef<operation::cos, double, 2> = Sleef_cosd2_u10;

template <> inline constexpr auto sleef<operation::exp, float, 4> = Sleef_expf4_u10;
template <> inline constexpr auto sleef<operation::exp2, float, 4> = Sleef_exp2f4_u10;
template <> inline constexpr auto sleef<operation::expm1, float, 4> = Sleef_expm1f4_u10;
template <> inline constexpr auto sleef<operation::log, float, 4> = Sleef_logf4_u10;
template <> inline constexpr auto sleef<operation::log2, float, 4> = Sleef_log2f4_u10;
template <> inline constexpr auto sleef<operation::log10, float, 4> = Sleef_log10f4_u10;
template <> inline constexpr auto sleef<operation::tan, float, 4> = Sleef_tanf4_u10;
template <> inline constexpr auto sleef<operation::cbrt, float, 4> = Sleef_cbrtf4_u10;
template <> inline constexpr auto sleef<operation::hypot, float, 4> = Sleef_hypotf4_u05;
template <> inline constexpr auto sleef<operation::pow, float, 4> = Sleef_powf4_u10;
template <> inline constexpr auto sleef<operation::atan2, float, 4> = Sleef_atan2f4_u10;
template <> inline constexpr auto sleef<operation::erf, float, 4> = Sleef_erff4_u10;
template <> inline constexpr auto sleef<operation::erfc, float, 4> = Sleef_erfcf4_u15;
template <> inline constexpr auto sleef<operation::lgamma, float, 4> = Sleef_lgammaf4_u10;
template <> inline constexpr auto sleef<operation::tgamma, float, 4> = Sleef_tgammaf4_u10;

#ifdef __AVX__
#ifndef __FMA__
template <> inline constexpr auto sleef<operation::fma, double, 4> = Sleef_fmad4;
template <> inline constexpr auto sleef<operation::fma, float, 8> = Sleef_fmaf8;
#endif
template <> inline constexpr auto sleef<operation::exp, double, 4> = Sleef_expd4_u10;
template <> inline constexpr auto sleef<operation::exp2, double, 4> = Sleef_exp2d4_u10;
template <> inline constexpr auto sleef<operation::expm1, double, 4> = Sleef_expm1d4_u10;
template <> inline constexpr auto sleef<operation::log, double, 4> = Sleef_logd4_u10;
template <> inline constexpr auto sleef<operation::log2, double, 4> = Sleef_log2d4_u10;
template <> inline constexpr auto sleef<operation::log10, double, 4> = Sleef_log10d4_u10;
template <> inline constexpr auto sleef<operation::tan, double, 4> = Sleef_tand4_u10;
template <> inline constexpr auto sleef<operation::cbrt, double, 4> = Sleef_cbrtd4_u10;
template <> inline constexpr auto sleef<operation::hypot, double, 4> = Sleef_hypotd4_u05;
template <> inline constexpr auto sleef<operation::pow, double, 4> = Sleef_powd4_u10;
template <> inline constexpr auto sleef<operation::atan2, double, 4> = Sleef_atan2d4_u10;
template <> inline constexpr auto sleef<operation::erf, double, 4> = Sleef_erfd4_u10;
template <> inline constexpr auto sleef<operation::erfc, double, 4> = Sleef_erfcd4_u15;
template <> inline constexpr auto sleef<operation::lgamma, double, 4> = Sleef_lgammad4_u10;
template <> inline constexpr auto sleef<operation::tgamma, double, 4> = Sleef_tgammad4_u10;

template <> inline constexpr auto sleef<operation::exp, float, 8> = Sleef_expf8_u10;
template <> inline constexpr auto sleef<operation::exp2, float, 8> = Sleef_exp2f8_u10;
template <> inline constexpr auto sleef<operation::expm1, float, 8> = Sleef_expm1f8_u10;
template <> inline constexpr auto sleef<operation::log, float, 8> = Sleef_logf8_u10;
template <> inline constexpr auto sleef<operation::log2, float, 8> = Sleef_log2f8_u10;
template <> inline constexpr auto sleef<operation::log10, float, 8> = Sleef_log10f8_u10;
template <> inline constexpr auto sleef<operation::tan, float, 8> = Sleef_tanf8_u10;
template <> inline constexpr auto sleef<operation::cbrt, float, 8> = Sleef_cbrtf8_u10;
template <> inline constexpr auto sleef<operation::hypot, float, 8> = Sleef_hypotf8_u05;
template <> inline constexpr auto sleef<operation::pow, float, 8> = Sleef_powf8_u10;
template <> inline constexpr auto sleef<operation::atan2, float, 8> = Sleef_atan2f8_u10;
template <> inline constexpr auto sleef<operation::erf, float, 8> = Sleef_erff8_u10;
template <> inline constexpr auto sleef<operation::erfc, float, 8> = Sleef_erfcf8_u15;
template <> inline constexpr auto sleef<operation::lgamma, float, 8> = Sleef_lgammaf8_u10;
template <> inline constexpr auto sleef<operation::tgamma, float, 8> = Sleef_tgammaf8_u10;
#endif

#ifdef __AVX512F__
// xsimd's fma on 512 bits rounds twice, unless the compiler contracts it.
template <> inline constexpr auto sleef<operation::fma, double, 8> = [](__m512d x, __m512d y, __m512d z) { return _mm512_fmadd_pd(x, y, z); };
template <> inline constexpr auto sleef<operation::fma, float, 16> = [](__m512 x, __m512 y, __m512 z) { return _mm512_fmadd_ps(x, y, z); };

template <> inline constexpr auto sleef<operation::exp, double, 8> = Sleef_expd8_u10;
template <> inline constexpr auto sleef<operation::exp2, double, 8> = Sleef_exp2d8_u10;
template <> inline constexpr auto sleef<operation::expm1, double, 8> = Sleef_expm1d8_u10;
template <> inline constexpr auto sleef<operation::log, double, 8> = Sleef_logd8_u10;
template <> inline constexpr auto sleef<operation::log2, double, 8> = Sleef_log2d8_u10;
template <> inline constexpr auto sleef<operation::log10, double, 8> = Sleef_log10d8_u10;
template <> inline constexpr auto sleef<operation::tan, double, 8> = Sleef_tand8_u10;
template <> inline constexpr auto sleef<operation::cbrt, double, 8> = Sleef_cbrtd8_u10;
template <> inline constexpr auto sleef<operation::hypot, double, 8> = Sleef_hypotd8_u05;
template <> inline constexpr auto sleef<operation::pow, double, 8> = Sleef_powd8_u10;
template <> inline constexpr auto sleef<operation::atan2, double, 8> = Sleef_atan2d8_u10;
template <> inline constexpr auto sleef<operation::erf, double, 8> = Sleef_erfd8_u10;
template <> inline constexpr auto sleef<operation::erfc, double, 8> = Sleef_erfcd8_u15;
template <> inline constexpr auto sleef<operation::lgamma, double, 8> = Sleef_lgammad8_u10;
template <> inline constexpr auto sleef<operation::tgamma, double, 8> = Sleef_tgammad8_u10;

template <> inline constexpr auto sleef<operation::exp, float, 16> = Sleef_expf16_u10;
template <> inline constexpr auto sleef<operation::exp2, float, 16> = Sleef_exp2f16_u10;
template <> inline constexpr auto sleef<operation::expm1, float, 16> = Sleef_expm1f16_u10;
template <> inline constexpr auto sleef<operation::log, float, 16> = Sleef_logf16_u10;
template <> inline constexpr auto sleef<operation::log2, float, 16> = Sleef_log2f16_u10;
template <> inline constexpr auto sleef<operation::log10, float, 16> = Sleef_log10f16_u10;
template <> inline constexpr auto sleef<operation::tan, float, 16> = Sleef_tanf16_u10;
template <> inline constexpr auto sleef<operation::cbrt, float, 16> = Sleef_cbrtf16_u10;
template <> inline constexpr auto sleef<operation::hypot, float, 16> = Sleef_hypotf16_u05;
template <> inline constexpr auto sleef<operation::pow, float, 16> = Sleef_powf16_u10;
template <> inline constexpr auto sleef<operation::atan2, float, 16> = Sleef_atan2f16_u10;
template <> inline constexpr auto sleef<operation::erf, float, 16> = Sleef_erff16_u10;
template <> inline constexpr auto sleef<operation::erfc, float, 16> = Sleef_erfcf16_u15;
template <> inline constexpr auto sleef<operation::lgamma, float, 16> = Sleef_lgammaf16_u10;
template <> inline constexpr auto sleef<operation::tgamma, float, 16> = Sleef_tgammaf16_u10;
#endif
// clang-format on

}  // namespace typegrad::simd
