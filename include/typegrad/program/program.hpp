// A program as a type: the graph of a stateless callable on arguments of given shapes, and its
// evaluation on numbers.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <typegrad/eval/evaluate.hpp>
#include <typegrad/pass/prepare.hpp>
#include <typegrad/pass/cost.hpp>
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
  /// It is handed on without a name, since clang evaluates a named one once more by itself.
  static constexpr graph make_graph() { return prepare(record<Shapes...>(F{})); }

  static constexpr auto frozen = frozen_of<program>();

  template <class... Arguments>
  TYPEGRAD_INLINE constexpr auto operator()(const Arguments&... arguments) const;
};

namespace detail {

/// The operations of the nodes from `first` on, of which loops run their bodies many times; the
/// parts of these bodies begin at `base`.
template <frozen_extent Room>
constexpr operation_counts count_frozen(const frozen_graph<Room>& f, index first,
                                        index count_of_nodes, const frozen_extent& base) {
  operation_counts c;
  for (index i = first; i < first + count_of_nodes; ++i) {
    const instruction& n = f.nodes[i];
    if (n.op != operation::scan) {
      count(c, n.op);
      continue;
    }
    const frozen_loop& l = f.loops[base.loops + n.r];
    c += l.count * count_frozen(f, l.first.nodes, l.node_count, l.first);
  }
  return c;
}

/// The places of the numbers in a tree: of arguments, which are read where the program needs them,
/// or of a result, which is stored as soon as it is made.
template <class T, std::size_t Size>
struct places {
  T* at[Size + 1];
  constexpr T& operator[](std::size_t i) const { return *at[i]; }
};

inline constexpr std::size_t most_places = 64;

/// outputs = P(arguments).
template <class P, class Outputs, class... Arguments>
TYPEGRAD_INLINE constexpr void evaluate_on(const Outputs& outputs, const Arguments&... arguments) {
  using scalar = typename structure<std::tuple<Arguments...>>::scalar;
  constexpr std::size_t inputs = structure<std::tuple<Arguments...>>::size;
  std::size_t i = 0;
  if constexpr (inputs <= most_places &&
                (std::is_same_v<Arguments, rebind_t<Arguments, scalar>> && ...)) {
    places<const scalar, inputs> in;
    (structure<Arguments>::each(arguments, [&](const scalar& number) { in.at[i++] = &number; }),
     ...);
    evaluate<P>(in, outputs);
  } else {
    scalar in[inputs + 1];
    const auto copy = [&](const auto& number) { in[i++] = static_cast<scalar>(number); };
    (structure<Arguments>::each(arguments, copy), ...);
    evaluate<P>(in, outputs);
  }
}

/// Evaluates the program P on arguments: finds their numbers, runs the code, and builds the
/// result's tree.
template <class P, class... Arguments>
TYPEGRAD_INLINE constexpr auto run_here(const Arguments&... arguments) {
  using scalar = typename structure<std::tuple<Arguments...>>::scalar;
  using tree = rebind_t<typename P::result, scalar>;
  constexpr std::size_t outputs = structure<tree>::size;
  tree result{};
  std::size_t o = 0;
  if constexpr (outputs <= most_places) {
    places<scalar, outputs> out;
    structure<tree>::each(result, [&](scalar& number) { out.at[o++] = &number; });
    evaluate_on<P>(out, arguments...);
  } else {
    scalar out[outputs];
    evaluate_on<P>(static_cast<scalar*>(out), arguments...);
    structure<tree>::each(result, [&](scalar& number) { number = out[o++]; });
  }
  return result;
}

template <class P, class... Arguments>
TYPEGRAD_STRAIGHT_LINE constexpr auto run_apart(const Arguments&... arguments) {
  return run_here<P>(arguments...);
}

/// A short program on standard numbers becomes part of the code that calls it; any other is a
/// function of its own, one for all calls.
template <class P, class... Arguments>
TYPEGRAD_INLINE constexpr auto run(const Arguments&... arguments) {
  constexpr std::size_t short_program = 64;
  using scalar = typename structure<std::tuple<Arguments...>>::scalar;
  if constexpr (std::is_floating_point_v<scalar> && sizes_of<P>.nodes <= short_program)
    return run_here<P>(arguments...);
  else
    return run_apart<P>(arguments...);
}

}  // namespace detail

template <class F, class... Shapes>
template <class... Arguments>
TYPEGRAD_INLINE constexpr auto program<F, Shapes...>::operator()(
    const Arguments&... arguments) const {
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
  constexpr auto& frozen = program<F, Shapes...>::frozen;
  return detail::count_frozen(frozen, {}, frozen.node_count, {});
}

}  // namespace typegrad
