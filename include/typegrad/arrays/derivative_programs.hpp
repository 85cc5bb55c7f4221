// The programs that derivatives with respect to arrays are made of: tangent, adjoint, and the
// shapes of their arguments.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/evaluator.hpp>
#include <typegrad/program/second_order.hpp>
#include <typegrad/program/value.hpp>

namespace typegrad::detail {

/// The variables among the leaves of a call: those of the arguments that Wrt chooses.
template <class Wrt, class Trees, class... Leaves>
struct chosen_leaves;
template <class Wrt, class... Trees, class... Leaves>
struct chosen_leaves<Wrt, std::tuple<Trees...>, Leaves...> {
  using tree = decltype(choose<Wrt>(std::declval<std::tuple<Trees...>>()));
  static constexpr std::size_t size = symbol_tree<tree>::size;

  /// The place of each variable among the leaves.
  static constexpr auto places = [] {
    constexpr std::size_t sizes[] = {symbol_tree<Trees>::size..., 0};
    std::array<std::size_t, size + 1> p{};
    std::size_t k = 0;
    const auto append = [&](std::size_t argument) {
      std::size_t first = 0;
      for (std::size_t i = 0; i < argument; ++i) first += sizes[i];
      for (std::size_t i = 0; i < sizes[argument]; ++i) p[k++] = first + i;
    };
    [&]<std::size_t... I>(wrt<I...>) {
      (append(I), ...);
    }(typename positions<Wrt, sizeof...(Trees)>::type{});
    return p;
  }();

  template <std::size_t K>
  using shape_of = std::tuple_element_t<places[K], std::tuple<Leaves...>>;
  static leaf_sizes<size> sizes(const leaf_sizes<sizeof...(Leaves)>& of_leaves) {
    leaf_sizes<size> s{};
    for (std::size_t k = 0; k < size; ++k) s[k] = of_leaves[places[k]];
    return s;
  }
};

template <std::int32_t... Extents>
constexpr shape as_shape(leaf_shape<Extents...>) {
  return {sizeof...(Extents), {Extents...}};
}
/// The shape of output K as a type: what is known at run time only is -1 there.
template <class Evaluator, std::size_t K>
struct output_leaf {
  static constexpr shape s = Evaluator::output_shape(K);
  template <std::size_t... I>
  static auto of(std::index_sequence<I...>)
      -> leaf_shape<(s.extents[I] < 0 ? -1 : s.extents[I])...>;
  using type = decltype(of(std::make_index_sequence<s.rank>{}));
};

/// All that derivatives of F along arrays are made of.
template <class F, class Wrt, class Trees, class T, class... Leaves>
struct array_derivatives;
template <class F, class Wrt, class... Trees, class T, class... Leaves>
struct array_derivatives<F, Wrt, std::tuple<Trees...>, T, Leaves...> {
  static constexpr std::size_t point = sizeof...(Leaves);
  using variables = chosen_leaves<Wrt, std::tuple<Trees...>, Leaves...>;
  using value = evaluator<transformed<value_rule, F>, std::tuple<Trees...>, T, Leaves...>;
  static_assert(sizeof(typename value::valid) > 0);
  using result = typename value::result;
  static constexpr std::size_t V = variables::size, O = symbol_tree<result>::size;
  static_assert(V > 0, "typegrad: a derivative is taken with respect to nothing");

  static constexpr shape result_shape(std::size_t k) { return value::output_shape(k); }
  static constexpr shape variable_shape(std::size_t k) {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      const shape shapes[] = {as_shape(typename variables::template shape_of<K>{})...};
      return shapes[k];
    }(std::make_index_sequence<V>{});
  }
  /// Σ of the elements of N shapes; -1 if they are known at run time only.
  template <class Shape>
  static constexpr std::int64_t count_elements(std::size_t n, Shape shape_at) {
    std::int64_t total = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const shape s = shape_at(k);
      std::int64_t elements = 1;
      for (int i = 0; i < s.rank; ++i) {
        if (s.extents[i] < 0) return -1;
        elements *= s.extents[i];
      }
      total += elements;
    }
    return total;
  }
  static constexpr bool are_numbers(std::size_t n, shape (*shape_at)(std::size_t)) {
    for (std::size_t k = 0; k < n; ++k)
      if (shape_at(k).rank > 0) return false;
    return true;
  }
  static constexpr bool variables_are_numbers = are_numbers(V, variable_shape);
  static constexpr bool results_are_numbers = are_numbers(O, result_shape);

  template <class Rule, std::size_t... K>
  static auto along_variables(std::index_sequence<K...>) {
    using flat = typename directional<Rule, F>::template flat<sizeof...(Trees)>;
    return std::type_identity<evaluator<
        flat,
        decltype(flat_trees(std::type_identity<typename positions<Wrt, sizeof...(Trees)>::type>{})),
        T, Leaves..., typename variables::template shape_of<K>...>>{};
  }
  template <std::size_t... I>
  static auto flat_trees(std::type_identity<wrt<I...>>)
      -> std::tuple<Trees..., std::tuple_element_t<I, std::tuple<Trees...>>...>;
  template <class Rule>
  using along =
      typename decltype(along_variables<Rule>(std::make_index_sequence<V>{}))::type::state;

  template <std::size_t... K>
  static auto back(std::index_sequence<K...>) {
    return std::type_identity<
        evaluator<transformed<pullback_rule<Wrt>, F>, std::tuple<Trees..., result>, T, Leaves...,
                  typename output_leaf<value, K>::type...>>{};
  }
  template <std::size_t N>
  using back_from = typename decltype(back(std::make_index_sequence<N>{}))::type::state;
};

}  // namespace typegrad::detail
