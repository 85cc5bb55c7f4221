// A program over arrays at work: sizes known, buffers owned, steps run in turn.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/batch_products.hpp>
#include <typegrad/arrays/fixed_products.hpp>
#include <typegrad/arrays/loop.hpp>
#include <typegrad/arrays/run_time_sizes.hpp>
#include <typegrad/arrays/scan.hpp>
#include <typegrad/arrays/whole.hpp>
#include <typegrad/arrays/workspace.hpp>

namespace typegrad {

namespace detail {

template <class P, class T, class Loops>
struct nests_of;
template <class P, class T, std::size_t... L>
struct nests_of<P, T, std::index_sequence<L...>> {
  using type = std::tuple<typename fused_loop<P, L, T>::nest...>;
};

/// The program P with numbers T, or batches of them, whose lanes are runs of the program each.
template <class P, class T>
class bound_program {
  static constexpr std::size_t inputs = P::plan.inputs, outputs = P::plan.outputs,
                               buffers = P::plan.made.buffers, loops = P::plan.made.loops,
                               steps = P::plan.made.steps;
  using each_loop = std::make_index_sequence<loops>;
  using each_step = std::make_index_sequence<steps>;
  using product = std::conditional_t<is_batched<T>, batched_product, bound_product<T>>;
  using scans = scans_of<P, T, std::make_index_sequence<P::plan.made.scans>>;

 public:
  /// Throws shape_error where the sizes do not fit together.
  explicit bound_program(const std::array<array_size, inputs + 1>& sizes)
      : bound_program(run_time_sizes<P>(sizes)) {}
  explicit bound_program(const run_time_sizes<P>& sizes)
      : sizes_(sizes), workspace_(sizes), scans_(scans::bind(sizes)) {
    run_once(each_step{});
    if constexpr (!has_fixed_sizes<P> || is_batched<T>) size_products();
    if constexpr (!has_fixed_sizes<P>) make_nests(each_loop{});
  }
  bound_program(const bound_program& other)
      : sizes_(other.sizes_),
        workspace_(other.sizes_),
        scans_(other.scans_),
        nests_(other.nests_),
        products_(other.products_),
        slices_(other.slices_) {
    run_once(each_step{});
  }
  bound_program& operator=(const bound_program& other) { return *this = bound_program(other); }
  bound_program(bound_program&&) noexcept = default;
  bound_program& operator=(bound_program&&) noexcept = default;

  /// The size of output k.
  const array_size& output_size(std::size_t k) const {
    return sizes_[P::plan.buffer_types[inputs + k]];
  }

  /// The number of elements of input k.
  std::ptrdiff_t input_elements(std::size_t k) const {
    return sizes_[P::plan.buffer_types[k]].elements();
  }

  /// All lanes of this input are equal: the plain numbers, of which products are made.
  void share(std::size_t input, const number_in<T>* plain) { shared_[input] = plain; }

  /// outputs = P(inputs). Allocates nothing. Throws std::out_of_range where an index is none:
  /// before anything is written if it is an input; if it is computed, then as it is used.
  void operator()(const T* const* in, T* const* out) {
    workspace_.take(in, out);
    run_places<P, T> at(workspace_.slots());
    check_given_indices(at, each_step{});
    run_steps(at, each_step{});
  }

 private:
  void size_products() {
    for (std::size_t k = 0; k < steps; ++k) {
      const plan_step& s = P::plan.steps[k];
      if (s.op == operation::contract)
        products_[k] = product(
            batched_product::of(contraction::of(s.attribute), sizes_[s.a_type], sizes_[s.b_type]));
    }
  }

  /// Needs the sizes alone, and writes to a slot that is its own.
  static constexpr bool is_done_once(const plan_step& s) {
    return is_fixed_by_sizes(s.op) && s.result >= inputs + outputs;
  }

  template <std::size_t... S>
  void run_once(std::index_sequence<S...>) {
    run_places<P, T> at(workspace_.slots());
    const auto run = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      if constexpr (is_done_once(P::plan.steps[K])) run_whole<K>(at);
    };
    (run(std::integral_constant<std::size_t, S>{}), ...);
  }

  /// A group is worth slicing if its arrays are too large for the cache and a slice is not.
  static constexpr std::ptrdiff_t smallest_sliced = 1 << 15, smallest_slice = 1 << 9;

  template <std::size_t... L>
  void make_nests(std::index_sequence<L...>) {
    std::array<bool, loops + 1> is_sliced{};
    for (index s = 0; s < steps; ++s) {
      const index end = end_of_group(P::plan, s);
      for (index k = s; k < end && end > s + 1 && !is_batched<T>; ++k)
        if (P::plan.steps[k].op == operation::input) {
          const array_size& space = sizes_[P::plan.loops[P::plan.steps[k].loop].space];
          const std::ptrdiff_t n = space.elements();
          if (n >= smallest_sliced && n >= smallest_slice * space.extents[0])
            slices_[s] = space.extents[0];
        }
      for (index k = s; k < end; ++k)
        if (P::plan.steps[k].op == operation::input)
          is_sliced[P::plan.steps[k].loop] = slices_[s] > 0;
      s = end - 1;
    }
    ((std::get<L>(nests_) =
          fused_loop<P, L, T>::make_nest(sizes_[P::plan.loops[L].space].extents, is_sliced[L])),
     ...);
  }

  /// So few steps that one function holds them all: a number that one of them makes and the next
  /// one reads stays in a register.
  static constexpr bool is_short = steps <= 8;

  template <std::size_t... S>
  [[gnu::always_inline]] void run_steps(run_places<P, T>& at, std::index_sequence<S...>) {
    (run_group<S>(at), ...);
  }
  template <std::size_t S>
  [[gnu::always_inline]] void run_group(run_places<P, T>& at) {
    if constexpr (begins_group<P>[S]) {
      constexpr std::size_t end = end_of_group(P::plan, S);
      const std::ptrdiff_t slices = end == S + 1 ? 0 : slices_[S];
      for (std::ptrdiff_t slice = 0; slice == 0 || slice < slices; ++slice)
        run_slice<S>(at, slice, slices, std::make_index_sequence<end - S>{});
    }
  }
  template <std::size_t S, std::size_t... K>
  [[gnu::always_inline]] void run_slice(run_places<P, T>& at, std::ptrdiff_t slice,
                                        std::ptrdiff_t slices, std::index_sequence<K...>) {
    if constexpr (is_short)
      (run_step<S + K>(at, slice, slices), ...);
    else
      (run_step_apart<S + K>(at, slice, slices), ...);
  }
  template <std::size_t S>
  [[gnu::noinline]] void run_step_apart(run_places<P, T>& at, std::ptrdiff_t slice,
                                        std::ptrdiff_t slices) {
    run_step<S>(at, slice, slices);
  }

  template <std::size_t S>
  void run_whole(run_places<P, T>& at) {
    constexpr plan_step s = P::plan.steps[S];
    if constexpr (looks_up(s.op) && s.b >= inputs) check_indices_of(s, at[s.b]);
    const whole_step<T> step{
        s.attribute, sizes_[s.result_type], sizes_[s.a_type], sizes_[s.b_type], at[s.a],
        at[s.b],     at[s.result]};
    detail::run_whole<s.op>(step, P::plan.maps,
                            [&](std::int32_t e) { return sizes_.number_of(e); });
  }

  template <std::size_t... S>
  void check_given_indices(run_places<P, T>& at, std::index_sequence<S...>) const {
    const auto check = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      constexpr plan_step s = P::plan.steps[K];
      if constexpr (looks_up(s.op) && s.b < inputs) check_indices_of(s, at[s.b]);
    };
    (check(std::integral_constant<std::size_t, S>{}), ...);
  }
  void check_indices_of(const plan_step& s, const T* indices) const {
    const int axis = static_cast<int>(s.attribute);
    const array_size& array = sizes_[s.op == operation::take ? s.a_type : s.result_type];
    check_indices(indices, sizes_[s.b_type].elements(), array.extents[axis], axis);
  }

  template <index L>
  static constexpr auto fixed_nest = fused_loop<P, L, T>::make_nest(
      fixed_size(P::plan.shapes[P::plan.loops[L].space]).extents, false);

  template <std::size_t S>
  [[gnu::always_inline]] void run_step(run_places<P, T>& at, std::ptrdiff_t slice,
                                       std::ptrdiff_t slices) {
    constexpr plan_step s = P::plan.steps[S];
    if constexpr (s.op == operation::input && has_fixed_sizes<P>)
      fused_loop<P, s.loop, T>::run(fixed_nest<s.loop>, at, 0);
    else if constexpr (s.op == operation::input)
      fused_loop<P, s.loop, T>::run(std::get<s.loop>(nests_), at, slice);
    else if constexpr (s.op == operation::contract && is_batched<T>)
      multiply_batches(products_[S], {shared_[s.a], at[s.a]}, {shared_[s.b], at[s.b]},
                       at[s.result]);
    else if constexpr (s.op == operation::contract && has_fixed_sizes<P>)
      contract_fixed<P, S>(at[s.a], at[s.b], at[s.result]);
    else if constexpr (s.op == operation::contract)
      run_product<S>(at, slice, slices);
    else if constexpr (s.op == operation::scan)
      std::get<s.loop>(scans_)(at);
    else if constexpr (!is_done_once(s))
      run_whole<S>(at);
  }

  /// One slice of several along the batches; all where there are none.
  template <std::size_t S>
  void run_product(run_places<P, T>& at, std::ptrdiff_t slice, std::ptrdiff_t slices) {
    constexpr plan_step s = P::plan.steps[S];
    const batched_product& all = products_[S].all();
    const matrix_product& each = all.each;
    const std::ptrdiff_t count = slices > 0 ? all.batches / slices : all.batches;
    const auto part_of = [&](index buffer, std::ptrdiff_t rows, std::ptrdiff_t columns) {
      return at[buffer] + (P::plan.is_local[buffer] ? 0 : slice * count * rows * columns);
    };
    products_[S](part_of(s.a, each.rows, each.summed), part_of(s.b, each.summed, each.columns),
                 part_of(s.result, each.rows, each.columns), count);
  }

  run_time_sizes<P> sizes_;
  workspace<P, T> workspace_;
  typename scans::type scans_;
  typename nests_of<P, T, each_loop>::type nests_{};
  std::array<product, steps + 1> products_{};       ///< by the step that is a contraction
  std::array<std::ptrdiff_t, steps + 1> slices_{};  ///< by the first step of a group; 0 for none
  std::array<const number_in<T>*, buffers + 1> shared_{};  ///< of the inputs whose lanes are equal
};

}  // namespace detail
}  // namespace typegrad
