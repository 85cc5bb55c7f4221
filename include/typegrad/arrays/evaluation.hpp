// Programs called with arrays, once or bound to sizes.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/array_program.hpp>
#include <typegrad/program/transformed.hpp>

namespace typegrad {

namespace detail {

template <class F, class List, class... Arguments>
struct array_program_of;
template <class F, class... Leaves, class... Arguments>
struct array_program_of<F, leaf_list<Leaves...>, Arguments...> {
  using type = array_program<F, std::tuple<rebind_t<Arguments, symbol>...>,
                             typename shape_of_leaf<Leaves>::type...>;
};

/// The first array among the leaves: results are of its kind.
template <class List>
struct first_array;
template <class A, class... Rest>
struct first_array<leaf_list<A, Rest...>> : first_array<leaf_list<Rest...>> {};
template <array_like A, class... Rest>
struct first_array<leaf_list<A, Rest...>> {
  using type = array_argument<A>;
};

/// All that a call of F with arguments of the given types is made of.
template <class F, class... Arguments>
struct array_call {
  using leaves = typename leaves_of<std::tuple<Arguments...>>::type;
  using number = typename structure<std::tuple<Arguments...>>::scalar;
  using program_type = typename array_program_of<F, leaves, Arguments...>::type;
  using kind = typename first_array<leaves>::type;
  using bound = bound_program<program_type, number>;
  static constexpr std::size_t inputs = program_type::plan.inputs,
                               outputs = program_type::plan.outputs;
  using result = typename results<program_type, number, kind>::type;

  static std::array<array_size, inputs + 1> sizes_of(const Arguments&... arguments) {
    std::array<array_size, inputs + 1> sizes{};
    std::size_t slot = 0;
    const auto measure = [&](const auto& leaf) {
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      if constexpr (array_like<leaf_type>) sizes[slot] = array_argument<leaf_type>::size(leaf);
      ++slot;
    };
    (structure<Arguments>::each(arguments, measure), ...);
    return sizes;
  }

  /// The leaves from the first on, as pointers to row-major elements; those that are not such yet
  /// are copied, and the copies live while the function `then` runs.
  template <std::size_t Slot, class Then, class... Rest>
  static void with_elements(std::array<const number*, inputs + 1>& at, Then then) {
    static_assert(Slot == inputs);
    then(at);
  }
  template <std::size_t Slot, class Then, class First, class... Rest>
  static void with_elements(std::array<const number*, inputs + 1>& at, Then then,
                            const First& first, const Rest&... rest) {
    if constexpr (array_like<First>) {
      decltype(auto) elements = array_argument<First>::template elements<number>(first);
      at[Slot] = elements.data();
      with_elements<Slot + 1>(at, then, rest...);
    } else {
      const number value = static_cast<number>(first);
      at[Slot] = &value;
      with_elements<Slot + 1>(at, then, rest...);
    }
  }

  /// Runs the program on the arguments and writes to the leaves of y.
  template <class... Y>
  static void run(bound& program, const std::tuple<const Arguments&...>& arguments, Y&... y) {
    std::array<number*, outputs + 1> out{};
    std::size_t k = 0;
    const auto place = [&](auto& leaf) {
      if constexpr (array_like<std::remove_cvref_t<decltype(leaf)>>)
        out[k++] = leaf.data();
      else
        out[k++] = &leaf;
    };
    (structure<Y>::each(y, place), ...);
    std::array<const number*, inputs + 1> in{};
    std::apply(
        [&](const auto&... leaf) {
          with_elements<0>(in, [&](const auto& at) { program(at.data(), out.data()); }, leaf...);
        },
        leaves_in(arguments));
  }

  static void resize(const bound& program, result& y) {
    std::size_t k = 0;
    structure<result>::each(y, [&](auto& leaf) {
      if constexpr (array_like<std::remove_cvref_t<decltype(leaf)>>)
        kind::resize(leaf, program.output_size(k));
      ++k;
    });
  }

 private:
  /// References to the leaves of a tree.
  template <class Leaf>
  static auto leaves_in(const Leaf& leaf) {
    return std::tuple<const Leaf&>(leaf);
  }
  template <class... A>
  static auto leaves_in(const std::tuple<A...>& t) {
    return std::apply([](const auto&... a) { return std::tuple_cat(leaves_in(a)...); }, t);
  }
  template <class A, class B>
  static auto leaves_in(const std::pair<A, B>& t) {
    return std::tuple_cat(leaves_in(t.first), leaves_in(t.second));
  }
  template <class A, std::size_t N>
  static auto leaves_in(const std::array<A, N>& t) {
    return std::apply([](const auto&... a) { return std::tuple_cat(leaves_in(a)...); }, t);
  }
  template <tree A>
  static auto leaves_in(const A& a) {
    return visit_fields(a,
                        [](const auto&... field) { return std::tuple_cat(leaves_in(field)...); });
  }
};

template <class... Arguments>
  requires(holds_arrays<Arguments> || ...)
struct evaluation<Arguments...> {
  template <class F>
  static auto of(const F&, const Arguments&... arguments) {
    using calls = array_call<F, Arguments...>;
    check_faults<typename calls::program_type>();
    typename calls::bound program(calls::sizes_of(arguments...));
    typename calls::result y{};
    calls::resize(program, y);
    calls::run(program, std::tie(arguments...), y);
    return y;
  }
};

}  // namespace detail
}  // namespace typegrad
