// Calls of formulas and of their derivatives: by name or by position, on numbers and on symbols.
#pragma once

#include <typegrad/program/bindings.hpp>
#include <typegrad/trace/formula_compositions.hpp>
#include <typegrad/trace/recorder.hpp>

namespace typegrad {

template <class E>
template <class... Arguments>
constexpr auto formula_base<E>::operator()(const Arguments&... arguments) const {
  const E& f = static_cast<const E&>(*this);
  if constexpr ((detail::bound<Arguments> || ...)) {
    return detail::call_by_name(f, arguments...);
  } else {
    static_assert(E::variables::size > 0,
                  "typegrad: the formula has no variables, so it is no program");
    static_assert(
        sizeof...(Arguments) == E::variables::size,
        "typegrad: a formula is called with one number for each of its variables, by name "
        "as f(x1 = 2.0, x2 = 5.0), or in the order in which the variables first appear");
    static_assert(((structure<Arguments>::size == 1) && ...),
                  "typegrad: a variable of a formula stands for one number, and for no array, "
                  "tuple or formula; "
                  "to put formulas in place of variables, write tg::apply(f, ...)");
    if constexpr (detail::symbolic<Arguments...>)
      return record_formula(f, arguments...);
    else
      return detail::call_on_numbers(f, arguments...);
  }
}

/// The numbers that a transformed formula holds are those of the formula.
template <class Rule, class F>
  requires detail::over_variables<F>
struct structure<transformed<Rule, F>> : structure<F> {
  template <class S>
  using rebind = transformed<Rule, rebind_t<F, S>>;
  template <class V, class Visitor>
  static constexpr void each(V& derived, Visitor&& visit) {
    structure<F>::each(derived.f, visit);
  }
};

}  // namespace typegrad
