// A program over arrays as a type: the plan of a stateless callable on arguments of given shapes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/argument.hpp>
#include <typegrad/arrays/planner.hpp>
#include <typegrad/config.hpp>
#include <typegrad/pass/prepare_arrays.hpp>
#include <typegrad/program/program.hpp>

namespace typegrad {

namespace detail {

template <std::int32_t... Extents>
constexpr std::uint8_t input_type(builder& b, [[maybe_unused]] index slot, leaf_shape<Extents...>) {
  shape s;
  ((s.extents[s.rank] = Extents >= 0 ? Extents
                                     : extent_of(b, {dimension::origin::axis,
                                                     static_cast<std::int32_t>(slot), s.rank, 1}),
    ++s.rank),
   ...);
  return type_of(b, s);
}

/// A line of the text of a fault, which compilers print as a template argument.
template <std::size_t N>
struct line {
  char text[N + 1];
};
inline constexpr std::size_t longest_line = TYPEGRAD_PRINTED_LENGTH - 1;

/// The place behind the line of `text` that starts at `first`: after the last space that is in
/// reach, if the text goes on.
constexpr std::size_t end_of_line(const std::array<char, 240>& text, std::size_t first) {
  std::size_t end = first, after_space = first;
  while (text[end] != 0 && end - first < longest_line)
    if (text[end++] == ' ') after_space = end;
  return text[end] == 0 || after_space == first ? end : after_space;
}

// The text is an argument of this template so that compilers print it beside the sentence.
template <line... Fault>
inline constexpr bool shapes_fit = sizeof...(Fault) == 0;

template <line... Fault>
struct faultless {
  static_assert(shapes_fit<Fault...>,
                "typegrad: the shapes of the program do not fit; what is printed beside this "
                "sentence says where");
};

/// The part of the text of a plan's fault that lies between two places.
template <class P, std::size_t First, std::size_t Last>
constexpr line<Last - First> line_of_fault() {
  line<Last - First> l{};
  for (std::size_t k = First; k < Last; ++k) l.text[k - First] = P::plan.error[k];
  l.text[Last - First] = 0;
  return l;
}

/// The text in lines from `First` on: the compile error that shows it, if it is not empty.
template <class P, std::size_t First = 0, line... Before>
constexpr auto show_fault() {
  constexpr std::size_t last = end_of_line(P::plan.error, First);
  if constexpr (last == First)
    return faultless<Before...>{};
  else
    return show_fault<P, last, Before..., line_of_fault<P, First, last>()>();
}

/// Where a plan has a fault, this type is the compile error that says so.
template <class P>
using checked = decltype(show_fault<P>());

}  // namespace detail

/// The program that F is on trees over symbols whose leaves have the shapes Leaves.
template <class F, class Trees, class... Leaves>
struct array_program;

template <class F, class... Trees, class... Leaves>
struct array_program<F, std::tuple<Trees...>, Leaves...> {
  static_assert(stateless<F>,
                "typegrad: the callable has state, so it is no program of its own; pass a "
                "captureless lambda or a function object without members, and hand its state over "
                "as arguments");
  static_assert(std::is_invocable_v<F, Trees...>,
                "typegrad: the program cannot be called with these arguments; check their number "
                "and their types");
  using result = std::remove_cvref_t<std::invoke_result_t<F, Trees...>>;

  /// The program as it is recorded, with all that it was made from.
  static constexpr graph record() {
    builder b;
    sequence<std::uint8_t> types;
    (types.push_back(detail::input_type(b, types.size(), Leaves{})), ...);
    std::tuple<Trees...> arguments;
    index slot = 0;
    structure<std::tuple<Trees...>>::each(arguments, [&](symbol& argument) {
      argument = symbol(b, b.input(slot, types[slot]));
      ++slot;
    });
    auto y = std::apply(F{}, arguments);
    structure_of<decltype(y)>::each(y, [&](const auto& leaf) { b.output(symbol(leaf).in(b)); });
    return std::move(b).finish();
  }

  /// The program as it is planned.
  static constexpr graph make_graph() { return prepare_arrays(record()); }

  static constexpr auto plan = detail::plan_of<array_program>();
};

}  // namespace typegrad
