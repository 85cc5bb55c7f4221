// Gives the derivatives of formulas their names: each tuple of derivatives becomes a named_tuple.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <typegrad/program/gradient.hpp>
#include <typegrad/program/named_tuple.hpp>
#include <typegrad/program/second_order.hpp>
#include <typegrad/program/value.hpp>

namespace typegrad {

namespace detail {

/// The variables at the positions I.
template <class... V, std::size_t... I>
constexpr auto choose_variables(variable_list<V...>, wrt<I...>) {
  return variable_list<std::tuple_element_t<I, std::tuple<V...>>...>{};
}

/// A tree of derivatives with names; `finish` is applied to each derivative. For one variable the
/// derivative is no tuple, but itself.
template <class... V, class T, class Finish>
constexpr auto name_entries(variable_list<V...> names, const T& derivative, const Finish& finish) {
  if constexpr (sizeof...(V) == 1)
    return finish(derivative);
  else
    return std::apply(
        [&](const auto&... entry) {
          return named_tuple<decltype(names), decltype(finish(entry))...>(finish(entry)...);
        },
        derivative);
}

/// The result of a program over named variables, with names: `apply(result, finish)` applies
/// `finish` to each of its numbers.
template <class Program>
struct naming;

template <is_formula E>
struct naming<E> {
  template <class T, class Finish>
  static constexpr auto apply(const T& number, const Finish& finish) {
    return finish(number);
  }
};

/// Programs that can be called by name.
template <class Program>
concept callable_by_name = requires { sizeof(naming<Program>); };

/// A derivative of F with respect to Wrt is the result of F with a tree of derivatives in place of
/// each number.
template <class Wrt, class F>
struct derivative_naming {
  using variables = variables_of<F>;
  using names =
      decltype(choose_variables(variables{}, typename positions<Wrt, variables::size>::type{}));

  template <class T, class Finish>
  static constexpr auto apply(const T& result, const Finish& finish) {
    return naming<F>::apply(result,
                            [&](const auto& part) { return name_entries(names{}, part, finish); });
  }
};

template <class F>
struct naming<transformed<value_rule, F>> : naming<F> {};
template <class Options, class F>
struct naming<transformed<gradient_rule<Options>, F>>
    : derivative_naming<typename Options::with_respect_to, F> {};
template <class Options, class F>
struct naming<transformed<jacobian_rule<Options>, F>>
    : derivative_naming<typename Options::with_respect_to, F> {};

template <class Options, class F>
struct naming<transformed<value_and_gradient_rule<Options>, F>> {
  template <class T, class Finish>
  static constexpr auto apply(const T& result, const Finish& finish) {
    using gradient = derivative_naming<typename Options::with_respect_to, F>;
    return std::pair(naming<F>::apply(result.first, finish),
                     gradient::apply(result.second, finish));
  }
};

template <class Wrt, class F>
struct naming<transformed<hessian_rule<Wrt>, F>> {
  template <class T, class Finish>
  static constexpr auto apply(const T& result, const Finish& finish) {
    using gradient = derivative_naming<Wrt, F>;
    return gradient::apply(result, [&](const auto& row) {
      return name_entries(typename gradient::names{}, row, finish);
    });
  }
};

template <class Program, class T>
constexpr auto with_names(const T& result) {
  return naming<Program>::apply(result, [](const auto& number) { return number; });
}

}  // namespace detail
}  // namespace typegrad
