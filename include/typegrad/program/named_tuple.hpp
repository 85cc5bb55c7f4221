// A tuple with entries by name: the derivative with respect to the variable x1 is d[x1].
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <typegrad/trace/variable.hpp>

namespace typegrad {

namespace detail {

template <text_argument Name, bool Holds>
inline constexpr bool has_entry = Holds;

template <bool Holds, text_argument Name>
constexpr void check_entry(const variable<Name>&) {
  static_assert(has_entry<Name, Holds>,
                "typegrad: the derivative has no entry of this name; it was not taken with respect "
                "to this variable");
}

}  // namespace detail

/// One entry for each variable of a list: `d[x1]`, which the compiler refuses for a variable that
/// is not in the list; or `auto [d1, d2] = d` in the order of the list.
template <class Variables, class... T>
struct named_tuple : std::tuple<T...> {
  using std::tuple<T...>::tuple;

  template <text_argument Name>
  constexpr const auto& operator[](const variable<Name>& v) const {
    constexpr std::size_t position = Variables::template position<variable<Name>>;
    detail::check_entry<(position < sizeof...(T))>(v);
    return std::get<position % sizeof...(T)>(*this);
  }
};

}  // namespace typegrad

template <class Variables, class... T>
struct std::tuple_size<typegrad::named_tuple<Variables, T...>>
    : std::integral_constant<std::size_t, sizeof...(T)> {};
template <std::size_t I, class Variables, class... T>
struct std::tuple_element<I, typegrad::named_tuple<Variables, T...>>
    : std::tuple_element<I, std::tuple<T...>> {};
