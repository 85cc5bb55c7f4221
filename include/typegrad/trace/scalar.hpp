// Which type the numbers of a call have in common.
#pragma once

#include <type_traits>

namespace typegrad {

/// What counts as one number. Specialise it for a number type of your own that is an aggregate
/// class template.
template <class T>
    struct is_number : std::bool_constant < requires(T a) {
  a + a;
  a* a;
}>{};

/// The scalar in which arguments of the number types A and B are evaluated together: `void` stands
/// for no number.
template <class A, class B>
struct common_scalar {
  static_assert(std::is_arithmetic_v<A> || std::is_arithmetic_v<B>,
                "typegrad: the arguments mix two number types; convert them to one");
  using type = std::conditional_t<std::is_arithmetic_v<A>, B, A>;
};
template <class A, class B>
  requires(std::is_arithmetic_v<A> && std::is_arithmetic_v<B>)
struct common_scalar<A, B> : std::common_type<A, B> {};
template <class A>
  requires(!std::is_arithmetic_v<A> && !std::is_void_v<A>)
struct common_scalar<A, A> {
  using type = A;
};
template <class A>
struct common_scalar<A, void> {
  using type = A;
};
template <class A>
  requires(!std::is_void_v<A>)
struct common_scalar<void, A> {
  using type = A;
};

template <class... T>
struct common_scalar_of {
  using type = void;
};
template <class T>
struct common_scalar_of<T> {
  using type = T;
};
template <class A, class B, class... Rest>
struct common_scalar_of<A, B, Rest...>
    : common_scalar_of<typename common_scalar<A, B>::type, Rest...> {};

template <class... T>
using common_scalar_t = typename common_scalar_of<T...>::type;

}  // namespace typegrad
