// One node at work: reads its operands, applies its operation, keeps its result.
#pragma once

#include <type_traits>
#include <utility>

#include <typegrad/graph/graph.hpp>
#include <typegrad/op/kernel.hpp>

namespace typegrad {

/// The integer or floating-point number c in the scalar T.
template <class T>
constexpr T convert_term(long double c) {
  if constexpr (std::is_constructible_v<T, long double>) return T(c);
  else return T(static_cast<double>(c));
}

/// The number c in the scalar T, rounded once for each of its two exact terms.
template <class T>
constexpr T convert(const literal& c) {
  if constexpr (std::is_floating_point_v<T>) {
    return c.denominator == 1 ? static_cast<T>(c.numerator)
                              : static_cast<T>(c.numerator / c.denominator);
  } else {
    const T n = convert_term<T>(c.numerator);
    return c.denominator == 1 ? n : T(n / convert_term<T>(c.denominator));
  }
}

namespace detail {

/// The values of a program's nodes while it runs: numbers, and truth values beside them.
template <class T>
struct registers {
  using truth = std::remove_cvref_t<decltype(std::declval<const T&>() < std::declval<const T&>())>;
  T* numbers;
  truth* truths;
  const T* inputs;
};

/// Executes one node of the operation O.
template <operation O, class T>
constexpr void step(const registers<T>& v, index r, index a, index b, index c,
                    const literal& number) {
  constexpr operation_kind kind = info(O).kind;
  if constexpr (O == operation::input)
    v.numbers[r] = v.inputs[a];
  else if constexpr (O == operation::literal)
    v.numbers[r] = convert<T>(number);
  else if constexpr (O == operation::select)
    v.numbers[r] = kernel<O, T>::of(v.truths[a], v.numbers[b], v.numbers[c]);
  else if constexpr (kind == operation_kind::logical)
    v.truths[r] = kernel<O, T>::of(v.truths[a], v.truths[b]);
  else if constexpr (kind == operation_kind::comparison)
    v.truths[r] = kernel<O, T>::of(v.numbers[a], v.numbers[b]);
  else if constexpr (kind == operation_kind::constant)
    v.numbers[r] = kernel<O, T>::template of<T>();
  else if constexpr (info(O).arity == 1)
    v.numbers[r] = kernel<O, T>::of(v.numbers[a]);
  else if constexpr (info(O).arity == 2)
    v.numbers[r] = kernel<O, T>::of(v.numbers[a], v.numbers[b]);
  else
    v.numbers[r] = kernel<O, T>::of(v.numbers[a], v.numbers[b], v.numbers[c]);
}

}  // namespace detail
}  // namespace typegrad
