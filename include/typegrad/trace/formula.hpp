// What a formula is: a number, or a truth value, that depends on named variables. Its structure is
// its type.
#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <utility>

#include <typegrad/graph/symbol.hpp>
#include <typegrad/trace/record.hpp>
#include <typegrad/trace/variable_list.hpp>

namespace typegrad {

/// What makes a formula callable: with its variables' values by name, f(x1 = 2.0, x2 = 5.0), in any
/// order; or by position, in the order in which the variables first appear. The values are numbers
/// of any type; with symbols the formula becomes part of the program that is being traced.
template <class E>
struct formula_base {
  template <class... Arguments>
  constexpr auto operator()(const Arguments&... arguments) const;  // <typegrad/program/named.hpp>
};

/// Base of the comparisons of formulas and their logical combinations.
struct truth_formula_base {
  template <std::same_as<bool> T>
  constexpr explicit operator T() const {
    static_assert(never<T>,
                  "typegrad: a comparison of formulas was used as a bool; write "
                  "tg::select(condition, a, b) instead of if, while and ?:");
  }
};

/// A number that depends on named variables.
template <class E>
concept is_formula = std::derived_from<E, formula_base<E>>;

/// A truth value that depends on named variables: what `select` chooses by.
template <class E>
concept truth_formula = std::derived_from<E, truth_formula_base>;

/// The parts that a formula is made of. Where they have no state they are not kept, since their
/// types say all: the size of an object does not grow with the formula.
template <class... Parts>
class formula_parts {
 public:
  using variables = united_t<typename Parts::variables...>;

  constexpr formula_parts() = default;
  constexpr explicit formula_parts(const Parts&... parts) : parts_(parts...) {}

  template <std::size_t I>
  constexpr const auto& part() const {
    return std::get<I>(parts_);
  }
  constexpr std::tuple<Parts...>& parts() { return parts_; }
  constexpr const std::tuple<Parts...>& parts() const { return parts_; }

 private:
  std::tuple<Parts...> parts_;
};

template <class... Parts>
  requires(stateless<Parts> && ...)
class formula_parts<Parts...> {
 public:
  using variables = united_t<typename Parts::variables...>;

  constexpr formula_parts() = default;
  constexpr explicit formula_parts(const Parts&...) {}

  template <std::size_t I>
  constexpr auto part() const {
    return std::tuple_element_t<I, std::tuple<Parts...>>{};
  }
};

/// A formula as a tree of numbers: those that it holds, as the 2 of 2 * x1. Without state it holds
/// none.
template <class E>
  requires((is_formula<E> || truth_formula<E>) && stateless<E>)
struct structure<E> {
  static constexpr std::size_t size = 0;
  using scalar = void;
  template <class S>
  using rebind = E;
  template <class V, class F>
  static constexpr void each(V&, F&&) {}
};
template <class E>
  requires((is_formula<E> || truth_formula<E>) && !stateless<E>)
struct structure<E> {
  using parts = structure_of<decltype(std::declval<E&>().parts())>;
  static constexpr std::size_t size = parts::size;
  using scalar = typename parts::scalar;
  template <class S>
  using rebind = typename E::template over<S>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    parts::each(value.parts(), f);
  }
};

}  // namespace typegrad
