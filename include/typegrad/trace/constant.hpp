// Constants in formulas: known to the compiler, or plain numbers that the formula carries along.
#pragma once

#include <cstddef>
#include <utility>

#include <typegrad/graph/symbol.hpp>
#include <typegrad/trace/formula.hpp>

namespace typegrad {

/// A number as a template argument.
struct exact_number {
  long double value;

  template <arithmetic T>
  constexpr exact_number(T number) : value(static_cast<long double>(number)) {}
};

/// The number Numerator / Denominator, exact in every scalar, as a formula without state.
template <exact_number Numerator, exact_number Denominator>
struct constant_formula : formula_base<constant_formula<Numerator, Denominator>> {
  using variables = variable_list<>;

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    builder& b = recorder.owner();
    const index numerator = b.number({Numerator.value});
    return b.make(operation::divide, numerator, b.number({Denominator.value}));
  }
};

/// A constant known to the compiler, as in `pow(x1, tg::constant<3>)` or `tg::constant<1, 3> * x1`.
/// The program of the formula is simplified by its value.
template <exact_number Numerator, exact_number Denominator = 1>
inline constexpr constant_formula<Numerator, Denominator> constant{};

/// A plain number in a formula, as the 2 of `2 * x1`. A value cannot be part of a type: the formula
/// holds it, and the formula's program takes it as a further argument. What the compiler should
/// know, an exponent above all, is better written as tg::constant.
template <class Number>
struct held_number : formula_base<held_number<Number>> {
  using variables = variable_list<>;
  Number value;

  constexpr held_number() = default;
  constexpr explicit held_number(const Number& number) : value(number) {}

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    return symbol(value).in(recorder.owner());
  }
};

template <class Number>
struct structure<held_number<Number>> {
  static constexpr std::size_t size = 1;
  using scalar = Number;
  template <class S>
  using rebind = held_number<S>;
  template <class V, class F>
  static constexpr void each(V& held, F&& f) {
    f(held.value);
  }
};

/// What an operation of a formula can be applied to.
template <class T>
concept formula_operand = is_formula<T> || arithmetic<T>;

template <formula_operand T>
constexpr auto as_formula(const T& operand) {
  if constexpr (is_formula<T>)
    return operand;
  else
    return held_number<literal>(literal{static_cast<long double>(operand)});
}

template <class T>
using as_formula_t = decltype(as_formula(std::declval<const T&>()));

}  // namespace typegrad
