// tg::check: a program's derivatives, as its compiled code computes them, against every other way.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <typegrad/program/directional.hpp>
#include <typegrad/program/gradient.hpp>
#include <typegrad/program/graph_of.hpp>
#include <typegrad/program/named.hpp>
#include <typegrad/verify/check_graph.hpp>

namespace typegrad {

namespace detail {

/// The numbers of a tree in order, as the program reads or writes them in the type T.
template <class T, class Tree>
std::vector<long double> flat_numbers(const Tree& tree) {
  std::vector<long double> numbers;
  structure_of<Tree>::each(tree,
                           [&](const auto& leaf) { numbers.push_back(static_cast<T>(leaf)); });
  return numbers;
}

/// The graph with exact numbers in place of its first inputs.
graph with_constants(const graph& g, const std::vector<literal>& constants);

/// The same program without what nothing needs, such as the drafts of loops, but with all its inputs.
graph compact_with_inputs(graph g);

/// The graph of f on arguments of these types, as it is executed. The numbers that a formula holds
/// are literals of it.
template <class F, class... Arguments>
graph primal_graph(const F& f) {
  if constexpr (stateless<F> || !over_variables<F>) {
    return graph_of(program<F, rebind_t<Arguments, symbol>...>{});
  } else {
    std::vector<literal> held;
    structure<F>::each(f, [&](const literal& number) { held.push_back(number); });
    return with_constants(
        graph_of(program<call, rebind_t<F, symbol>, rebind_t<Arguments, symbol>...>{}), held);
  }
}

template <class... V>
std::vector<std::string> names_of(variable_list<V...>) {
  return {std::string(V::name)...};
}

/// Arrays of a library, which have a shape.
template <class T>
concept has_shape = requires(const T& array) { array.shape(); };

/// The check at arguments of these types: numbers and trees of numbers. Of arrays it stands in
/// <typegrad/verify/arrays.hpp>.
template <class... Arguments>
struct checked_call {
  static_assert(!(has_shape<Arguments> || ...),
                "typegrad: a check of a program over arrays stands in a header of its own; include "
                "<typegrad/verify/arrays.hpp>");
  using scalar = typename structure<std::tuple<Arguments...>>::scalar;

  template <class F>
  static check_report of(const F& f, const check_options& options, const Arguments&... arguments) {
    check_options filled = options;
    if constexpr (over_variables<F>)
      if (filled.names.empty()) filled.names = names_of(variables_of<F>{});
    const auto point = flat_numbers<scalar>(std::tuple(arguments...));
    const computed_results computed{
        flat_numbers<scalar>(value(f)(arguments...)),
        flat_numbers<scalar>(jacobian<forward>(f)(arguments...)),
        flat_numbers<scalar>(jacobian<reverse>(f)(arguments...)),
    };
    return typegrad::check(derivative_graphs(primal_graph<F, Arguments...>(f)), point, filled,
                           computed);
  }
};

/// A program that is checked where it is called.
template <class F>
struct checked_program {
  static_assert(std::is_class_v<F>,
                "typegrad: a plain function cannot be run on symbols; make it a template and pass "
                "it in a lambda, [](auto... x) { return f(x...); }");
  F f;
  check_options options;

  template <class... Arguments>
  check_report operator()(const Arguments&... arguments) const {
    static_assert(sizeof...(Arguments) > 0,
                  "typegrad: a check needs arguments; call it with the point at which the program "
                  "is to be checked");
    if constexpr ((bound<Arguments> || ...))
      return check_by_name(arguments...);
    else
      return check_at(arguments...);
  }

 private:
  template <class... Arguments>
  check_report check_at(const Arguments&... arguments) const {
    using scalar = typename checked_call<Arguments...>::scalar;
    static_assert(
        std::is_floating_point_v<scalar>,
        "typegrad: a check compares float, double or long double with 100 digits; give it "
        "arguments of one of these types");
    check_options filled = options;
    filled.working = working_precision_of<scalar>();
    return checked_call<Arguments...>::of(f, filled, arguments...);
  }

  template <class... Bindings>
  check_report check_by_name(const Bindings&... bindings) const {
    static_assert(callable_by_name<F>,
                  "typegrad: values are given by name to a formula; give them to this program by "
                  "position");
    using given = variable_list<bound_variable_t<Bindings>...>;
    if constexpr (check_names(variables_of<F>{}, given{}))
      return [&]<class... V>(variable_list<V...>) {
        const std::tuple<const Bindings&...> all(bindings...);
        return check_at(std::get<given::template position<V>>(all).value...);
      }(variables_of<F>{});
  }
};

}  // namespace detail

/// x -> what there is to say of f and its derivatives at x, as a check_report: `tg::check(f)(2.0,
/// 5.0).ok()`. The results of the compiled program and of its Jacobian by both modes, in the
/// arguments' own precision, are compared with 100 digits; there, forward mode, reverse mode and
/// central differences with each other; besides, duality, Taylor's theorem and the second
/// derivatives. Arguments are numbers, or trees of numbers, by position or by name; their type is
/// float, double or long double. Where the program has a kink, jumps, or ends at the point, the
/// verdict is `undecided` and the report says where. Throws std::invalid_argument where an argument
/// is not finite. Over arrays, and trees of numbers and arrays, it takes
/// <typegrad/verify/arrays.hpp>. Cost: see <typegrad/verify/check_graph.hpp>.
template <class F>
auto check(const F& f, const check_options& options = {}) {
  return detail::checked_program<F>{f, options};
}

}  // namespace typegrad
