// What all transformations share: a program in, a program out, on numbers and inside other programs
// alike.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <typegrad/eval/step.hpp>
#include <typegrad/program/program.hpp>
#include <typegrad/program/scope.hpp>
#include <typegrad/program/wrt.hpp>
#include <typegrad/trace/variable.hpp>

namespace typegrad {

template <class Rule, class F>
struct transformed;

namespace detail {

template <class Tree>
constexpr auto as_symbols(const Tree& tree) {
  sequence<symbol> leaves;
  structure<Tree>::each(tree, [&](const auto& leaf) { leaves.push_back(symbol(leaf)); });
  rebind_t<Tree, symbol> result{};
  index next = 0;
  structure_of<decltype(result)>::each(result, [&](symbol& leaf) { leaf = leaves[next++]; });
  return result;
}

/// The variables of a program: of a formula, or of the formula that was transformed.
template <class F>
struct variables_in {};
template <is_formula F>
struct variables_in<F> {
  using type = typename F::variables;
};
template <class Rule, class F>
struct variables_in<transformed<Rule, F>> : variables_in<F> {};

template <class F>
using variables_of = typename variables_in<F>::type;

/// A formula, or what transformations have made of one.
template <class F>
concept over_variables = requires { typename variables_in<F>::type; };

/// All numbers of the arguments are symbols. A library of arrays knows better for its own.
template <class... Arguments>
inline constexpr bool are_symbols =
    std::is_same_v<typename structure<std::tuple<Arguments...>>::scalar, symbol>;

template <class... Arguments>
concept symbolic = are_symbols<Arguments...>;

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

/// f(arguments...) on numbers, by f's program: recorded once, during compilation, and evaluated.
template <class F, class... Arguments>
TYPEGRAD_INLINE constexpr auto call_on_numbers(const F& f, const Arguments&... arguments) {
  if constexpr (stateless<F> || !over_variables<F>) {
    return run<program<F, rebind_t<Arguments, symbol>...>>(arguments...);
  } else {
    using scalar = typename structure<std::tuple<Arguments...>>::scalar;
    return run<program<call, rebind_t<F, symbol>, rebind_t<Arguments, symbol>...>>(
        convert_held<scalar>(f), arguments...);
  }
}

/// How a program is evaluated on arguments of the given types. A library of arrays has its own way.
template <class... Arguments>
struct evaluation {
  template <class F>
  TYPEGRAD_INLINE static constexpr auto of(const F& f, const Arguments&... arguments) {
    return call_on_numbers(f, arguments...);
  }
};

/// f(x1 = 2.0, x2 = 5.0); defined in <typegrad/program/bindings.hpp>.
template <class F, class... Bindings>
constexpr auto call_by_name(const F& f, const Bindings&... bindings);

}  // namespace detail

/// The program that the transformation `Rule` makes of F. Called with numbers, the derived program
/// is recorded once, during compilation, and evaluated; called with symbols, that is inside another
/// program, it becomes part of that program. Where F is a formula its arguments may be given by
/// name, and the derivatives come back by name: `auto d = tg::grad(f)(x1 = 2.0, x2 = 5.0); d[x1]`.
template <class Rule, class F>
struct transformed {
  static_assert(std::is_class_v<F>,
                "typegrad: a plain function cannot be run on symbols; make it a template and pass "
                "it in a lambda, "
                "[](auto... x) { return f(x...); }");
  [[no_unique_address]] F f;

  template <class... Arguments>
  TYPEGRAD_INLINE constexpr auto operator()(const Arguments&... arguments) const {
    static_assert(
        sizeof...(Arguments) > 0,
        "typegrad: a derivative needs arguments; call it with the point at which it is wanted");
    if constexpr ((detail::bound<Arguments> || ...))
      return detail::call_by_name(*this, arguments...);
    else if constexpr (detail::symbolic<Arguments...>)
      return Rule::apply(f, std::make_tuple(detail::as_symbols(arguments)...));
    else
      return detail::evaluation<Arguments...>::of(*this, arguments...);
  }
};

}  // namespace typegrad
