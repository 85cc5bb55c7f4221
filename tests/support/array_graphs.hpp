// Graphs over arrays that are built while a test runs, and their values at 50 digits.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

#include <typegrad/graph/array_functions.hpp>
#include <typegrad/verify/check.hpp>
#include <typegrad/verify/evaluate_arrays.hpp>

namespace typegrad::test {

/// The graph of f, a function of a std::vector<symbol>, on inputs of the ranks of these arrays;
/// their extents are known when it is evaluated only.
template <class F, class T = verify::real>
graph graph_for(F f, const std::vector<array_of<T>>& inputs) {
  builder b;
  std::vector<symbol> x;
  for (const array_of<T>& array : inputs) {
    shape s;
    const auto slot = static_cast<index>(x.size());
    for (; s.rank < array.size.rank; ++s.rank)
      s.extents[s.rank] = detail::extent_of(
          b, {dimension::origin::axis, static_cast<std::int32_t>(slot), s.rank, 1});
    x.push_back({b, b.input(slot, detail::type_of(b, s))});
  }
  b.output(symbol(f(x)).in(b));
  return typegrad::detail::compact_with_inputs(std::move(b).finish());
}

/// An array of these extents and elements.
inline array_of<verify::real> array_with(std::initializer_list<int> extents,
                                         std::initializer_list<double> elements) {
  array_of<verify::real> x;
  for (const int e : extents) x.size.extents[x.size.rank++] = e;
  x.elements.assign(elements.begin(), elements.end());
  return x;
}

}  // namespace typegrad::test
