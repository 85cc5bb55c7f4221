// A program over arrays as a type: the plan of a stateless callable on arguments of given shapes,
// and its evaluation.
#pragma once

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/argument.hpp>
#include <typegrad/arrays/bound_program.hpp>
#include <typegrad/arrays/planner.hpp>
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

/// The text of a fault, shown by a compiler as a template argument.
template <std::size_t N>
struct fault {
  char text[N];
};

template <fault Fault>
struct faultless {
  static_assert(Fault.text[0] == 0,
                "typegrad: the shapes of a program do not fit; the fault above says which");
};

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

  static constexpr graph make_graph() {
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
    return share_reciprocals(compact(std::move(b).finish()));
  }

  static constexpr array_plan plan = make_plan(make_graph());

  static constexpr auto fault_of_plan() {
    detail::fault<length_of_fault() + 1> f{};
    for (std::size_t k = 0; k < length_of_fault(); ++k) f.text[k] = plan.error[k];
    return f;
  }

 private:
  static constexpr std::size_t length_of_fault() {
    std::size_t n = 0;
    while (plan.error[n] != 0) ++n;
    return n;
  }
};

namespace detail {

/// The tree of results: each leaf a number or an array of the output's rank.
template <class P, class T, class Kind>
struct results {
  template <std::size_t K>
  static constexpr int rank = P::plan.shapes[P::plan.buffer_types[P::plan.inputs + K]].rank;
  template <std::size_t K>
  using leaf = typename std::conditional_t<rank<K> == 0, std::type_identity<T>,
                                           typename Kind::template result_of<T, rank<K>>>::type;

  /// The leaves of the trees before tree I.
  template <std::size_t I, class... A>
  static constexpr std::size_t before = [] {
    const std::size_t sizes[] = {structure<A>::size..., 0};
    std::size_t n = 0;
    for (std::size_t k = 0; k < I; ++k) n += sizes[k];
    return n;
  }();

  template <class Tree, std::size_t First>
  struct shaped {
    using type = rebind_t<Tree, leaf<First>>;
  };
  template <class... A, std::size_t First>
  struct shaped<std::tuple<A...>, First> {
    template <std::size_t... I>
    static auto of(std::index_sequence<I...>)
        -> std::tuple<typename shaped<A, First + before<I, A...>>::type...>;
    using type = decltype(of(std::index_sequence_for<A...>{}));
  };
  template <class A, class B, std::size_t First>
  struct shaped<std::pair<A, B>, First> {
    using type = std::pair<typename shaped<A, First>::type,
                           typename shaped<B, First + structure<A>::size>::type>;
  };
  using type = typename shaped<typename P::result, 0>::type;
};

template <class P>
constexpr void check_faults() {
  static_cast<void>(sizeof(faultless<P::fault_of_plan()>));
}

}  // namespace detail

}  // namespace typegrad
