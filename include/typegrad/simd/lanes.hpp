// How many samples are evaluated at once, and in what type.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <xsimd/xsimd.hpp>

namespace typegrad::simd {

/// One number at a time.
template <class T>
struct single {
  using type = T;
  static constexpr std::size_t size = 1;
  static T load(const T* from) { return *from; }
  static T load_first(const T* from, std::size_t) { return *from; }
  static void store(const T& x, T* to) { *to = x; }
  static void store_first(const T& x, T* to, std::size_t) { *to = x; }
  static T first(const T& x, std::size_t, const T& = T(0)) { return x; }
  static T sum(const T& x) { return x; }
};

/// The numbers T of samples that are evaluated at once: a batch of them; one alone where T has
/// none.
template <class T>
struct lanes : single<T> {};

template <class T>
  requires(std::is_same_v<T, float> || std::is_same_v<T, double>)
struct lanes<T> {
  using type = xsimd::batch<T>;
  static constexpr std::size_t size = type::size;
  static type load(const T* from) { return type::load_unaligned(from); }
  static void store(const type& x, T* to) { x.store_unaligned(to); }

  /// The `count` numbers from `from` on, at least one and fewer than a batch holds; 0 in the other
  /// lanes. Memory beyond them is not touched.
  static type load_first(const T* from, std::size_t count) {
#ifdef __AVX512F__
    if constexpr (std::is_same_v<T, double>)
      return type(_mm512_maskz_loadu_pd(static_cast<__mmask8>((1u << count) - 1), from));
    else
      return type(_mm512_maskz_loadu_ps(static_cast<__mmask16>((1u << count) - 1), from));
#elif defined(__AVX2__)
    if constexpr (std::is_same_v<T, double>)
      return type(_mm256_maskload_pd(from, first_of_lanes(count)));
    else
      return type(_mm256_maskload_ps(from, first_of_lanes(count)));
#else
    T stage[size] = {};
    std::copy_n(from, count, stage);
    return load(stage);
#endif
  }
  static void store_first(const type& x, T* to, std::size_t count) {
#ifdef __AVX512F__
    if constexpr (std::is_same_v<T, double>)
      _mm512_mask_storeu_pd(to, static_cast<__mmask8>((1u << count) - 1), x);
    else
      _mm512_mask_storeu_ps(to, static_cast<__mmask16>((1u << count) - 1), x);
#elif defined(__AVX2__)
    if constexpr (std::is_same_v<T, double>)
      _mm256_maskstore_pd(to, first_of_lanes(count), x);
    else
      _mm256_maskstore_ps(to, first_of_lanes(count), x);
#else
    T stage[size];
    store(x, stage);
    std::copy_n(stage, count, to);
#endif
  }

  /// x in the first `count` lanes, and `rest` in the others, whatever stands there.
  static type first(const type& x, std::size_t count, T rest = 0) {
#ifdef __AVX512F__
    if constexpr (std::is_same_v<T, double>)
      return type(_mm512_mask_mov_pd(type(rest), static_cast<__mmask8>((1u << count) - 1), x));
    else
      return type(_mm512_mask_mov_ps(type(rest), static_cast<__mmask16>((1u << count) - 1), x));
#else
    T number[size];
    for (std::size_t lane = 0; lane < size; ++lane) number[lane] = static_cast<T>(lane);
    return xsimd::select(load(number) < type(static_cast<T>(count)), x, type(rest));
#endif
  }
  static T sum(const type& x) { return xsimd::hadd(x); }

#if defined(__AVX2__) && !defined(__AVX512F__)
 private:
  /// All bits of the first `count` lanes.
  static __m256i first_of_lanes(std::size_t count) {
    using word = std::conditional_t<std::is_same_v<T, double>, std::int64_t, std::int32_t>;
    static constexpr auto words = [] {
      std::array<word, 2 * size> w{};
      std::fill_n(w.begin(), size, word{-1});
      return w;
    }();
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&words[size - count]));
  }
#endif
};

/// A batch, or, where it IsPart, its first `present` elements.
template <class Lanes, bool IsPart, class T>
[[gnu::always_inline]] inline auto load_batch(const T* from, std::size_t present) {
  return IsPart ? Lanes::load_first(from, present) : Lanes::load(from);
}
template <class Lanes, bool IsPart, class T>
[[gnu::always_inline]] inline void store_batch(const typename Lanes::type& x, T* to,
                                               std::size_t present) {
  IsPart ? Lanes::store_first(x, to, present) : Lanes::store(x, to);
}

/// f(0), ..., f(N - 1), unrolled by the front end: an array that is indexed by constants alone
/// lives in registers.
template <std::size_t N, class F>
[[gnu::always_inline]] inline void unrolled(F&& f) {
  [&]<std::size_t... K>(std::index_sequence<K...>) { (f(K), ...); }(std::make_index_sequence<N>{});
}

/// The same with the numbers as types: f may use them as template arguments.
template <std::size_t N, class F>
[[gnu::always_inline]] inline void each_constant(F&& f) {
  [&]<std::size_t... K>(std::index_sequence<K...>) {
    (f(std::integral_constant<std::size_t, K>{}), ...);
  }(std::make_index_sequence<N>{});
}

template <class T>
using lanes_t = typename lanes<T>::type;

}  // namespace typegrad::simd
