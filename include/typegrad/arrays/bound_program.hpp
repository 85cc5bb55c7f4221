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
#include <typegrad/arrays/whole.hpp>

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
      : sizes_(other.sizes_), extents_(other.extents_), nests_(other.nests_) {
    lay_out();
  }
  bound_program& operator=(const bound_program& other) {
    bound_program copy(other);
    std::swap(sizes_, copy.sizes_);
    std::swap(extents_, copy.extents_);
    std::swap(nests_, copy.nests_);
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

  /// outputs = P(inputs). Allocates nothing. Throws std::out_of_range where an index is none:
  /// before anything is written if it is an input; if it is computed, then as it is used.
  void operator()(const T* const* in, T* const* out) {
    T* at[buffers + 1];
    for (std::size_t k = 0; k < inputs; ++k) at[k] = const_cast<T*>(in[k]);  // never written
    for (std::size_t k = 0; k < outputs; ++k) at[inputs + k] = out[k];
    for (std::size_t k = inputs + outputs; k < buffers; ++k) at[k] = slots_[k];
    for (std::size_t k = 0; k < steps; ++k)
      if (looks_up(P::plan.steps[k]) && P::plan.steps[k].b < inputs)
        check_indices_of(P::plan.steps[k], at[P::plan.steps[k].b]);
    run_steps(at, std::make_index_sequence<steps>{});
  }

 private:
  /// The number that an extent is.
  std::ptrdiff_t number_of(std::int32_t e) const {
    return e >= 0 ? std::ptrdiff_t{e} : extents_[static_cast<std::size_t>(-e - 1)];
  }

  /// The value of every symbolic dimension, and of every shape.
  void measure(const std::array<array_size, inputs + 1>& sizes) {
    const auto value = [&](std::int32_t e) { return number_of(e); };
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
        case dimension::origin::difference:
          extents_[k] = value(d.a) - value(d.b);
          break;
        case dimension::origin::minimum:
          extents_[k] = std::min(value(d.a), value(d.b));
          break;
        case dimension::origin::quotient:
          extents_[k] = value(d.a) + d.b < 0 ? 0 : (value(d.a) + d.b) / d.c;
          break;
      }
    }
    for (std::size_t k = 0; k < P::plan.constraints_made; ++k) {
      const constraint& c = P::plan.constraints[k];
      const bool holds = c.how == constraint::relation::equal ? value(c.left) == value(c.right)
                                                              : value(c.left) >= value(c.right);
      if (!holds) throw_misfit(c, value);
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
    storage_ = std::vector<T>(total, T(0));
    for (std::size_t k = inputs + outputs; k < buffers; ++k)
      slots_[k] = storage_.data() + offsets[k];
  }

  template <std::size_t... L>
  void make_nests(std::index_sequence<L...>) {
    ((std::get<L>(nests_) = fused_loop<P, L, T>::make_nest(sizes_[P::plan.loops[L].space].extents)),
     ...);
  }

  template <std::size_t... S>
  void run_steps(T* const* at, std::index_sequence<S...>) {
    (run_step<S>(at), ...);
  }
  template <std::size_t S>
  void run_step(T* const* at) {
    constexpr plan_step s = P::plan.steps[S];
    if constexpr (s.op == operation::input)
      fused_loop<P, s.loop, T>::run(std::get<s.loop>(nests_), at);
    else
      run_whole(s, at);
  }

  void run_whole(const plan_step& s, T* const* at) {
    const array_size &size = sizes_[s.result_type], &a = sizes_[s.a_type], &b = sizes_[s.b_type];
    T* const r = at[s.result];
    const T *const x = at[s.a], *const y = at[s.b];
    if (s.op == operation::contract)
      return run_contraction(contraction::of(s.attribute), a, b, x, y, r);
    if (looks_up(s) && s.b >= inputs) check_indices_of(s, y);
    detail::run_whole(whole_step<T>{s.op, s.attribute, size, a, b, x, y, r}, P::plan.maps,
                      [&](std::int32_t e) { return number_of(e); });
  }

  static constexpr bool looks_up(const plan_step& s) {
    return s.op == operation::take || s.op == operation::scatter;
  }
  void check_indices_of(const plan_step& s, const T* indices) const {
    const int axis = static_cast<int>(s.attribute);
    const array_size& array = sizes_[s.op == operation::take ? s.a_type : s.result_type];
    check_indices(indices, sizes_[s.b_type].elements(), array.extents[axis], axis);
  }

  static void run_contraction(const contraction& c, const array_size& a, const array_size& b,
                              const T* x, const T* y, T* r) {
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
    for (std::ptrdiff_t k = 0; k < batches; ++k)
      multiply(p, x + k * p.rows * p.summed, y + k * p.summed * p.columns,
               r + k * p.rows * p.columns);
  }

  std::array<array_size, shapes + 1> sizes_{};
  std::array<std::ptrdiff_t, dimensions + 1> extents_{};
  typename nests_of<P, T, each_loop>::type nests_{};
  std::vector<T> storage_;
  std::array<T*, buffers + 1> slots_{};
};

}  // namespace detail
}  // namespace typegrad
