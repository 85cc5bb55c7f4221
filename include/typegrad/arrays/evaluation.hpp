// Programs called with arrays.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/evaluator.hpp>
#include <typegrad/program/transformed.hpp>

namespace typegrad {

namespace detail {

/// The first array of a library among the leaves says what results are returned as: arrays of fixed
/// sizes, where all arrays of the call are such, else arrays of a rank.
template <class List>
struct results_of_leaves;
template <class A, class... Rest>
struct results_of_leaves<leaf_list<A, Rest...>> : results_of_leaves<leaf_list<Rest...>> {};
template <array_like A, class... Rest>
struct results_of_leaves<leaf_list<A, Rest...>> {
  using type = typename array_argument<A>::results;
};

template <class F, class T, class List, class... Arguments>
struct evaluator_for;
template <class F, class T, class... L, class... Arguments>
struct evaluator_for<F, T, leaf_list<L...>, Arguments...> {
  using type = evaluator<F, std::tuple<typename argument_tree<Arguments>::symbols...>, T,
                         typename shape_of_leaf<L>::type...>;
  static constexpr bool is_fixed = (shape_of_leaf<L>::type::is_fixed && ...);
};

/// All that a call of F with arguments of the given types is made of.
template <class F, class... Arguments>
struct array_call {
  using leaves = leaves_of_arguments<Arguments...>;
  using number = typename common_number<leaves>::type;
  using chosen = evaluator_for<F, number, leaves, Arguments...>;
  using evaluator = typename chosen::type;
  static_assert(sizeof(typename evaluator::valid) > 0);
  using state = typename evaluator::state;
  using tree = symbol_tree<typename evaluator::result>;
  using kind = typename results_of_leaves<leaves>::type;
  using inputs = leaf_elements<number, leaves::size>;
  static constexpr std::size_t outputs = tree::size;

  template <std::size_t K>
  struct leaf_of_result {
    static constexpr shape s = evaluator::output_shape(K);
    template <std::size_t... I>
    static auto fixed(std::index_sequence<I...>) ->
        typename kind::template fixed<number, static_cast<std::size_t>(s.extents[I])...>;
    static auto make() {
      if constexpr (s.rank == 0)
        return std::type_identity<number>{};
      else if constexpr (chosen::is_fixed)
        return std::type_identity<decltype(fixed(std::make_index_sequence<s.rank>{}))>{};
      else
        return std::type_identity<typename kind::template of_rank<number, s.rank>>{};
    }
    using type = typename decltype(make())::type;
  };
  struct result_leaves {
    template <std::size_t K>
    using at = typename leaf_of_result<K>::type;
  };
  using result = typename shaped<typename evaluator::result, result_leaves>::type;

  /// The result of a state on inputs.
  static result run(state& program, const inputs& in) {
    result y{};
    std::array<number*, outputs + 1> out{};
    std::size_t k = 0;
    tree::each(y, [&](auto& leaf) {
      if constexpr (array_leaf<std::remove_cvref_t<decltype(leaf)>>) {
        resize_result(leaf, program.output_size(k));
        out[k++] = array_argument<std::remove_cvref_t<decltype(leaf)>>::data(leaf);
      } else {
        out[k++] = &leaf;
      }
    });
    program(in.pointers(), out.data());
    return y;
  }

 private:
  template <class A>
  static void resize_result(A& a, const array_size& s) {
    if constexpr (requires { kind::resize(a, s); }) kind::resize(a, s);
  }
};

/// A call that has arrays among its arguments is one on numbers.
template <class... Arguments>
  requires(holds_arrays<Arguments> || ...)
inline constexpr bool are_symbols<Arguments...> = false;

template <class... Arguments>
  requires(holds_arrays<Arguments> || ...)
struct evaluation<Arguments...> {
  template <class F>
  static auto of(const F&, const Arguments&... arguments) {
    using this_call = array_call<F, Arguments...>;
    typename this_call::state program(sizes_of_leaves(arguments...));
    typename this_call::inputs in(arguments...);
    each_leaf([&](const auto& leaf, std::size_t k) { in.take(leaf, k); }, arguments...);
    return this_call::run(program, in);
  }
};

}  // namespace detail
}  // namespace typegrad
