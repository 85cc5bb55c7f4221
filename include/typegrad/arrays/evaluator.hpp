// A program for arguments of given shapes, ready to be bound to sizes; and the leaves of a call's
// arguments as its inputs.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/array_program.hpp>
#include <typegrad/arrays/bound_program.hpp>
#include <typegrad/arrays/results.hpp>

namespace typegrad::detail {

/// The program F on the trees of symbols Trees, whose leaves have the shapes Leaves, over numbers
/// T:
///   `valid`            the compile error of its faults, if it has any,
///   `result`           the tree of its results, `output_shape(k)` the shape of its leaf k,
///   `state`            made from the sizes of the leaves, called as state(inputs, outputs).
template <class F, class Trees, class T, class... Leaves>
struct evaluator {
  using program = array_program<F, Trees, Leaves...>;
  using valid = checked<program>;
  using result = typename program::result;
  using state = bound_program<program, T>;
  static constexpr shape output_shape(std::size_t k) {
    return program::plan.shapes[program::plan.buffer_types[program::plan.inputs + k]];
  }
};

/// The sizes of leaves, with room for none.
template <std::size_t N>
using leaf_sizes = std::array<array_size, N + 1>;

template <class... A>
leaf_sizes<leaves_of_arguments<A...>::size> sizes_of_leaves(const A&... arguments) {
  leaf_sizes<leaves_of_arguments<A...>::size> sizes{};
  each_leaf([&](const auto& leaf, std::size_t k) { sizes[k] = size_of_leaf(leaf); }, arguments...);
  return sizes;
}

/// Pointers to the elements of leaves as numbers T: where they lie, or to copies of those that lie
/// otherwise or are other numbers.
template <class T, std::size_t N>
class leaf_elements {
 public:
  template <class... A>
  explicit leaf_elements(const A&... arguments) {
    std::size_t total = 0;
    each_leaf([&](const auto& leaf, std::size_t k) { offsets_[k] = total, total += copied(leaf); },
              arguments...);
    copies_ = std::vector<T>(total, T(0));
  }

  /// From here on pointers()[k] is where leaf k lies, which is of the type and size of the first.
  template <class L>
  void take(const L& leaf, std::size_t k) {
    if constexpr (readable_as<L, T>)
      at_[k] = array_argument<L>::data(leaf);
    else
      copy(leaf, k);
  }
  /// Is pointers()[k] where leaf k lies? So it is once a leaf that is not read in place is copied.
  template <class L>
  bool lies_as_before(const L& leaf, std::size_t k) const {
    if constexpr (readable_as<L, T>)
      return array_argument<L>::data(leaf) == at_[k];
    else
      return true;
  }
  /// Copies leaf k, unless it is read in place.
  template <class L>
  void copy([[maybe_unused]] const L& leaf, [[maybe_unused]] std::size_t k) {
    if constexpr (!readable_as<L, T>) {
      T* const to = copies_.data() + offsets_[k];
      at_[k] = to;
      if constexpr (array_leaf<L>)
        copy_elements(leaf, to);
      else
        *to = static_cast<T>(leaf);
    }
  }
  const T* const* pointers() const { return at_.data(); }

 private:
  template <class L>
  static std::size_t copied(const L& leaf) {
    if constexpr (readable_as<L, T>)
      return 0;
    else if constexpr (array_leaf<L>)
      return static_cast<std::size_t>(array_argument<L>::size(leaf).elements());
    else
      return 1;
  }

  std::array<std::size_t, N + 1> offsets_{};
  std::array<const T*, N + 1> at_{};
  std::vector<T> copies_;
};

}  // namespace typegrad::detail
