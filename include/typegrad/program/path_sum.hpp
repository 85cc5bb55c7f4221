// Derivatives as sums over paths, and the number of paths.
#pragma once

#include <cstdint>
#include <tuple>

#include <typegrad/pass/path_sum.hpp>
#include <typegrad/program/named.hpp>

namespace typegrad {

/// The largest number of paths that a path sum is written out for, as a template argument of it.
template <std::uint32_t Count>
struct at_most {};

namespace detail {

template <class>
using symbol_for = symbol;

/// The number of paths in the program F as it is recorded, on arguments of the given shapes, from
/// the chosen ones.
template <class Wrt, class F, class... Shapes>
constexpr double paths_in() {
  builder owner;  // of the inputs alone: the place of each is its slot
  std::tuple<Shapes...> inputs;
  sequence<index> slots;
  structure<std::tuple<Shapes...>>::each(
      inputs, [&](symbol& leaf) { leaf = symbol(owner, owner.input(owner.size())); });
  append_nodes(owner, choose<Wrt>(inputs), slots);
  return count_paths(record<Shapes...>(F{}), slots);
}

// The numbers are arguments of this template so that compilers print them beside the sentence.
template <std::uint64_t Paths, std::uint32_t Most>
inline constexpr bool are_few = Paths <= Most;

template <class Wrt, std::uint32_t Most>
struct path_sum_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    check_one_number<F>(arguments);
    if constexpr (stateless<F>) {
      constexpr double paths = paths_in<Wrt, F, Shapes...>();
      static_assert(are_few<(paths < 1e18 ? static_cast<std::uint64_t>(paths) : UINT64_MAX), Most>,
                    "typegrad: the program has too many paths to sum over one by one; use "
                    "tg::grad, whose cost is linear, or allow more by tg::at_most<N>");
      if constexpr (paths <= Most) return sum<F, Shapes...>(f, arguments);
    } else {
      return sum<F, Shapes...>(f, arguments);
    }
  }

 private:
  template <class F, class... Shapes>
  static constexpr auto sum(const F& f, const std::tuple<Shapes...>& arguments) {
    scope<F, Shapes...> s(f, arguments);
    builder& b = s.owner();
    sequence<index> variables;
    append_nodes(b, choose<Wrt>(s.variables()), variables);
    b.begin_derivative(s.outputs());
    sequence<index> nodes = sum_over_paths(b, variables, s.outputs());
    b.end_derivative();
    nodes = s.leave(nodes);
    index next = 0;
    return tree_of<decltype(choose<Wrt>(arguments))>(b, nodes, next);
  }
};

template <class Wrt, std::uint32_t Most, class F>
struct naming<transformed<path_sum_rule<Wrt, Most>, F>> : derivative_naming<Wrt, F> {};

template <class Rule, class... Options>
struct read_path_options {
  static_assert(sizeof...(Options) == 0,
                "typegrad: a path sum takes tg::wrt<...> and tg::at_most<N> paths");
  using type = Rule;
};
template <class W, std::uint32_t Most, std::size_t... I, class... Rest>
struct read_path_options<path_sum_rule<W, Most>, wrt<I...>, Rest...>
    : read_path_options<path_sum_rule<wrt<I...>, Most>, Rest...> {};
template <class W, std::uint32_t Most, std::uint32_t N, class... Rest>
struct read_path_options<path_sum_rule<W, Most>, at_most<N>, Rest...>
    : read_path_options<path_sum_rule<W, N>, Rest...> {};

}  // namespace detail

/// x -> ∇f(x), summed over all paths from each argument to the result, the product of the local
/// partials along each: what forward and reverse mode compute without walking every path. Options:
/// tg::wrt<...>, and tg::at_most<N>, the number of paths beyond which the compiler refuses (1,000
/// by default). Cost: in proportion to the paths and their lengths. Shapes as for tg::grad. A
/// program of loops or arrays is refused.
template <class... Options, class F>
constexpr auto path_sum(const F& f) {
  using rule =
      typename detail::read_path_options<detail::path_sum_rule<detail::all_arguments, 1000>,
                                         Options...>::type;
  return transformed<rule, F>{f};
}

/// The number of paths from the arguments to the results of a traced program, as it was written:
/// `tg::path_count(tg::trace<double, double>(f))`. A constant, as a double, since it may double
/// with each operation: exact up to 2^53 and for powers of two, infinite beyond 1.8e308. A loop
/// counts as if it were written out.
template <class F, class... Shapes>
constexpr double path_count(program<F, Shapes...>) {
  return detail::paths_in<detail::all_arguments, F, Shapes...>();
}

/// The same of a formula, from its variables.
template <is_formula E>
  requires stateless<E>
constexpr double path_count(const E&) {
  return []<class... V>(variable_list<V...>) {
    return detail::paths_in<detail::all_arguments, E, detail::symbol_for<V>...>();
  }(typename E::variables{});
}

}  // namespace typegrad
