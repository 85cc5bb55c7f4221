// One fused loop at work: reads its operands in SIMD lanes, runs its code on them, stores or
// reduces its results.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include <typegrad/arrays/loop_code.hpp>
#include <typegrad/arrays/nest.hpp>
#include <typegrad/arrays/reduction.hpp>
#include <typegrad/arrays/workspace.hpp>
#include <typegrad/eval/straight_line.hpp>

namespace typegrad {

namespace detail {

/// The loop L of the program P over numbers T.
template <class P, std::size_t L, class T>
class fused_loop {
  static constexpr auto& operands = operands_of_loop<P, L>;
  static constexpr std::size_t reads = P::plan.loops[L].reads, writes = P::plan.loops[L].writes;
  static constexpr bool is_single = operands.is_single;
  using code = loop_program<P, L>;
  using lanes = std::conditional_t<is_single, simd::single<T>, simd::lanes<T>>;
  using batch = typename lanes::type;
  static constexpr std::size_t width = lanes::size;
  static constexpr std::ptrdiff_t step = width;

  static constexpr bool runs(const loop_operand& o) { return operands.has_inner_axis(o); }
  static constexpr bool is_sum(const loop_operand& o) {
    return o.reduction != operation::input && !runs(o);
  }

  static constexpr bool sums_in_place = operands.sums_in_place();

  /// Reductions along the innermost axis go in this many independent chains, where the code is so
  /// short that it does not hide the latency of one.
  static constexpr std::ptrdiff_t chains = operands.any_write(is_sum) && is_short<code> ? 4 : 1;

 public:
  using nest = loop_nest<reads + writes>;

  /// The nest for an array of the given extents, or for one slice of it along its leading axis.
  static constexpr nest make_nest(const std::ptrdiff_t* sizes, bool is_sliced) {
    constexpr std::ptrdiff_t longest_row = 8 * width;  // longer ones hide what a store takes
    return nest_of<P, L>(sizes, is_sliced, longest_row);
  }

  /// Runs over the slice, or over all where there are no slices.
  [[gnu::always_inline]] static void run(const nest& n, run_places<P, T>& buffers,
                                         std::ptrdiff_t slice) {
    T* at[reads + writes + 1];
    simd::unrolled<reads + writes>([&](std::size_t o) { at[o] = buffers[operands[o].buffer]; });
    if constexpr (is_single) return run_single(at);
    if constexpr (operands.is_row) return run_inner(n.extents[0], at);
    if (slice > 0)
      for (std::size_t o = 0; o < reads + writes; ++o) at[o] += slice * n.slices[o];
    start_reductions(n, at, slice);
    if (n.is_empty) return;
    std::ptrdiff_t place[shape::max_rank + 1] = {};
    for (;;) {
      if constexpr (sums_in_place)
        n.sums_rows ? run_rows(n, at) : run_inner(n.extents[n.depth - 1], at);
      else
        run_inner(n.extents[n.depth - 1], at);
      int k = n.depth - (n.sums_rows ? 3 : 2);
      for (; k >= 0; --k) {
        for (std::size_t o = 0; o < reads + writes; ++o) at[o] += n.strides[k][o];
        if (++place[k] < n.extents[k]) break;
        for (std::size_t o = 0; o < reads + writes; ++o) at[o] -= n.strides[k][o] * n.extents[k];
        place[k] = 0;
      }
      if (k < 0) return;
    }
  }

 private:
  /// Sets every element of the reduced results to the value that a reduction starts from.
  static void start_reductions(const nest& n, T* const* at, std::ptrdiff_t slice) {
    simd::unrolled<writes>([&](std::size_t k) {
      const operation o = operands.write[k].reduction;
      const bool goes_on = slice > 0 && !has_axis(operands.write[k].axes, 0);
      if (o != operation::input && !goes_on)
        std::fill_n(at[reads + k], n.elements(reads + k), neutral<T>(o));
    });
  }

  /// Runs the code at the one element there is.
  static void run_single(T* const* at) {
    T in[reads + 1], values[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) { in[k] = *at[k]; });
    evaluate<code>(static_cast<const T*>(in), static_cast<T*>(values));
    simd::unrolled<writes>([&](std::size_t k) { *at[reads + k] = values[k]; });
  }

  template <bool IsPart>
  static constexpr auto load = simd::load_batch<lanes, IsPart, T>;
  template <bool IsPart>
  static constexpr auto store = simd::store_batch<lanes, IsPart, T>;

  /// Runs the code at the batch of elements that starts at `from`, and puts the results where they
  /// belong.
  template <bool IsPart = false>
  [[gnu::always_inline]] static void run_batch(const batch* fixed, std::ptrdiff_t from, batch* sums,
                                               T* const* at, std::size_t present = width) {
    batch in[reads + 1], values[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      in[k] = runs(operands.read[k]) ? load<IsPart>(at[k] + from, present) : fixed[k];
    });
    evaluate<code>(static_cast<const batch*>(in), static_cast<batch*>(values));
    simd::each_constant<writes>(
        [&](auto w) { put<w(), IsPart>(values[w], sums[w], at[reads + w] + from, present); });
  }
  template <std::size_t W, bool IsPart>
  static void put(const batch& value, batch& sum, T* to, std::size_t present) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (o.reduction == operation::input)
      store<IsPart>(value, to, present);
    else if constexpr (runs(o))
      store<IsPart>(combined<o.reduction>(load<IsPart>(to, present), value), to, present);
    else
      sum = combined<o.reduction>(
          sum, IsPart ? lanes::first(value, present, neutral<T>(o.reduction)) : value);
  }

  [[gnu::always_inline]] static void run_inner(std::ptrdiff_t n, T* const* places) {
    // In a local array, which no store can change, they stay in registers.
    T* at[reads + writes + 1];
    simd::unrolled<reads + writes>([&](std::size_t o) { at[o] = places[o]; });
    batch fixed[reads + 1], sums[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      if (!runs(operands.read[k])) fixed[k] = batch(*at[k]);
    });
    start(sums);
    std::ptrdiff_t from = 0;
    if constexpr (chains > 1)
      if (n >= chains * step)
        from = run_chains(std::make_index_sequence<chains>{}, n, fixed, sums, at);
    for (; from + step <= n; from += step) run_batch(fixed, from, sums, at);
    if constexpr (width > 1)
      if (from < n) run_batch<true>(fixed, from, sums, at, static_cast<std::size_t>(n - from));
    simd::each_constant<writes>([&](auto w) { finish<w()>(sums[w], at[reads + w]); });
  }
  [[gnu::always_inline]] static void start(batch* sums) {
    simd::unrolled<writes>(
        [&](std::size_t k) { sums[k] = batch(neutral<T>(operands.write[k].reduction)); });
  }

  /// Several batches at a time, each added to sums of its own, and these to `sums`; returns how
  /// many elements these were.
  template <std::size_t... C>
  [[gnu::always_inline]] static std::ptrdiff_t run_chains(std::index_sequence<C...>,
                                                          std::ptrdiff_t n, const batch* fixed,
                                                          batch* sums, T* const* at) {
    batch chain[chains][writes + 1];
    (start(chain[C]), ...);
    std::ptrdiff_t from = 0;
    for (; from + chains * step <= n; from += chains * step)
      (run_batch(fixed, from + std::ptrdiff_t{C} * step, chain[C], at), ...);
    simd::each_constant<writes>([&](auto w) {
      constexpr operation o = operands.write[w()].reduction;
      sums[w] =
          combined<o>(combined<o>(chain[0][w], chain[1][w]), combined<o>(chain[2][w], chain[3][w]));
    });
    return from;
  }

  /// The two innermost loops the other way round, for some rows at a time: what is summed along the
  /// rows stays in registers, for a number read back too soon after it is stored takes long.
  static void run_rows(const nest& n, T* const* at) {
    constexpr std::ptrdiff_t most = 32;
    const std::ptrdiff_t* const strides = n.strides[n.depth - 2];
    const std::ptrdiff_t length = n.extents[n.depth - 1], rows = n.extents[n.depth - 2];
    T* from[reads + writes + 1];
    for (std::ptrdiff_t i = 0; i < rows; i += most) {
      for (std::size_t o = 0; o < reads + writes; ++o) from[o] = at[o] + i * strides[o];
      const std::ptrdiff_t count = std::min(most, rows - i);
      std::ptrdiff_t j = 0;
      for (; j + step <= length; j += step) run_column<false>(strides, count, j, width, from);
      if constexpr (width > 1)
        if (j < length)
          run_column<true>(strides, count, j, static_cast<std::size_t>(length - j), from);
    }
  }

  template <bool IsPart>
  static void run_column(const std::ptrdiff_t* stride, std::ptrdiff_t rows, std::ptrdiff_t j,
                         std::size_t present, T* const* places) {
    T* at[reads + writes + 1];
    std::ptrdiff_t strides[reads + writes + 1];
    simd::unrolled<reads + writes>(
        [&](std::size_t o) { at[o] = places[o], strides[o] = stride[o]; });
    batch in[reads + 1], values[writes + 1], sums[writes + 1];
    simd::unrolled<writes>([&](std::size_t k) {
      const loop_operand& o = operands.write[k];
      sums[k] = o.reduction == operation::input || !runs(o)
                    ? batch(neutral<T>(o.reduction))
                    : load<IsPart>(at[reads + k] + j, present);
    });
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
      simd::unrolled<reads>([&](std::size_t k) {
        const T* const x = at[k] + i * strides[k];
        in[k] = runs(operands.read[k]) ? load<IsPart>(x + j, present) : batch(*x);
      });
      evaluate<code>(static_cast<const batch*>(in), static_cast<batch*>(values));
      simd::each_constant<writes>([&](auto w) {
        constexpr operation o = operands.write[w()].reduction;
        if constexpr (o == operation::input)
          store<IsPart>(values[w], at[reads + w] + i * strides[reads + w] + j, present);
        else
          sums[w] = combined<o>(sums[w], values[w]);
      });
    }
    simd::each_constant<writes>(
        [&](auto w) { end_column<w(), IsPart>(sums[w], at[reads + w], j, present); });
  }
  template <std::size_t W, bool IsPart>
  static void end_column(const batch& sum, T* to, std::ptrdiff_t j, std::size_t present) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (is_sum(o))
      finish<W>(IsPart ? lanes::first(sum, present, neutral<T>(o.reduction)) : sum, to);
    else if constexpr (o.reduction != operation::input)
      store<IsPart>(sum, to + j, present);
  }

  /// A reduction along the innermost axis: the lanes' parts in one.
  template <std::size_t W>
  static void finish(const batch& sum, T* to) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (is_sum(o)) {
      const T total = combined_lanes<o.reduction, lanes>(sum);
      *to = operands.is_row ? total : combined<o.reduction>(*to, total);
    }
  }
};

}  // namespace detail
}  // namespace typegrad
