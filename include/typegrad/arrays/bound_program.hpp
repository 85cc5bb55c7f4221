// A program over arrays at work: sizes known, buffers owned, steps run in turn.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <typegrad/arrays/gemm.hpp>
#include <typegrad/arrays/loop.hpp>
#include <typegrad/arrays/shape_error.hpp>
#include <typegrad/arrays/views.hpp>

namespace typegrad {

namespace detail {

template <class P, class T, class Loops>
struct nests_of;
template <class P, class T, std::size_t... L>
struct nests_of<P, T, std::index_sequence<L...>> {
  using type = std::tuple<typename fused_loop<P, L, T>::nest...>;
};

/// The program P with numbers T, for arrays of fixed sizes.
template <class P, class T>
class bound_program {
  static constexpr std::size_t inputs = P::plan.inputs, outputs = P::plan.outputs,
                               buffers = P::plan.buffers_made, loops = P::plan.loops_made,
                               steps = P::plan.steps_made, dimensions = P::plan.dimensions_made,
                               shapes = P::plan.shapes_made;
  using each_loop = std::make_index_sequence<loops>;

 public:
  /// Throws shape_error where the sizes do not fit together.
  explicit bound_program(const std::array<array_size, inputs + 1>& sizes) {
    measure(sizes);
    lay_out();
    make_nests(each_loop{});
  }
  bound_program(const bound_program& other)
      : sizes_(other.sizes_),
        extents_(other.extents_),
        nests_(other.nests_),
        slices_(other.slices_) {
    lay_out();
  }
  bound_program& operator=(const bound_program& other) {
    bound_program copy(other);
    std::swap(sizes_, copy.sizes_);
    std::swap(extents_, copy.extents_);
    std::swap(nests_, copy.nests_);
    std::swap(slices_, copy.slices_);
    std::swap(storage_, copy.storage_);
    std::swap(slots_, copy.slots_);
    return *this;
  }
  bound_program(bound_program&&) noexcept = default;
  bound_program& operator=(bound_program&&) noexcept = default;

  /// The size of output k.
  const array_size& output_size(std::size_t k) const {
    return sizes_[P::plan.buffer_types[inputs + k]];
  }

  /// outputs = P(inputs). Allocates nothing.
  void operator()(const T* const* in, T* const* out) {
    T* at[buffers + 1];
    for (std::size_t k = 0; k < inputs; ++k) at[k] = const_cast<T*>(in[k]);  // never written
    for (std::size_t k = 0; k < outputs; ++k) at[inputs + k] = out[k];
    for (std::size_t k = inputs + outputs; k < buffers; ++k) at[k] = slots_[k];
    run_steps(at);
  }

 private:
  /// The value of every symbolic dimension, and of every shape.
  void measure(const std::array<array_size, inputs + 1>& sizes) {
    const auto value = [&](std::int32_t e) {
      return e >= 0 ? std::ptrdiff_t{e} : extents_[static_cast<std::size_t>(-e - 1)];
    };
    for (std::size_t k = 0; k < dimensions; ++k) {
      const dimension& d = P::plan.dimensions[k];
      switch (d.from) {
        case dimension::origin::axis:
          extents_[k] = sizes[static_cast<std::size_t>(d.a)].extents[d.b];
          break;
        case dimension::origin::product:
          extents_[k] = value(d.a) * value(d.b);
          break;
        case dimension::origin::sum:
          extents_[k] = value(d.a) + value(d.b);
          break;
        case dimension::origin::quotient:
          extents_[k] = value(d.a) + d.b < 0 ? 0 : (value(d.a) + d.b) / d.c;
          break;
      }
    }
    for (std::size_t k = 0; k < P::plan.constraints_made; ++k) {
      const constraint& c = P::plan.constraints[k];
      if (value(c.left) != value(c.right)) throw_misfit(c, value);
    }
    for (std::size_t k = 0; k < shapes; ++k) {
      const shape& s = P::plan.shapes[k];
      sizes_[k].rank = s.rank;
      for (int axis = 0; axis < s.rank; ++axis) sizes_[k].extents[axis] = value(s.extents[axis]);
    }
  }

  void lay_out() {
    std::size_t total = 0;
    std::array<std::size_t, buffers + 1> offsets{};
    for (std::size_t k = inputs + outputs; k < buffers; ++k) {
      offsets[k] = total;
      const auto n = static_cast<std::size_t>(sizes_[P::plan.buffer_types[k]].elements());
      total += (n + 15) / 16 * 16;
    }
    // The first slot begins a cache line, and so do all others.
    constexpr std::size_t line = 64, spare = line / sizeof(T);
    storage_ = std::vector<T>(total + spare, T(0));
    void* first = storage_.data();
    std::size_t room = storage_.size() * sizeof(T);
    if (spare == 0 || std::align(line, total * sizeof(T), first, room) == nullptr)
      first = storage_.data();
    for (std::size_t k = inputs + outputs; k < buffers; ++k)
      slots_[k] = static_cast<T*>(first) + offsets[k];
    for (std::size_t s = 0; s < steps; ++s)
      if (is_done_once(P::plan.steps[s])) run_whole(P::plan.steps[s], slots_.data(), 0, 0);
  }

  /// Needs the sizes alone, and writes to a slot that is its own.
  static constexpr bool is_done_once(const plan_step& s) {
    return is_fixed_by_sizes(s.op) && s.result >= inputs + outputs;
  }

  /// A group is worth slicing if its arrays are too large for the cache and a slice is not.
  static constexpr std::ptrdiff_t smallest_sliced = 1 << 15, smallest_slice = 1 << 9;

  template <std::size_t... L>
  void make_nests(std::index_sequence<L...>) {
    std::array<bool, loops + 1> is_sliced{};
    for (std::size_t s = 0; s < steps; ++s) {
      const std::size_t end = end_of_group(s);
      for (std::size_t k = s; k < end && end > s + 1; ++k)
        if (P::plan.steps[k].op == operation::input) {
          const array_size& space = sizes_[P::plan.loops[P::plan.steps[k].loop].space];
          const std::ptrdiff_t n = space.elements();
          if (n >= smallest_sliced && n >= smallest_slice * space.extents[0])
            slices_[s] = space.extents[0];
        }
      for (std::size_t k = s; k < end; ++k)
        if (P::plan.steps[k].op == operation::input)
          is_sliced[P::plan.steps[k].loop] = slices_[s] > 0;
      s = end - 1;
    }
    ((std::get<L>(nests_) =
          fused_loop<P, L, T>::make_nest(sizes_[P::plan.loops[L].space].extents, is_sliced[L])),
     ...);
  }

  /// The first step after the group of step s, or after s itself where it is in none.
  static constexpr std::size_t end_of_group(std::size_t s) {
    std::size_t end = s + 1;
    while (end < steps && P::plan.steps[s].group != absent &&
           P::plan.steps[end].group == P::plan.steps[s].group)
      ++end;
    return end;
  }

  static constexpr std::array<bool, steps + 1> begins_group = [] {
    std::array<bool, steps + 1> begins{};
    for (std::size_t s = 0; s < steps; s = end_of_group(s)) begins[s] = true;
    return begins;
  }();

  void run_steps(T* const* at) {
    [&]<std::size_t... S>(std::index_sequence<S...>) {
      (run_group<S>(at), ...);
    }(std::make_index_sequence<steps>{});
  }
  template <std::size_t S>
  void run_group(T* const* at) {
    if constexpr (begins_group[S]) {
      constexpr std::size_t end = end_of_group(S);
      const std::ptrdiff_t slices = end == S + 1 ? 0 : slices_[S];
      for (std::ptrdiff_t slice = 0; slice == 0 || slice < slices; ++slice)
        [&]<std::size_t... K>(std::index_sequence<K...>) {
          (run_step<S + K>(at, slice, slices), ...);
        }(std::make_index_sequence<end - S>{});
    }
  }

  template <std::size_t S>
  void run_step(T* const* at, std::ptrdiff_t slice, std::ptrdiff_t slices) {
    constexpr plan_step s = P::plan.steps[S];
    if constexpr (s.op == operation::input)
      fused_loop<P, s.loop, T>::run(std::get<s.loop>(nests_), at, slice);
    else if constexpr (!is_done_once(s))
      run_whole(s, at, slice, slices);
  }
  void run_whole(const plan_step& s, T* const* at, std::ptrdiff_t slice, std::ptrdiff_t slices) {
    const array_size &size = sizes_[s.result_type], &a = sizes_[s.a_type], &b = sizes_[s.b_type];
    T* const r = at[s.result];
    const T *const x = at[s.a], *const y = at[s.b];
    const auto n = static_cast<std::size_t>(size.elements());
    switch (s.op) {
      case operation::contract:
        run_contraction(contraction::of(s.attribute), a, b, x, y, r, slice, slices);
        break;
      case operation::view:
        each_element(P::plan.maps[s.attribute], a, size,
                     [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[j] = x[i]; });
        break;
      case operation::unview:
        std::fill_n(r, n, T(0));
        each_element(P::plan.maps[s.attribute], size, a,
                     [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[i] = r[i] + x[j]; });
        break;
      case operation::take:
        each_indexed(a, static_cast<int>(s.attribute), y, b.elements(),
                     [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                       std::copy_n(x + i, length, r + j);
                     });
        break;
      case operation::scatter:
        std::fill_n(r, n, T(0));
        each_indexed(size, static_cast<int>(s.attribute), y, b.elements(),
                     [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                       for (std::ptrdiff_t k = 0; k < length; ++k) r[i + k] = r[i + k] + x[j + k];
                     });
        break;
      case operation::cumsum:
        sum_along(size, static_cast<int>(s.attribute & 7u), (s.attribute & 8u) != 0, x, r);
        break;
      case operation::iota:
        for (std::size_t k = 0; k < n; ++k) r[k] = T(static_cast<double>(k));
        break;
      case operation::extent:
        *r = T(static_cast<double>(extents_[s.attribute]));
        break;
      default:
        break;
    }
  }

  static void run_contraction(const contraction& c, const array_size& a, const array_size& b,
                              const T* x, const T* y, T* r, std::ptrdiff_t slice,
                              std::ptrdiff_t slices) {
    const auto product = [](const array_size& s, int first, int count) {
      std::ptrdiff_t n = 1;
      for (int k = first; k < first + count; ++k) n *= s.extents[k];
      return n;
    };
    const std::ptrdiff_t batches = product(a, 0, c.batch);
    const matrix_product p{product(a, c.batch + (c.left_turned ? c.summed : 0), c.rows),
                           product(b, c.batch + (c.right_turned ? 0 : c.summed), c.columns),
                           product(a, c.batch + (c.left_turned ? 0 : c.rows), c.summed),
                           c.left_turned, c.right_turned};
    const std::ptrdiff_t part = slices > 0 ? batches / slices : batches;
    for (std::ptrdiff_t k = slice * part; k < (slice + 1) * part; ++k)
      multiply(p, x + k * p.rows * p.summed, y + k * p.summed * p.columns,
               r + k * p.rows * p.columns);
  }

  std::array<array_size, shapes + 1> sizes_{};
  std::array<std::ptrdiff_t, dimensions + 1> extents_{};
  typename nests_of<P, T, each_loop>::type nests_{};
  std::array<std::ptrdiff_t, steps + 1> slices_{};  ///< by the first step of a group; 0 for none
  std::vector<T> storage_;
  std::array<T*, buffers + 1> slots_{};
};

}  // namespace detail
}  // namespace typegrad
