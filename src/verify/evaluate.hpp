// Evaluates graphs in all precisions of a check; the interpreter is compiled here once for each.
#pragma once

#include <vector>

#include <typegrad/graph/graph.hpp>
#include <typegrad/verify/check_graph.hpp>
#include <typegrad/verify/real.hpp>

namespace typegrad::verify {

using reals = std::vector<real>;
using numbers = std::vector<long double>;

/// g at x in arithmetic of so many decimal digits. The inputs of a graph of arrays, whose extents
/// are all numbers, stand in x one after another, and so do its outputs in the result.
reals evaluate(unsigned digits, const graph& g, const reals& x);

/// g at x in float, double or long double.
numbers evaluate(const working_precision& working, const graph& g, const numbers& x);

/// The nearest number of the working precision.
long double rounded(const working_precision& working, long double x);

/// `a` and then `b`.
template <class T>
std::vector<T> joined(std::vector<T> a, const std::vector<T>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

inline real product(const reals& a, const reals& b) {
  real sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

inline real product_of_sizes(const reals& a, const reals& b) {
  real sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += abs(a[i] * b[i]);
  return sum;
}

/// The unit vector k of n numbers.
template <class T>
std::vector<T> unit(std::size_t n, std::size_t k) {
  std::vector<T> e(n, T(0));
  e[k] = T(1);
  return e;
}

/// The Jacobian, row by row, by n sweeps of the tangent program; and by m sweeps of the adjoint
/// program. `how` is a number of digits or a working precision, `more` are further inputs.
template <class How, class T>
std::vector<T> jacobian_by_columns(const How& how, const graph& tangent, const std::vector<T>& x,
                                   const std::vector<T>& more = {}) {
  const std::size_t n = x.size();
  std::vector<T> entries;
  for (std::size_t j = 0; j < n; ++j) {
    const auto column = evaluate(how, tangent, joined(joined(x, unit<T>(n, j)), more));
    entries.resize(column.size() * n, T(0));
    for (std::size_t i = 0; i < column.size(); ++i) entries[i * n + j] = column[i];
  }
  return entries;
}
template <class How, class T>
std::vector<T> jacobian_by_rows(const How& how, const graph& adjoint, std::size_t m,
                                const std::vector<T>& x, const std::vector<T>& more = {}) {
  std::vector<T> entries;
  for (std::size_t i = 0; i < m; ++i)
    entries = joined(entries, evaluate(how, adjoint, joined(joined(x, unit<T>(m, i)), more)));
  return entries;
}

}  // namespace typegrad::verify
