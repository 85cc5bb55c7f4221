// Second derivatives: the Hessian and its products with a vector, by forward over reverse mode.
#pragma once

#include <tuple>

#include <typegrad/program/directional.hpp>
#include <typegrad/program/gradient.hpp>

namespace typegrad {

namespace detail {

/// Column j of the Hessian is the tangent of the gradient along x_j; entries above the diagonal are
/// taken from below it.
template <class Wrt>
struct hessian_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    check_one_number<F>(arguments);
    using gradient = decltype(choose<Wrt>(arguments));
    scope<F, Shapes...> s(f, arguments);
    builder& b = s.owner();
    sequence<index> variables;
    append_nodes(b, choose<Wrt>(s.variables()), variables);
    const sequence<index> first = linearize(b, mode::reverse, variables, s.outputs());
    const index n = variables.size();
    sequence<index> entries(n * n, absent);
    b.begin_derivative(s.outputs(), 2);
    const bool along_numbers =
        !b.has_arrays() || check_directions(b, mode::forward, variables, s.outputs());
    for (index j = 0; along_numbers && j < n; ++j) {
      sequence<index> rows, places;
      for (index i = j; i < n; ++i) {
        if (first[i] == absent) continue;
        rows.push_back(first[i]);
        places.push_back(i);
      }
      const sequence<index> column = tangent(b, only(variables[j]), only(b.number({1})), rows);
      for (index k = 0; k < column.size(); ++k)
        entries[places[k] * n + j] = entries[j * n + places[k]] = column[k];
    }
    b.end_derivative();
    entries = s.leave(entries);
    index next = 0;
    return tree_of<rebind_t<gradient, gradient>>(b, entries, next);
  }
};

template <class Wrt>
struct hessian_vector_rule {
  template <class F, class... X, class... V>
  static constexpr auto apply(const F& f, const std::tuple<X...>& x, const std::tuple<V...>& v) {
    check_one_number<F>(x);
    return tangent_rule<Wrt>::apply(transformed<gradient_rule<options<mode::reverse, Wrt>>, F>{f},
                                    x, v)
        .second;
  }
};

}  // namespace detail

/// x -> H(x), H_ij = ∂²f/∂x_i∂x_j: the gradient's tree, with a gradient in the place of each
/// number. H is symmetric to the last bit. f returns one number. Cost: that of the gradient and,
/// for each of its n numbers, of a tangent of the numbers from there on.
template <class... Options, class F>
constexpr auto hessian(const F& f) {
  return transformed<detail::hessian_rule<typename detail::options_of<Options...>::with_respect_to>,
                     F>{f};
}

/// (at(x...), along(v...)) -> H(x) v, in the shape of the gradient. Cost: at most about 10 times
/// that of f, for any number of arguments.
template <class... Options, class F>
constexpr auto hvp(const F& f) {
  return detail::directional<
      detail::hessian_vector_rule<typename detail::options_of<Options...>::with_respect_to>, F>{f};
}

}  // namespace typegrad
