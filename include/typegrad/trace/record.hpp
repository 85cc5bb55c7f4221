// Runs a program on symbols and records what it does as a graph.
#pragma once

#include <tuple>
#include <type_traits>

#include <typegrad/graph/functions.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// A program without state: a captureless lambda, a function object without members, a formula.
template <class F>
concept stateless = std::is_empty_v<F> && std::is_default_constructible_v<F>;

/// The graph of f on arguments of the given shapes (argument types over symbols). Inputs are
/// numbered in the order of the arguments' numbers, outputs in the order of the result's.
template <class... Shapes, class F>
constexpr graph record(const F& f) {
  builder b;
  std::tuple<Shapes...> arguments;
  index slot = 0;
  structure_of<decltype(arguments)>::each(
      arguments, [&](symbol& argument) { argument = symbol(b, b.input(slot++)); });
  auto result = std::apply(f, arguments);
  structure_of<decltype(result)>::each(result,
                                       [&](const auto& number) { b.output(symbol(number).in(b)); });
  return std::move(b).finish();
}

}  // namespace typegrad
