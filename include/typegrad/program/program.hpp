// A program as a type: the graph of a stateless callable on arguments of given shapes, and its
// evaluation on numbers.
#pragma once

#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>

#include <typegrad/eval/straight_line.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/schedule.hpp>
#include <typegrad/pass/share_reciprocals.hpp>
#include <typegrad/trace/record.hpp>

namespace typegrad {

/// The program that F is on arguments of the types Shapes, which are trees over symbols. Its graph
/// is a constant of this type; the type's name holds the callable and the signature alone.
template <class F, class... Shapes>
struct program {
  static_assert(
      stateless<F>,
      "typegrad: the callable has state, so it is no program of its own; pass a captureless lambda "
      "or a function object without members, and hand its state over as arguments");
  static_assert(std::is_invocable_v<F, Shapes...>,
                "typegrad: the program cannot be called with these arguments; check their number "
                "and their types");

  using result = std::remove_cvref_t<std::invoke_result_t<F, Shapes...>>;
  static_assert(!std::is_void_v<result>,
                "typegrad: the program returns nothing; let it return a number, std::array, "
                "std::tuple or a struct template of numbers");

  /// The graph, made anew: for passes that go on from here, in constant evaluation or at run time.
  static constexpr graph make_graph() {
    graph g = share_reciprocals(compact(record<Shapes...>(F{})));
    if (g.nodes.size() > longest_scheduled) return g;
    return schedule(g);
  }
  /// Longer programs keep their values in memory, where the order of evaluation matters less.
  static constexpr index longest_scheduled = 512;

  static constexpr frozen_graph frozen = freeze(make_graph());

  template <class... Arguments>
  constexpr auto operator()(const Arguments&... arguments) const;
};

namespace detail {

/// Evaluates the program P on arguments: flattens them, runs the code, and builds the result's
/// tree.
template <class P, class... Arguments>
constexpr auto run(const Arguments&... arguments) {
  using scalar = typename structure<std::tuple<Arguments...>>::scalar;
  constexpr std::size_t inputs = structure<std::tuple<Arguments...>>::size;
  constexpr std::size_t outputs = structure<typename P::result>::size;
  scalar in[inputs + 1], out[outputs + 1];
  std::size_t i = 0, o = 0;
  const auto copy = [&](const auto& x) { in[i++] = static_cast<scalar>(x); };
  (structure<Arguments>::each(arguments, copy), ...);
  evaluate<P>(static_cast<const scalar*>(in), static_cast<scalar*>(out));
  rebind_t<typename P::result, scalar> result{};
  structure_of<decltype(result)>::each(result, [&](scalar& y) { y = out[o++]; });
  return result;
}

/// How a transformed program is evaluated on arguments of the given types. A library of arrays has
/// its own way.
template <class... Arguments>
struct evaluation {
  template <class F>
  static constexpr auto of(const F&, const Arguments&... arguments) {
    return run<program<F, rebind_t<Arguments, symbol>...>>(arguments...);
  }
};

/// All numbers of the arguments are symbols. A library of arrays knows better for its own.
template <class... Arguments>
inline constexpr bool are_symbols =
    std::is_same_v<typename structure<std::tuple<Arguments...>>::scalar, symbol>;

}  // namespace detail

template <class F, class... Shapes>
template <class... Arguments>
constexpr auto program<F, Shapes...>::operator()(const Arguments&... arguments) const {
  static_assert(std::is_same_v<std::tuple<rebind_t<Arguments, symbol>...>, std::tuple<Shapes...>>,
                "typegrad: the program was traced for arguments of another shape");
  return detail::run<program>(arguments...);
}

/// The program of f on arguments of the types Arguments, as an object of its own type.
template <class... Arguments, class F>
constexpr auto trace(const F&) {
  return program<F, rebind_t<Arguments, symbol>...>{};
}

/// The operation counts of a traced program, as a constant.
template <class F, class... Shapes>
constexpr operation_counts cost(program<F, Shapes...>) {
  operation_counts c;
  constexpr auto& frozen = program<F, Shapes...>::frozen;
  for (index i = 0; i < frozen.node_count; ++i) count(c, frozen.nodes[i].op);
  return c;
}

}  // namespace typegrad
