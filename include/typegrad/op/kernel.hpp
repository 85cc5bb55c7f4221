// The value of an operation on numbers of any type: the table's value column, one function object
// an operation.
#pragma once

#include <type_traits>

#include <typegrad/op/math.hpp>
#include <typegrad/op/operation.hpp>

namespace typegrad {

namespace math {

template <operation O>
struct value;

#define TYPEGRAD_UNARY(name, expression, ...) \
  template <>                                 \
  struct value<operation::name> {             \
    template <class T>                        \
    static constexpr T of(const T& x) {       \
      return T(expression);                   \
    }                                         \
  };
#define TYPEGRAD_BINARY(name, expression, ...)      \
  template <>                                       \
  struct value<operation::name> {                   \
    template <class T>                              \
    static constexpr T of(const T& x, const T& y) { \
      return T(expression);                         \
    }                                               \
  };
#define TYPEGRAD_TERNARY(name, expression, ...)                 \
  template <>                                                   \
  struct value<operation::name> {                               \
    template <class T>                                          \
    static constexpr T of(const T& x, const T& y, const T& z) { \
      return T(expression);                                     \
    }                                                           \
  };
#define TYPEGRAD_SELECT(name, expression, ...)                  \
  template <>                                                   \
  struct value<operation::name> {                               \
    template <class M, class T>                                 \
    static constexpr T of(const M& x, const T& y, const T& z) { \
      return T(expression);                                     \
    }                                                           \
  };
#define TYPEGRAD_COMPARE(name, expression)             \
  template <>                                          \
  struct value<operation::name> {                      \
    template <class T>                                 \
    static constexpr auto of(const T& x, const T& y) { \
      return expression;                               \
    }                                                  \
  };
#define TYPEGRAD_LOGICAL(name, arity, expression)                    \
  template <>                                                        \
  struct value<operation::name> {                                    \
    template <class M>                                               \
    static constexpr M of(const M& x, [[maybe_unused]] const M& y) { \
      return expression;                                             \
    }                                                                \
  };
#define TYPEGRAD_CONSTANT(name, digits, expression) \
  template <>                                       \
  struct value<operation::name> {                   \
    template <class T>                              \
    static constexpr T of() {                       \
      if constexpr (std::is_floating_point_v<T>)    \
        return static_cast<T>(digits);              \
      else                                          \
        return T(expression);                       \
    }                                               \
  };
#include <typegrad/op/table.def>

}  // namespace math

/// The operation O on numbers of type T: `kernel<O, T>::of(x, y, z)`. A number type whose own
/// function is not good enough is served by a specialisation.
template <operation O, class T>
struct kernel : math::value<O> {};

}  // namespace typegrad
