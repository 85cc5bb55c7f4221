// One fused loop at work: reads its operands in SIMD lanes, runs its code on them, stores or
// reduces its results.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include <typegrad/arrays/nest.hpp>
#include <typegrad/arrays/reduction.hpp>
#include <typegrad/eval/straight_line.hpp>
#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/schedule.hpp>

namespace typegrad {

namespace detail {

constexpr graph code_of(const array_plan& p, index which) {
  const plan_loop l = p.loops[which];
  graph g;
  g.inputs = l.reads;
  for (index i = 0; i < l.nodes; ++i) {
    node n = p.nodes[l.first_node + i];
    n.type = 0;
    g.nodes.push_back(n);
    if (n.op == operation::literal) {
      g.nodes[i].attribute = g.literals.size();
      g.literals.push_back(p.literals[n.attribute]);
    }
  }
  for (index k = 0; k < l.writes; ++k) g.outputs.push_back(p.results[l.first_write + k]);
  return schedule(g);
}

/// The code of loop L of the program P for one element, as a program of its own.
template <class P, std::size_t L>
struct loop_program {
  static constexpr frozen_graph frozen = freeze(code_of(P::plan, L));
};

/// What the code of a loop needs to know of its operands.
template <std::size_t Reads, std::size_t Writes>
struct loop_operands {
  loop_operand read[Reads + 1], write[Writes + 1];
  int inner_axis;  ///< the last axis that is longer than 1, or may be
  bool is_single;  ///< there is one element, whatever the sizes
};

template <class P, std::size_t L>
inline constexpr auto operands_of = [] {
  constexpr plan_loop l = P::plan.loops[L];
  loop_operands<l.reads, l.writes> o{};
  for (index k = 0; k < l.reads; ++k) o.read[k] = P::plan.operands[l.first_read + k];
  for (index k = 0; k < l.writes; ++k) o.write[k] = P::plan.operands[l.first_write + k];
  const shape s = P::plan.shapes[l.space];
  o.inner_axis = s.rank - 1;
  while (o.inner_axis > 0 && s.extents[o.inner_axis] == 1) --o.inner_axis;
  o.is_single = s.rank == 0 || s.extents[o.inner_axis] == 1;
  return o;
}();

/// The loop L of the program P over numbers T.
template <class P, std::size_t L, class T>
class fused_loop {
  static constexpr auto& operands = operands_of<P, L>;
  static constexpr std::size_t reads = P::plan.loops[L].reads, writes = P::plan.loops[L].writes;
  static constexpr bool is_single = operands.is_single;
  using code = loop_program<P, L>;
  using lanes = std::conditional_t<is_single, simd::single<T>, simd::lanes<T>>;
  using batch = typename lanes::type;
  static constexpr std::size_t width = lanes::size;

  static constexpr axis_set axes(std::size_t o) {
    return o < reads ? operands.read[o].axes : operands.write[o - reads].axes;
  }
  static constexpr bool runs(const loop_operand& o) {
    return !is_single && has_axis(o.axes, operands.inner_axis);
  }
  static constexpr bool is_sum(const loop_operand& o) {
    return o.reduction != operation::input && !runs(o);
  }

  /// Reductions along the innermost axis go in this many independent chains, where the code is so
  /// short that it does not hide the latency of one.
  static constexpr std::size_t chains = [] {
    bool sums = false;
    for (std::size_t k = 0; k < writes; ++k) sums = sums || is_sum(operands.write[k]);
    operation_counts c;
    for (index k = 0; k < code::frozen.node_count; ++k) count(c, code::frozen.nodes[k].op);
    return sums && !is_single && c.calls == 0 && c.total() <= 16 ? 4 : 1;
  }();

 public:
  using nest = loop_nest<reads + writes>;

  /// The nest for an array of the given extents, or for one slice of it along its leading axis.
  static nest make_nest(const std::ptrdiff_t* sizes, bool is_sliced) {
    const int skipped = is_sliced ? 1 : 0;
    nest n =
        nest::of(P::plan.shapes[P::plan.loops[L].space].rank - skipped, sizes + skipped,
                 operands.inner_axis - skipped, [&](std::size_t o) { return axes(o) >> skipped; });
    for (std::size_t o = 0; o < reads + writes; ++o)
      if (is_sliced && has_axis(axes(o), 0)) n.slices[o] = n.elements(o);
    return n;
  }

  /// Runs over the slice, or over all where there are no slices.
  static void run(const nest& n, T* const* buffers, std::ptrdiff_t slice) {
    T* at[reads + writes + 1];
    for (std::size_t k = 0; k < reads; ++k)
      at[k] = buffers[operands.read[k].buffer] + slice * n.slices[k];
    for (std::size_t k = 0; k < writes; ++k)
      at[reads + k] = buffers[operands.write[k].buffer] + slice * n.slices[reads + k];
    if constexpr (is_single) return run_single(at);
    start_reductions(n, at, slice);
    if (n.is_empty) return;
    std::ptrdiff_t place[shape::max_rank + 1] = {};
    for (;;) {
      run_inner(n.extents[n.depth - 1], at);
      int k = n.depth - 2;
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
    evaluate<code>(static_cast<const T*>(in), values);
    simd::unrolled<writes>([&](std::size_t k) { *at[reads + k] = values[k]; });
  }

  using index_of_write = std::make_index_sequence<writes>;

  /// Runs the code at the batch of elements that starts at `from`, and puts the results where they
  /// belong.
  static void run_batch(const batch* fixed, std::ptrdiff_t from, batch* sums, T* const* at) {
    batch in[reads + 1], values[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      in[k] = runs(operands.read[k]) ? lanes::load(at[k] + from) : fixed[k];
    });
    evaluate<code>(static_cast<const batch*>(in), values);
    [&]<std::size_t... W>(std::index_sequence<W...>) {
      (put<W>(values[W], sums[W], at[reads + W], from), ...);
    }(index_of_write{});
  }
  template <std::size_t W>
  static void put(const batch& value, batch& sum, T* to, std::ptrdiff_t from) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (o.reduction == operation::input)
      lanes::store(value, to + (runs(o) ? from : 0));
    else if constexpr (runs(o))
      lanes::store(combined<o.reduction>(lanes::load(to + from), value), to + from);
    else
      sum = combined<o.reduction>(sum, value);
  }

  static void run_inner(std::ptrdiff_t n, T* const* at) {
    batch fixed[reads + 1], sums[chains][writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      if (!runs(operands.read[k])) fixed[k] = batch(*at[k]);
    });
    simd::unrolled<chains * writes>([&](std::size_t k) {
      sums[k / writes][k % writes] = batch(neutral<T>(operands.write[k % writes].reduction));
    });
    std::ptrdiff_t from = 0;
    constexpr std::ptrdiff_t step = width;
    if constexpr (chains > 1)
      for (; from + std::ptrdiff_t{chains} * step <= n; from += chains * step)
        simd::unrolled<chains>([&](std::size_t c) {
          run_batch(fixed, from + static_cast<std::ptrdiff_t>(c) * step, sums[c], at);
        });
    for (; from + step <= n; from += step) run_batch(fixed, from, sums[0], at);
    if constexpr (width > 1)
      if (from < n) run_tail(n, from, fixed, sums[0], at);
    [&]<std::size_t... W>(std::index_sequence<W...>) {
      (finish<W>(sums, at[reads + W]), ...);
    }(index_of_write{});
  }

  /// The last elements, fewer than a batch holds.
  static void run_tail(std::ptrdiff_t n, std::ptrdiff_t from, const batch* fixed, batch* sums,
                       T* const* at) {
    const std::size_t present = static_cast<std::size_t>(n - from);
    batch in[reads + 1], values[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      in[k] = runs(operands.read[k]) ? lanes::load_first(at[k] + from, present) : fixed[k];
    });
    evaluate<code>(static_cast<const batch*>(in), values);
    [&]<std::size_t... W>(std::index_sequence<W...>) {
      (put_tail<W>(values[W], sums[W], at[reads + W] + (runs(operands.write[W]) ? from : 0),
                   present),
       ...);
    }(index_of_write{});
  }
  template <std::size_t W>
  static void put_tail(const batch& value, batch& sum, T* to, std::size_t present) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (o.reduction == operation::input) {
      lanes::store_first(value, to, runs(o) ? present : 1);
    } else if constexpr (runs(o)) {
      const batch both = combined<o.reduction>(lanes::load_first(to, present), value);
      lanes::store_first(both, to, present);
    } else {
      sum = combined<o.reduction>(sum, lanes::first(value, present, neutral<T>(o.reduction)));
    }
  }

  /// A reduction along the innermost axis: the chains' and the lanes' parts in one.
  template <std::size_t W>
  static void finish(const batch (&sums)[chains][writes + 1], T* to) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (is_sum(o)) {
      batch total = sums[0][W];
      for (std::size_t c = 1; c < chains; ++c) total = combined<o.reduction>(total, sums[c][W]);
      *to = combined<o.reduction>(*to, combined_lanes<o.reduction, lanes>(total));
    }
  }
};

}  // namespace detail
}  // namespace typegrad
