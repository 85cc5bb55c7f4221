// A program's results for many samples, in SIMD lanes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <typegrad/simd/loop.hpp>

namespace typegrad {

/// The program (w, x) -> (f(w, x_s))_s, where the arguments at the positions I are samples x.
template <class F, std::size_t... I>
struct mapped {
  [[no_unique_address]] F f;

  /// A std::vector of one result a sample.
  template <class... Arguments>
  auto operator()(const Arguments&... arguments) const {
    using loop = simd::loop<F, std::index_sequence<I...>, Arguments...>;
    loop samples(arguments...);
    std::vector<typename loop::result> results(samples.length());
    run(samples, results);
    return results;
  }

  /// Writes one result a sample to `out`, and allocates nothing: a contiguous range of results, or
  /// of other trees with as many numbers, filled in order; or a std::array of contiguous ranges,
  /// one for each number of the result. Throws std::invalid_argument, before anything is written,
  /// where `out` has not the samples' length.
  template <class Out, class... Arguments>
  void into(Out&& out, const Arguments&... arguments) const {
    using loop = simd::loop<F, std::index_sequence<I...>, Arguments...>;
    using container = simd::samples<std::remove_cvref_t<Out>>;
    static_assert(container::numbers == loop::outputs,
                  "typegrad: an element of the output of map_over has not as many numbers as the "
                  "program's result");
    loop samples(arguments...);
    container::each_length(out, [&](std::size_t room) { samples.check_room(room); });
    run(samples, out);
  }

 private:
  template <class Loop, class Out>
  static void run(Loop& samples, Out& out) {
    constexpr std::size_t width = Loop::width;
    typename Loop::batch values[Loop::outputs + 1];
    for (std::size_t first = 0; first < samples.length(); first += width) {
      const std::size_t count = std::min(width, samples.length() - first);
      samples.evaluate(first, count, values);
      simd::samples<std::remove_cvref_t<Out>>::template write<typename Loop::scalar>(out, first,
                                                                                     count, values);
    }
  }
};

/// (w..., x...) -> f(w..., x_s...) for each sample s: arguments as for sum_over, results as
/// `mapped` says. A derivative for each sample is map_over<...> of the derivative:
/// tg::map_over<1>(tg::grad(f)). Samples of float and double go in SIMD lanes; other numbers one by
/// one.
template <std::size_t... I, class F>
constexpr auto map_over(const F& f) {
  static_assert(sizeof...(I) > 0,
                "typegrad: map_over<...> names no argument; name those that vary by sample");
  return mapped<F, I...>{f};
}

}  // namespace typegrad
