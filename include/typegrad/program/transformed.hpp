// What all transformations share: a program in, a program out, on numbers and inside other programs
// alike.
#pragma once

#include <tuple>
#include <type_traits>

#include <typegrad/program/program.hpp>
#include <typegrad/program/scope.hpp>
#include <typegrad/program/wrt.hpp>

namespace typegrad {

namespace detail {

template <class Tree>
constexpr auto as_symbols(const Tree& tree) {
  sequence<symbol> leaves;
  structure<Tree>::each(tree, [&](const auto& x) { leaves.push_back(symbol(x)); });
  rebind_t<Tree, symbol> result{};
  index next = 0;
  structure_of<decltype(result)>::each(result, [&](symbol& s) { s = leaves[next++]; });
  return result;
}

}  // namespace detail

/// The program that the transformation `Rule` makes of F. Called with numbers, the derived program
/// is recorded once, during compilation, and evaluated; called with symbols, that is inside another
/// program, it becomes part of that program.
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
    using scalar = typename structure<std::tuple<Arguments...>>::scalar;
    if constexpr (std::is_same_v<scalar, symbol>) {
      return Rule::apply(f, std::make_tuple(detail::as_symbols(arguments)...));
    } else {
      return detail::run<program<transformed, rebind_t<Arguments, symbol>...>>(arguments...);
    }
  }
};

}  // namespace typegrad
