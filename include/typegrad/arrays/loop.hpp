// One fused loop at work: reads its operands in SIMD lanes, runs its code on them, stores or
// reduces its results.
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include <typegrad/arrays/nest.hpp>
#include <typegrad/eval/straight_line.hpp>
#include <typegrad/pass/schedule.hpp>
#include <typegrad/simd/kernel.hpp>
#include <typegrad/simd/lanes.hpp>

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
  return o;
}();

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
  using choice = kernel<operation::select, B>;
  if constexpr (O == operation::amax)
    return choice::of((x >= y) || !(x == x), x, y);
  else if constexpr (O == operation::amin)
    return choice::of((x <= y) || !(x == x), x, y);
  else if constexpr (O == operation::prod)
    return x * y;
  else
    return x + y;
}

/// The loop L of the program P over numbers T.
template <class P, std::size_t L, class T>
class fused_loop {
  static constexpr auto& operands = operands_of<P, L>;
  static constexpr std::size_t reads = P::plan.loops[L].reads, writes = P::plan.loops[L].writes;
  static constexpr bool is_scalar = P::plan.shapes[P::plan.loops[L].space].rank == 0;
  using code = loop_program<P, L>;
  using lanes = std::conditional_t<is_scalar, simd::single<T>, simd::lanes<T>>;
  using batch = typename lanes::type;
  static constexpr std::size_t width = lanes::size;

  static constexpr bool runs(const loop_operand& o) {
    return !is_scalar && has_axis(o.axes, operands.inner_axis);
  }

 public:
  using nest = loop_nest<reads + writes>;

  static nest make_nest(const std::ptrdiff_t* sizes) {
    return nest::of(P::plan.shapes[P::plan.loops[L].space].rank, sizes, operands.inner_axis,
                    [](std::size_t o) {
                      return o < reads ? operands.read[o].axes : operands.write[o - reads].axes;
                    });
  }

  static void run(const nest& n, T* const* buffers) {
    T* at[reads + writes + 1];
    for (std::size_t k = 0; k < reads; ++k) at[k] = buffers[operands.read[k].buffer];
    for (std::size_t k = 0; k < writes; ++k) at[reads + k] = buffers[operands.write[k].buffer];
    start_reductions(n, at);
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
  static void start_reductions(const nest& n, T* const* at) {
    simd::unrolled<writes>([&](std::size_t k) {
      const operation o = operands.write[k].reduction;
      if (o == operation::input) return;
      std::ptrdiff_t size = 1;
      for (int d = 0; d < n.depth; ++d)
        if (n.strides[d][reads + k] != 0) size *= n.extents[d];
      std::fill_n(at[reads + k], size, neutral<T>(o));
    });
  }

  /// Results of the code at one batch of elements, put where they belong.
  template <std::size_t... W>
  static void put(const batch* values, batch* sums, T* const* at, std::ptrdiff_t from,
                  std::index_sequence<W...>) {
    (put_one<W>(values[W], sums[W], at[reads + W], from), ...);
  }
  template <std::size_t W>
  static void put_one(const batch& value, batch& sum, T* to, std::ptrdiff_t from) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (o.reduction == operation::input)
      lanes::store(value, to + (runs(o) ? from : 0));
    else if constexpr (runs(o))
      lanes::store(combined<o.reduction>(lanes::load(to + from), value), to + from);
    else
      sum = combined<o.reduction>(sum, value);
  }

  static void run_inner(std::ptrdiff_t n, T* const* at) {
    batch in[reads + 1], values[writes + 1], sums[writes + 1];
    simd::unrolled<reads>([&](std::size_t k) {
      if (!runs(operands.read[k])) in[k] = batch(*at[k]);
    });
    simd::unrolled<writes>(
        [&](std::size_t k) { sums[k] = batch(neutral<T>(operands.write[k].reduction)); });
    constexpr std::make_index_sequence<writes> each{};
    std::ptrdiff_t from = 0;
    constexpr std::ptrdiff_t step = width;
    for (; from + step <= n; from += step) {
      simd::unrolled<reads>([&](std::size_t k) {
        if (runs(operands.read[k])) in[k] = lanes::load(at[k] + from);
      });
      evaluate<code>(static_cast<const batch*>(in), values);
      put(values, sums, at, from, each);
    }
    if constexpr (width > 1)
      if (from < n) run_tail(n, from, in, values, sums, at);
    [&]<std::size_t... W>(std::index_sequence<W...>) {
      (finish<W>(sums[W], at[reads + W]), ...);
    }(each);
  }

  /// The last elements, fewer than a batch holds: through memory of a batch's size.
  static void run_tail(std::ptrdiff_t n, std::ptrdiff_t from, batch* in, batch* values, batch* sums,
                       T* const* at) {
    const std::size_t present = static_cast<std::size_t>(n - from);
    T stage[width];
    simd::unrolled<reads>([&](std::size_t k) {
      if (!runs(operands.read[k])) return;
      for (std::size_t lane = 0; lane < width; ++lane)
        stage[lane] = at[k][from + static_cast<std::ptrdiff_t>(lane < present ? lane : 0)];
      in[k] = lanes::load(stage);
    });
    evaluate<code>(static_cast<const batch*>(in), values);
    [&]<std::size_t... W>(std::index_sequence<W...>) {
      (put_tail<W>(values[W], sums[W], at[reads + W] + (runs(operands.write[W]) ? from : 0),
                   present),
       ...);
    }(std::make_index_sequence<writes>{});
  }
  template <std::size_t W>
  static void put_tail(const batch& value, batch& sum, T* to, std::size_t present) {
    constexpr loop_operand o = operands.write[W];
    T stage[width];
    lanes::store(value, stage);
    if constexpr (o.reduction == operation::input) {
      std::copy_n(stage, runs(o) ? present : 1, to);
    } else if constexpr (runs(o)) {
      for (std::size_t lane = 0; lane < present; ++lane)
        to[lane] = combined<o.reduction>(to[lane], stage[lane]);
    } else {
      std::fill(stage + present, stage + width, neutral<T>(o.reduction));
      sum = combined<o.reduction>(sum, lanes::load(stage));
    }
  }

  /// A reduction along the innermost axis: the lanes' parts in one.
  template <std::size_t W>
  static void finish(const batch& sum, T* to) {
    constexpr loop_operand o = operands.write[W];
    if constexpr (o.reduction != operation::input && !runs(o)) {
      T stage[width];
      lanes::store(sum, stage);
      T total = stage[0];
      for (std::size_t lane = 1; lane < width; ++lane)
        total = combined<o.reduction>(total, stage[lane]);
      *to = combined<o.reduction>(*to, total);
    }
  }
};

}  // namespace detail
}  // namespace typegrad
