// Named variables, the leaves of formulas: each name is a type of its own, and binds a value in a
// call.
#pragma once

#include <cstddef>
#include <string_view>

#include <typegrad/trace/formula.hpp>

namespace typegrad {

/// A text as a template argument: a name, a formula.
template <std::size_t N>
struct text_argument {
  char text[N]{};

  constexpr text_argument(const char (&characters)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = characters[i];
  }
};

/// The value that a call gives to the variable V.
template <class V, class T>
struct binding {
  T value;
};

namespace detail {

/// The variable that an argument of a call gives a value to; void where it is a plain value.
template <class T>
struct bound_variable {
  using type = void;
};
template <class V, class T>
struct bound_variable<binding<V, T>> {
  using type = V;
};
template <class T>
using bound_variable_t = typename bound_variable<T>::type;

template <class T>
concept bound = !std::is_void_v<bound_variable_t<T>>;

}  // namespace detail

/// The variable of the given name. `x1 = 2.0` gives it a value in a call.
template <text_argument Name>
struct variable : formula_base<variable<Name>> {
  using variables = variable_list<variable>;
  static constexpr std::string_view name{Name.text, sizeof(Name.text) - 1};

  template <class T>
    requires(!is_formula<T>)
  constexpr binding<variable, T> operator=(const T& value) const {
    return {value};
  }
};

/// The variable of the given name, as in `constexpr auto x1 = tg::var<"x1">;`.
template <text_argument Name>
inline constexpr variable<Name> var{};

}  // namespace typegrad
