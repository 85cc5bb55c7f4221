// Hana's tuples and maps, and structs that are adapted to Hana, as trees of parameters.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <boost/hana.hpp>

#include <typegrad/trace/composite.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

namespace detail {

/// A class template over its numbers can hold symbols itself.
template <class T>
inline constexpr bool is_over_numbers = false;
template <template <class...> class C, class... T>
  requires tree<C<T...>>
inline constexpr bool is_over_numbers<C<T...>> = (is_number<T>::value || ...);

template <class T>
concept hana_map = std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::map_tag>;
template <class T>
concept hana_struct = boost::hana::Struct<T>::value && !is_over_numbers<T>;

/// The name of a key of Hana's; empty where it is no string. Its characters are stored here: those
/// that Hana stores are of one file each, and g++ 12 drops all but one file's.
template <class Key>
struct name_of_key {
  static constexpr std::string_view value = {};
};
template <char... C>
struct name_of_key<boost::hana::string<C...>> {
  static constexpr std::array<char, sizeof...(C)> characters = {C...};
  static constexpr std::string_view value = {characters.data(), characters.size()};
};

struct keys_and_types {
  template <class... Pair>
  constexpr auto operator()(const Pair&...) const {
    return std::type_identity<std::tuple<
        std::pair<std::remove_cvref_t<decltype(boost::hana::first(std::declval<Pair>()))>,
                  std::remove_cvref_t<decltype(boost::hana::second(std::declval<Pair>()))>>...>>{};
  }
};
template <class Pairs>
using unpacked_t =
    typename decltype(boost::hana::unpack(std::declval<Pairs>(), keys_and_types{}))::type;

/// The fields of the struct S with parts of other types, by the same names: p[key].
template <class S, class Pairs, class... P>
struct map_of_fields;
template <class S, class... Key, class... Accessor, class... P>
struct map_of_fields<S, std::tuple<std::pair<Key, Accessor>...>, P...> {
  boost::hana::map<boost::hana::pair<Key, P>...> map;

  template <class K>
  constexpr auto& operator[](const K& key) {
    return map[key];
  }
  template <class K>
  constexpr const auto& operator[](const K& key) const {
    return map[key];
  }
};

template <class S>
using fields_of_struct = unpacked_t<decltype(boost::hana::accessors<S>())>;

template <class S, class Pairs>
struct struct_parts;
template <class S, class... Key, class... Accessor>
struct struct_parts<S, std::tuple<std::pair<Key, Accessor>...>> {
  using pairs = std::tuple<std::pair<Key, Accessor>...>;
  using parts = std::tuple<std::remove_cvref_t<std::invoke_result_t<Accessor, S&>>...>;

  template <class... P>
  static auto made_of(std::tuple<P...>*) {
    if constexpr ((holds_result<std::remove_cvref_t<std::invoke_result_t<Accessor, S&>>, P> && ...))
      return std::type_identity<S>{};
    else
      return std::type_identity<map_of_fields<S, pairs, P...>>{};
  }
  /// The struct itself, if its fields can hold the parts; else a map of the same names.
  template <class... P>
  using with = typename decltype(made_of(static_cast<std::tuple<P...>*>(nullptr)))::type;

  static constexpr std::array<std::string_view, sizeof...(Key)> names = {
      name_of_key<Key>::value...};
};

template <class Map, class Pairs>
struct map_parts;
template <class Map, class... Key, class... T>
struct map_parts<Map, std::tuple<std::pair<Key, T>...>> {
  using parts = std::tuple<T...>;
  template <class... P>
  using with = boost::hana::map<boost::hana::pair<Key, P>...>;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return boost::hana::unpack(
        value, [&](auto&... pair) -> decltype(auto) { return f(boost::hana::second(pair)...); });
  }
  static constexpr std::array<std::string_view, sizeof...(Key)> names = {
      name_of_key<Key>::value...};
};

}  // namespace detail

template <class... T>
struct composite<boost::hana::tuple<T...>> {
  using parts = std::tuple<T...>;
  template <class... P>
  using with = boost::hana::tuple<P...>;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return boost::hana::unpack(value, std::forward<F>(f));
  }
};

template <detail::hana_map M>
struct composite<M> : detail::map_parts<M, detail::unpacked_t<M>> {};

/// A struct whose fields have types of their own is recorded as a map of symbols by the fields'
/// names: p[key] in place of p.key. Its gradient is the struct again.
template <detail::hana_struct S>
struct composite<S> : detail::struct_parts<S, detail::fields_of_struct<S>> {
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return boost::hana::unpack(boost::hana::accessors<S>(),
                               [&](const auto&... field) -> decltype(auto) {
                                 return f(boost::hana::second(field)(value)...);
                               });
  }
};
template <class S, class Pairs, class... P>
struct composite<detail::map_of_fields<S, Pairs, P...>> {
  using parts = std::tuple<P...>;
  template <class... Q>
  using with = typename detail::struct_parts<S, Pairs>::template with<Q...>;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return composite<decltype(value.map)>::visit(value.map, f);
  }
};

namespace detail {

template <class T, class Parts>
struct hana_structure;
template <class T, class... P>
struct hana_structure<T, std::tuple<P...>> {
  static constexpr std::size_t size = (std::size_t{0} + ... + structure<P>::size);
  using scalar = common_scalar_t<typename structure<P>::scalar...>;
  template <class S>
  using rebind = typename composite<T>::template with<rebind_t<P, S>...>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    composite<std::remove_const_t<V>>::visit(
        value, [&](auto&... part) { (structure_of<decltype(part)>::each(part, f), ...); });
  }
};

}  // namespace detail

template <class... T>
struct structure<boost::hana::tuple<T...>>
    : detail::hana_structure<boost::hana::tuple<T...>, std::tuple<T...>> {};
template <class S, class Pairs, class... P>
struct structure<detail::map_of_fields<S, Pairs, P...>>
    : detail::hana_structure<detail::map_of_fields<S, Pairs, P...>, std::tuple<P...>> {};
template <class T>
  requires(detail::hana_map<T> || detail::hana_struct<T>)
struct structure<T> : detail::hana_structure<T, typename composite<T>::parts> {};

}  // namespace typegrad
