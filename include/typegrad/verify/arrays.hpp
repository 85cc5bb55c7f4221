// tg::check of programs over arrays, and over trees of numbers and arrays.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/array_program.hpp>
#include <typegrad/arrays/evaluation.hpp>
#include <typegrad/arrays/jacobian.hpp>
#include <typegrad/arrays/trees.hpp>
#include <typegrad/verify/check.hpp>

namespace typegrad {

namespace detail {

/// The leaves of trees in order, as the program reads or writes them in the type T.
template <class T, class... Trees>
std::vector<array_of<T>> leaves_as(const Trees&... trees) {
  std::vector<array_of<T>> all_leaves;
  const auto append = [&](const auto& leaf) {
    array_of<T>& to = all_leaves.emplace_back();
    to.size = size_of_leaf(leaf);
    to.elements.resize(static_cast<std::size_t>(to.size.elements()));
    if constexpr (array_leaf<std::remove_cvref_t<decltype(leaf)>>)
      copy_elements(leaf, to.elements.data());
    else
      to.elements[0] = static_cast<T>(leaf);
  };
  (argument_tree<Trees>::each(trees, append), ...);
  return all_leaves;
}

/// The graph of F on arguments of these types, of the ranks of their arrays.
template <class F, class... Arguments>
graph recorded_graph() {
  return []<class... L>(leaf_list<L...>) {
    return compact_with_inputs(
        array_program<F, std::tuple<typename argument_tree<Arguments>::symbols...>,
                      typename shape_of_leaf<L>::type...>::record());
  }(leaves_of_arguments<Arguments...>{});
}

/// The check at arrays, or trees of numbers and arrays, whose leaves are named as for_each_leaf does:
/// x0, x1.weights. The value and the Jacobians of both modes are those of the compiled program; all
/// else is asked of its graph, which is interpreted. Throws shape_error where sizes do not fit,
/// std::invalid_argument as <typegrad/verify/check_graph.hpp> says, which also says what it costs.
template <class... Arguments>
  requires(holds_arrays<Arguments> || ...)
struct checked_call<Arguments...> {
  using scalar = typename common_number<leaves_of_arguments<Arguments...>>::type;
  using long_numbers = std::vector<long double>;

  template <class F>
  static check_report of(const F& f, const check_options& options, const Arguments&... arguments) {
    check_options filled = options;
    if (filled.names.empty()) {
      std::size_t k = 0;
      const auto add = [&](const std::string& name, const auto&) { filled.names.push_back(name); };
      (name_leaves<Arguments>(arguments, "x" + std::to_string(k++), add), ...);
    }
    std::vector<array_of<long double>> point;
    for (const array_of<scalar>& leaf : leaves_as<scalar>(arguments...))
      point.push_back({leaf.size, {leaf.elements.begin(), leaf.elements.end()}});
    const auto results = leaves_as<scalar>(value(f)(arguments...));
    long_numbers values;
    for (const array_of<scalar>& y : results)
      values.insert(values.end(), y.elements.begin(), y.elements.end());
    const auto rows = [&](const auto& jacobian_blocks) {
      return rows_of(leaves_as<scalar>(jacobian_blocks), point, results);
    };
    std::size_t numbers = values.size();
    for (const array_of<long double>& x : point) numbers += x.elements.size();
    computed_results computed{values, {}, {}};
    if (numbers <= most_checked_numbers) {  // Of more the check is refused.
      computed.forward = rows(jacobian<forward>(f)(arguments...));
      computed.reverse = rows(jacobian<reverse>(f)(arguments...));
    }
    return typegrad::check(derivative_graphs(recorded_graph<F, Arguments...>()), point, filled,
                           computed);
  }

 private:
  /// A Jacobian row by row, of blocks which have the axes of a result and then those of a variable.
  static long_numbers rows_of(const std::vector<array_of<scalar>>& blocks,
                              const std::vector<array_of<long double>>& point,
                              const std::vector<array_of<scalar>>& results) {
    long_numbers rows;
    for (std::size_t o = 0; o < results.size(); ++o)
      for (std::size_t i = 0; i < results[o].elements.size(); ++i)
        for (std::size_t v = 0; v < point.size(); ++v) {
          const std::size_t columns = point[v].elements.size();
          const auto row = blocks[o * point.size() + v].elements.begin() +
                           static_cast<std::ptrdiff_t>(i * columns);
          rows.insert(rows.end(), row, row + static_cast<std::ptrdiff_t>(columns));
        }
    return rows;
  }
};

}  // namespace detail
}  // namespace typegrad
