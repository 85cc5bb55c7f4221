// Calls of formulas and of their derivatives: by name or by position, on numbers and on symbols.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <typegrad/eval/step.hpp>
#include <typegrad/program/bindings.hpp>
#include <typegrad/trace/formula_compositions.hpp>
#include <typegrad/trace/recorder.hpp>

namespace typegrad {

namespace detail {

template <class... Arguments>
concept symbolic = std::is_same_v<typename structure<std::tuple<Arguments...>>::scalar, symbol>;

/// The program of a callable that holds numbers: they are arguments beside its own.
struct call {
  template <class F, class... Arguments>
  constexpr auto operator()(const F& f, const Arguments&... arguments) const {
    return f(arguments...);
  }
};

/// f with the numbers that it holds as numbers of the type S.
template <class S, class F>
constexpr rebind_t<F, S> convert_held(const F& f) {
  S numbers[structure<F>::size];
  std::size_t i = 0, k = 0;
  structure<F>::each(f, [&](const literal& held) { numbers[i++] = convert<S>(held); });
  rebind_t<F, S> result{};
  structure<rebind_t<F, S>>::each(result, [&](S& held) { held = numbers[k++]; });
  return result;
}

/// f(arguments...) on numbers, by f's program.
template <class F, class... Arguments>
constexpr auto call_on_numbers(const F& f, const Arguments&... arguments) {
  if constexpr (stateless<F>) {
    return run<program<F, rebind_t<Arguments, symbol>...>>(arguments...);
  } else {
    using scalar = typename structure<std::tuple<Arguments...>>::scalar;
    return run<program<call, rebind_t<F, symbol>, rebind_t<Arguments, symbol>...>>(
        convert_held<scalar>(f), arguments...);
  }
}

}  // namespace detail

template <class E>
template <class... Arguments>
constexpr auto formula_base<E>::operator()(const Arguments&... arguments) const {
  const E& formula = static_cast<const E&>(*this);
  if constexpr ((detail::bound<Arguments> || ...)) {
    return detail::call_by_name(formula, arguments...);
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
      return record_formula(formula, arguments...);
    else
      return detail::call_on_numbers(formula, arguments...);
  }
}

/// Transformations of formulas: as of other programs, and by name besides. The derivatives then
/// come back by name: `auto d = tg::grad(f)(x1 = 2.0, x2 = 5.0); d[x1]`.
template <class Rule, class F>
  requires detail::over_variables<F>
struct transformed<Rule, F> {
  [[no_unique_address]] F f;

  template <class... Arguments>
  constexpr auto operator()(const Arguments&... arguments) const {
    static_assert(
        sizeof...(Arguments) > 0,
        "typegrad: a derivative needs arguments; call it with the point at which it is wanted");
    if constexpr ((detail::bound<Arguments> || ...))
      return detail::call_by_name(*this, arguments...);
    else if constexpr (detail::symbolic<Arguments...>)
      return Rule::apply(f, std::make_tuple(detail::as_symbols(arguments)...));
    else
      return detail::call_on_numbers(*this, arguments...);
  }
};

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
