// Values by name in a call of a formula or of its derivative: each variable has one, and the result
// has names too.
#pragma once

#include <cstddef>
#include <tuple>

#include <typegrad/program/naming.hpp>

namespace typegrad::detail {

// The name is an argument of these templates so that compilers print it beside the sentence.
template <text_argument Name, bool Holds>
inline constexpr bool is_variable_of_the_formula = Holds;
template <text_argument Name, bool Holds>
inline constexpr bool has_a_value = Holds;
template <text_argument Name, bool Holds>
inline constexpr bool has_one_value = Holds;

template <bool Holds, text_argument Name>
constexpr bool check_known(const variable<Name>&) {
  static_assert(is_variable_of_the_formula<Name, Holds>,
                "typegrad: a value is given to a name that is no variable of the formula");
  return Holds;
}
template <std::size_t Values, text_argument Name>
constexpr bool check_bound(const variable<Name>&) {
  static_assert(has_a_value<Name, (Values > 0)>,
                "typegrad: a variable of the formula has no value; give one to each, as in f(x1 = "
                "2.0, x2 = 5.0)");
  static_assert(has_one_value<Name, (Values < 2)>,
                "typegrad: a variable of the formula is given more than one value");
  return Values == 1;
}

/// Whether each of the variables V has one value; the compile error that it has not names one.
template <class... V, class... Bound>
constexpr bool check_names(variable_list<V...> all, variable_list<Bound...> given) {
  if constexpr ((check_known<(all.template count<Bound> > 0)>(Bound{}) && ...))
    return (check_bound<given.template count<V>>(V{}) && ...);
  else
    return false;
}

/// f with the values of its variables in their order; the result by name.
template <class F, class... Bindings>
constexpr auto call_by_name(const F& f, const Bindings&... bindings) {
  static_assert(callable_by_name<F>,
                "typegrad: values are given by name to a formula, its gradient, Jacobian and "
                "Hessian; give them by position to jvp, vjp and hvp");
  static_assert(
      (bound<Bindings> && ...),
      "typegrad: values are given to a formula all by name, f(x1 = 2.0, x2 = 5.0), or all "
      "by position, f(2.0, 5.0)");
  using given = variable_list<bound_variable_t<Bindings>...>;
  if constexpr (callable_by_name<F> && check_names(variables_of<F>{}, given{}))
    return [&]<class... V>(variable_list<V...>) {
      const std::tuple<const Bindings&...> all(bindings...);
      return with_names<F>(f(std::get<given::template position<V>>(all).value...));
    }(variables_of<F>{});
}

}  // namespace typegrad::detail
