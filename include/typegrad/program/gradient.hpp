// First derivatives: value and gradient, gradient, Jacobian.
#pragma once

#include <tuple>
#include <utility>

#include <typegrad/program/transformed.hpp>

namespace typegrad {

namespace detail {

/// (y, J): the result as a tree, and for each number y_i of it the tree of ∂y_i/∂x over the chosen
/// arguments x.
template <class Options, class F, class... Shapes>
constexpr auto value_and_jacobian(const F& f, const std::tuple<Shapes...>& arguments) {
  scope<F, Shapes...> s(f, arguments);
  using result = typename scope<F, Shapes...>::result;
  using derivative = decltype(choose<typename Options::with_respect_to>(arguments));
  sequence<index> variables, nodes = s.outputs();
  append_nodes(s.owner(), choose<typename Options::with_respect_to>(s.variables()), variables);
  for (const index entry : linearize(s.owner(), Options::how, variables, s.outputs()))
    nodes.push_back(entry);
  nodes = s.leave(nodes);
  index next = 0;
  auto y = tree_of<result>(s.owner(), nodes, next);
  auto j = tree_of<rebind_t<result, derivative>>(s.owner(), nodes, next);
  return std::pair(y, j);
}

template <class F, class... Shapes>
constexpr void check_one_number(const std::tuple<Shapes...>&) {
  if constexpr (check_invocable<F, Shapes...>())
    static_assert(structure_of<std::invoke_result_t<const F&, const Shapes&...>>::size == 1,
                  "typegrad: a gradient is taken of a program that returns one number; use "
                  "tg::jacobian for several");
}

template <class Options>
struct value_and_gradient_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    check_one_number<F>(arguments);
    return value_and_jacobian<Options>(f, arguments);
  }
};

template <class Options>
struct gradient_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    check_one_number<F>(arguments);
    return value_and_jacobian<Options>(f, arguments).second;
  }
};

template <class Options>
struct jacobian_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    return value_and_jacobian<Options>(f, arguments).second;
  }
};

}  // namespace detail

/// x -> (f(x), ∇f(x)) as a std::pair. The gradient has the type of the argument it is taken for,
/// over the scalar of the call; a std::tuple of such for several arguments (all, or those of
/// wrt<...>). Cost in reverse mode: at most about 4 times the cost of f, for any number of
/// arguments; in forward mode about 1 + 1.5 n times, for n numbers. A program of several numbers is
/// refused by the compiler, as are a callable with state and a call without arguments.
template <class... Options, class F>
constexpr auto value_and_grad(const F& f) {
  return transformed<detail::value_and_gradient_rule<detail::options_of<Options...>>, F>{f};
}

/// x -> ∇f(x); shapes and cost as for value_and_grad.
template <class... Options, class F>
constexpr auto grad(const F& f) {
  return transformed<detail::gradient_rule<detail::options_of<Options...>>, F>{f};
}

/// x -> J(x) = ∂f/∂x: the result's tree, with the gradient of each of its numbers in that number's
/// place. So a program from std::array<T, n> to std::array<T, m> has the Jacobian
/// std::array<std::array<T, n>, m>, J[i][j] = ∂f_i/∂x_j. Cost: at most that of a gradient for each
/// of the m results in reverse mode; in forward mode as for value_and_grad.
template <class... Options, class F>
constexpr auto jacobian(const F& f) {
  return transformed<detail::jacobian_rule<detail::options_of<Options...>>, F>{f};
}

}  // namespace typegrad
