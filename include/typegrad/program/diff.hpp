// Symbolic differentiation: the partial derivative of a formula is a formula again.
#pragma once

#include <cstddef>
#include <tuple>

#include <typegrad/program/named.hpp>

namespace typegrad {

/// ∂E/∂V, as a formula over the variables of E. Its graph is derived where it is recorded.
template <is_formula E, class V>
struct derivative : formula_parts<E>, formula_base<derivative<E, V>> {
  using formula_parts<E>::formula_parts;

  template <class S>
  using over = derivative<rebind_t<E, S>, V>;

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    constexpr std::size_t position = E::variables::template position<V>;
    using rule = detail::gradient_rule<detail::options<mode::automatic, wrt<position>>>;
    builder& b = recorder.owner();
    return [&]<class... W>(variable_list<W...>) {
      const std::tuple point{symbol(b, recorder(W{}))...};
      return rule::apply(this->template part<0>(), point).in(b);
    }(typename E::variables{});
  }
};

namespace detail {

template <text_argument Name, bool Holds>
inline constexpr bool is_variable_to_differentiate_by = Holds;

template <bool Holds, text_argument Name>
constexpr bool check_differentiable(const variable<Name>&) {
  static_assert(is_variable_to_differentiate_by<Name, Holds>,
                "typegrad: the formula is differentiated with respect to a variable that it does "
                "not have");
  return Holds;
}

}  // namespace detail

/// ∂f/∂v, or ∂²f/∂v∂w and higher derivatives where more variables are named, as a formula: it is
/// called, printed, combined with other formulas and differentiated as f is. It is over the same
/// variables as f, those included that its value does not depend on. The compiler refuses a
/// variable that f does not have. Cost: that of a gradient, each time it is recorded.
template <is_formula E, text_argument Name, class... Further>
constexpr auto diff(const E& f, const variable<Name>&, const Further&... further) {
  constexpr bool known = E::variables::template count<variable<Name>> > 0;
  if constexpr (detail::check_differentiable<known>(variable<Name>{})) {
    const derivative<E, variable<Name>> first(f);
    if constexpr (sizeof...(Further) == 0)
      return first;
    else
      return diff(first, further...);
  }
}

}  // namespace typegrad
