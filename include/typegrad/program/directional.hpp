// Products with the Jacobian: along a tangent (jvp), back from a cotangent (vjp).
#pragma once

#include <tuple>
#include <utility>

#include <typegrad/program/value.hpp>

namespace typegrad {

/// The point of a directional derivative: the program's arguments. By default the direction has one
/// part an argument.
template <class... Arguments>
struct at {
  std::tuple<Arguments...> values;
  constexpr explicit at(const Arguments&... arguments) : values(arguments...) {}
};

/// The direction of a directional derivative: one part for each argument of the program, or for
/// each that wrt<...> names.
template <class... Arguments>
struct along {
  std::tuple<Arguments...> values;
  constexpr explicit along(const Arguments&... arguments) : values(arguments...) {}
};

namespace detail {

/// f at the point and along the direction, both in one list of arguments: the point's parts, then
/// the direction's.
template <class Rule, class F>
struct directional {
  [[no_unique_address]] F f;

  template <class... X, class... V>
  constexpr auto operator()(const at<X...>& x, const along<V...>& v) const {
    return std::apply([&](const auto&... part) { return flat<sizeof...(X)>{f}(part...); },
                      std::tuple_cat(x.values, v.values));
  }

  /// The program of one list of arguments: the N parts of the point, then those of the direction.
  template <std::size_t N>
  struct split {
    template <class G, class... Shapes>
    static constexpr auto apply(const G& g, const std::tuple<Shapes...>& all) {
      return [&]<std::size_t... I, std::size_t... J>(std::index_sequence<I...>,
                                                     std::index_sequence<J...>) {
        return Rule::apply(g, std::make_tuple(std::get<I>(all)...),
                           std::make_tuple(std::get<N + J>(all)...));
      }(std::make_index_sequence<N>{}, std::make_index_sequence<sizeof...(Shapes) - N>{});
    }
  };
  template <std::size_t N>
  using flat = transformed<split<N>, F>;
};

template <class Wrt>
struct tangent_rule {
  template <class F, class... X, class... V>
  static constexpr auto apply(const F& f, const std::tuple<X...>& x, const std::tuple<V...>& v) {
    using chosen = decltype(choose<Wrt>(x));
    static_assert(structure<std::tuple<V...>>::size == structure<chosen>::size,
                  "typegrad: the direction given to tg::along has not as many numbers as the "
                  "arguments it goes along");
    scope<F, X...> s(f, x);
    sequence<index> variables, seeds, nodes = s.outputs();
    append_nodes(s.owner(), choose<Wrt>(s.variables()), variables);
    append_nodes(s.owner(), v, seeds);
    s.owner().begin_derivative(s.outputs());
    for (const index i : tangent(s.owner(), variables, seeds, s.outputs())) nodes.push_back(i);
    s.owner().end_derivative();
    nodes = s.leave(nodes);
    index next = 0;
    using result = typename scope<F, X...>::result;
    auto y = tree_of<result>(s.owner(), nodes, next);
    auto dy = tree_of<result>(s.owner(), nodes, next);
    return std::pair(y, dy);
  }
};

/// (x..., ȳ) -> x̄ = Jᵀ ȳ
template <class Wrt>
struct pullback_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& all) {
    constexpr std::size_t n = sizeof...(Shapes) - 1;
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return pull(f, std::make_tuple(std::get<I>(all)...), std::get<n>(all));
    }(std::make_index_sequence<n>{});
  }

 private:
  template <class F, class... X, class Y>
  static constexpr auto pull(const F& f, const std::tuple<X...>& x, const Y& y_bar) {
    using result = typename scope<F, X...>::result;
    static_assert(
        structure<Y>::size == structure<result>::size,
        "typegrad: the cotangent given to a pullback has not the shape of the program's result");
    scope<F, X...> s(f, x);
    sequence<index> variables, seeds;
    append_nodes(s.owner(), choose<Wrt>(s.variables()), variables);
    append_nodes(s.owner(), y_bar, seeds);
    s.owner().begin_derivative(s.outputs());
    sequence<index> nodes = adjoint(s.owner(), variables, s.outputs(), seeds);
    s.owner().end_derivative();
    nodes = s.leave(nodes);
    index next = 0;
    return tree_of<decltype(choose<Wrt>(x))>(s.owner(), nodes, next);
  }
};

/// ȳ -> x̄ at a fixed point, by `Back`, which takes (x..., ȳ).
template <class Back, class... Arguments>
struct pullback {
  [[no_unique_address]] Back back;
  std::tuple<Arguments...> point;

  template <class Y>
  constexpr auto operator()(const Y& y_bar) const {
    return std::apply([&](const auto&... part) { return back(part..., y_bar); }, point);
  }
};

/// x -> (value(x), pullback at x)
template <class Value, class Back>
struct vector_jacobian {
  [[no_unique_address]] Value value;
  [[no_unique_address]] Back back;

  // Nested braces around empty members would end clang 16.
  constexpr vector_jacobian(const Value& value_of_f, const Back& pullback_of_f)
      : value(value_of_f), back(pullback_of_f) {}

  template <class... Arguments>
  constexpr auto operator()(const Arguments&... arguments) const {
    if constexpr ((bound<Arguments> || ...))
      return call_by_name(*this, arguments...);
    else
      return std::pair(value(arguments...),
                       pullback<Back, Arguments...>{back, std::make_tuple(arguments...)});
  }
};

}  // namespace detail

/// (at(x...), along(ẋ...)) -> (f(x), J ẋ) as a std::pair of two results of f, by forward mode. The
/// direction has as many numbers as the arguments it goes along; the compiler refuses others. Cost:
/// at most about 2.5 times that of f.
template <class... Options, class F>
constexpr auto jvp(const F& f) {
  return detail::directional<
      detail::tangent_rule<typename detail::options_of<Options...>::with_respect_to>, F>{f};
}

/// x -> (f(x), pullback) as a std::pair, where pullback(ȳ) = Jᵀ ȳ takes a result of f and has the
/// shape of a gradient, by reverse mode. The pullback keeps the point and no tape: each call
/// evaluates f and its adjoint, at most about 4 times the cost of f.
template <class... Options, class F>
constexpr auto vjp(const F& f) {
  using wrt = typename detail::options_of<Options...>::with_respect_to;
  using value = transformed<detail::value_rule, F>;
  using back = transformed<detail::pullback_rule<wrt>, F>;
  return detail::vector_jacobian<value, back>(value{f}, back{f});
}

}  // namespace typegrad
