// The options of a transformation: with respect to which arguments, and in which mode.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <typegrad/pass/linearize.hpp>

namespace typegrad {

/// The arguments to differentiate with respect to, by position. Of one argument the derivative has
/// the argument's own type; of several it is a std::tuple.
template <std::size_t... I>
struct wrt {};

/// Modes, as template arguments beside wrt.
struct forward {};
struct reverse {};
struct automatic {};

namespace detail {

struct all_arguments {};

/// Options in any order: at most one mode and one wrt.
template <mode M, class Wrt>
struct options {
  static constexpr mode how = M;
  using with_respect_to = Wrt;
};

template <class Sofar, class... Options>
struct read_options {
  static_assert(sizeof...(Options) == 0,
                "typegrad: a transformation takes tg::wrt<...> and one of tg::forward, "
                "tg::reverse, tg::automatic");
  using type = Sofar;
};
template <mode M, class W, class... Rest>
struct read_options<options<M, W>, forward, Rest...>
    : read_options<options<mode::forward, W>, Rest...> {};
template <mode M, class W, class... Rest>
struct read_options<options<M, W>, reverse, Rest...>
    : read_options<options<mode::reverse, W>, Rest...> {};
template <mode M, class W, class... Rest>
struct read_options<options<M, W>, automatic, Rest...>
    : read_options<options<mode::automatic, W>, Rest...> {};
template <mode M, class W, std::size_t... I, class... Rest>
struct read_options<options<M, W>, wrt<I...>, Rest...>
    : read_options<options<M, wrt<I...>>, Rest...> {};

template <class... Options>
using options_of = typename read_options<options<mode::automatic, all_arguments>, Options...>::type;

template <class Wrt, std::size_t N>
struct positions {
  using type = Wrt;
};
template <std::size_t N>
struct positions<all_arguments, N> {
  template <std::size_t... I>
  static wrt<I...> of(std::index_sequence<I...>);
  using type = decltype(of(std::make_index_sequence<N>{}));
};

/// The chosen ones of a call's arguments: the one argument, or a tuple.
template <class Tuple, std::size_t... I>
constexpr auto choose(const Tuple& arguments, wrt<I...>) {
  static_assert(
      ((I < std::tuple_size_v<Tuple>) && ...),
      "typegrad: wrt<...> names an argument that the call does not have; positions count from 0");
  if constexpr (sizeof...(I) == 1)
    return std::get<I...>(arguments);
  else
    return std::make_tuple(std::get<I>(arguments)...);
}

template <class Wrt, class Tuple>
constexpr auto choose(const Tuple& arguments) {
  return choose(arguments, typename positions<Wrt, std::tuple_size_v<Tuple>>::type{});
}

}  // namespace detail
}  // namespace typegrad
