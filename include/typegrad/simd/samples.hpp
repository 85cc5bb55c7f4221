// Containers of samples: how many they hold, and how some of them are read into lanes or written
// from lanes.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <type_traits>

#include <typegrad/graph/symbol.hpp>
#include <typegrad/simd/lanes.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad::simd {

template <class A>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;

template <class A>
concept contiguous = std::ranges::contiguous_range<A> && std::ranges::sized_range<A>;
template <class A>
concept sized_at_run_time = contiguous<A> && !is_array<std::remove_cv_t<A>>;

/// The samples in a container of type A: `tree` is the type of one, `numbers` how many numbers it
/// has. This primary template is the error.
template <class A>
struct samples {
  static_assert(never<A>,
                "typegrad: an argument named by sum_over<...> or map_over<...> is no range of "
                "samples; pass a contiguous range of numbers or of arrays, or a std::array of "
                "contiguous ranges");
};

/// A contiguous range of numbers, or of trees of numbers (an array of structures).
template <contiguous A>
struct samples<A> {
  using tree = std::ranges::range_value_t<A>;
  static constexpr std::size_t numbers = structure<tree>::size;

  /// f(length)
  template <class F>
  static void each_length(const A& a, F&& f) {
    f(std::ranges::size(a));
  }

  /// Reads `count` samples from `first` on, number k of all of them into to[k]. Lanes from `count`
  /// on hold the last sample once more, so that no lane computes what no sample asks for.
  template <class T>
  static void read(const A& a, std::size_t first, std::size_t count, lanes_t<T>* to) {
    constexpr std::size_t width = lanes<T>::size;
    const auto* const sample = std::ranges::data(a) + first;
    const auto gather = [&](auto&& sample_of) {
      T rows[numbers][width];
      for (std::size_t lane = 0; lane < width; ++lane) {
        std::size_t next = 0;
        structure<tree>::each(sample[sample_of(lane)], [&](const auto& number) {
          rows[next++][lane] = static_cast<T>(number);
        });
      }
      for (std::size_t row = 0; row < numbers; ++row) to[row] = lanes<T>::load(rows[row]);
    };
    if (count < width)
      gather([count](std::size_t lane) { return std::min(lane, count - 1); });
    else if constexpr (std::is_same_v<tree, T>)
      *to = lanes<T>::load(sample);
    else
      gather([](std::size_t lane) { return lane; });
  }

  /// Writes the first `count` lanes as samples from `first` on.
  template <class T, class Out>
  static void write(Out& a, std::size_t first, std::size_t count, const lanes_t<T>* from) {
    constexpr std::size_t width = lanes<T>::size;
    auto* const sample = std::ranges::data(a) + first;
    if constexpr (std::is_same_v<tree, T>)
      if (count == width) return lanes<T>::store(*from, sample);
    T rows[numbers][width];
    for (std::size_t k = 0; k < numbers; ++k) lanes<T>::store(from[k], rows[k]);
    for (std::size_t lane = 0; lane < count; ++lane) {
      std::size_t next = 0;
      structure<tree>::each(sample[lane], [&](auto& number) { number = rows[next++][lane]; });
    }
  }
};

/// A std::array of contiguous ranges, one for each number of a sample (a structure of arrays).
template <sized_at_run_time R, std::size_t N>
struct samples<std::array<R, N>> {
  using number = samples<R>;
  static_assert(number::numbers == 1,
                "typegrad: in a std::array of ranges, each range holds one number of each sample");
  using tree = std::array<typename number::tree, N>;
  static constexpr std::size_t numbers = N;

  template <class F>
  static void each_length(const std::array<R, N>& a, F&& f) {
    for (const R& range : a) f(std::ranges::size(range));
  }

  template <class T>
  static void read(const std::array<R, N>& a, std::size_t first, std::size_t count,
                   lanes_t<T>* to) {
    for (std::size_t k = 0; k < N; ++k) number::template read<T>(a[k], first, count, to + k);
  }

  template <class T, class Out>
  static void write(Out& a, std::size_t first, std::size_t count, const lanes_t<T>* from) {
    for (std::size_t k = 0; k < N; ++k) number::template write<T>(a[k], first, count, from + k);
  }
};

}  // namespace typegrad::simd
