// The sum over samples of a program's result, in SIMD lanes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include <typegrad/simd/loop.hpp>

namespace typegrad {

/// The program (w, x) -> Σ_s f(w, x_s), where the arguments at the positions I are samples x.
template <class F, std::size_t... I>
struct summed {
  [[no_unique_address]] F f;

  template <class... Arguments>
  auto operator()(const Arguments&... arguments) const {
    using loop = simd::loop<F, std::index_sequence<I...>, Arguments...>;
    using scalar = typename loop::scalar;
    using lanes = simd::lanes<scalar>;
    constexpr std::size_t width = loop::width;
    constexpr std::size_t outputs = loop::outputs, count = chains<loop>;
    using batch = typename loop::batch;
    loop samples(arguments...);
    batch sums[count][outputs + 1];
    batch values[outputs + 1];
    simd::unrolled<count>([&](std::size_t chain) {
      simd::unrolled<outputs>([&](std::size_t number) { sums[chain][number] = batch(scalar(0)); });
    });
    std::size_t first = 0;
    if constexpr (count > 1) {
      for (; first + count * width <= samples.length(); first += count * width)
        simd::unrolled<count>([&](std::size_t chain) {
          samples.evaluate(first + chain * width, width, values);
          simd::unrolled<outputs>([&](std::size_t number) {
            sums[chain][number] = sums[chain][number] + values[number];
          });
        });
    }
    for (; first < samples.length(); first += width) {
      const std::size_t present = std::min(width, samples.length() - first);
      samples.evaluate(first, present, values);
      if (present < width)
        simd::unrolled<outputs>(
            [&](std::size_t number) { values[number] = lanes::first(values[number], present); });
      simd::unrolled<outputs>(
          [&](std::size_t number) { sums[0][number] = sums[0][number] + values[number]; });
    }
    scalar totals[outputs + 1];
    simd::unrolled<outputs>([&](std::size_t number) {
      batch total = sums[0][number];
      for (std::size_t chain = 1; chain < count; ++chain) total = total + sums[chain][number];
      totals[number] = lanes::sum(total);
    });
    typename loop::result result{};
    std::size_t next = 0;
    structure<typename loop::result>::each(result, [&](scalar& sum) { sum = totals[next++]; });
    return result;
  }

 private:
  /// Sums that are independent of each other hide the latency of an addition, where the program is
  /// so short that it does not.
  template <class Loop>
  static constexpr std::size_t chains = Loop::operations <= 16 ? 4 : 1;
};

/// (w..., x...) -> Σ_s f(w..., x_s...): the sum over samples s of each number of the program's
/// result, 0 for no samples. The arguments at the positions I are samples: contiguous ranges of
/// numbers (std::vector, std::span, std::array), of arrays or structs of numbers, or a std::array
/// of contiguous ranges. The others are the same for all samples.
///
/// value_and_grad, grad, jacobian, hessian, jvp and hvp of the sum, with respect to arguments that
/// do not vary by sample, are again sums over the same samples.
///
/// Samples of float and double go in SIMD lanes; other numbers one by one. One pass, nothing is
/// allocated. The order of summation is fixed for a given width of the lanes. Throws
/// std::invalid_argument where the ranges differ in length.
template <std::size_t... I, class F>
constexpr auto sum_over(const F& f) {
  static_assert(sizeof...(I) > 0,
                "typegrad: sum_over<...> names no argument; name those that vary by sample");
  return summed<F, I...>{f};
}

}  // namespace typegrad
