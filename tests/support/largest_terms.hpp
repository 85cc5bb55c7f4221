// The terms of which a row's derivatives are sums, and the magnitude of the largest one.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "support/derivatives.hpp"

namespace typegrad::test {

/// A product of powers of nodes: (node, exponent), by node.
using monomial = std::map<index, int>;

/// A sum of products, Σ |c_m| m with its monomials m: what was added up for each of them, without
/// its sign. Its range is wider than that of double, as a term may be beyond that where a
/// derivative is not.
using terms = std::map<monomial, long double>;

namespace detail {

inline terms sum(const terms& a, const terms& b) {
  terms result = a;
  for (const auto& [m, size] : b) result[m] += size;
  return result;
}

inline monomial product(const monomial& a, const monomial& b, int sign) {
  monomial result = a;
  for (const auto& [node, exponent] : b)
    if ((result[node] += sign * exponent) == 0) result.erase(node);
  return result;
}

inline terms product(const terms& a, const terms& b) {
  terms result;
  for (const auto& [m, size] : a)
    for (const auto& [n, other] : b) result[product(m, n, 1)] += size * other;
  return result;
}

/// a / b. A divisor that is a sum stays whole; what its largest term exceeds it by magnifies its
/// error.
inline terms quotient(const terms& a, const terms& b, index divisor, long double value) {
  long double largest = 0;
  for (const auto& [m, size] : b) largest = std::max(largest, size);
  const monomial below = b.size() == 1 ? b.begin()->first : monomial{{divisor, 1}};
  terms result;
  for (const auto& [m, size] : a)
    result[product(m, below, -1)] += size / std::abs(value) * (largest / std::abs(value));
  return result;
}

}  // namespace detail

/// The magnitude of the largest term in each output.
///
/// A k-th derivative is by the chain rule a sum of products, one for each way of differentiating k
/// times; its terms may cancel, and what each of them errs then stays. Ways that give the same
/// product of the same factors are one term with their number as its coefficient, as in Faà di
/// Bruno's formula, (f∘u)‴ = f‴ u′³ + 3 f″ u′ u″ + f′ u‴. So 6x/y⁴ is one term of a sum, and not
/// six. The factors are the arguments, the result and whatever else the row's partials are made of;
/// a sum within a partial, such as (1 - r) in the rule of tanh, is one factor: there no
/// cancellation is excused.
inline std::vector<long double> largest_terms(const row_derivatives& d, const double* inputs) {
  const graph& g = d.unpruned;
  graph every_node = g;
  every_node.outputs = {};
  for (index i = 0; i < g.nodes.size(); ++i)
    every_node.outputs.push_back(is_truth(g.nodes[i].op) ? g.outputs[0] : i);
  std::vector<long double> value(g.nodes.size());
  const std::vector<long double> x0(inputs, inputs + g.inputs);
  interpret<long double>(every_node, x0.data(), value.data());
  std::vector<terms> all(g.nodes.size());
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const auto& [x, y, z] = n.operands;
    const bool is_sum = n.op == operation::add || n.op == operation::subtract;
    if (n.op == operation::literal)
      all[i] = {{{}, std::abs(value[i])}};
    else if (n.op == operation::negate)
      all[i] = all[x];
    else if (is_sum && i >= d.rule_end)
      all[i] = detail::sum(all[x], all[y]);
    else if (n.op == operation::multiply)
      all[i] = detail::product(all[x], all[y]);
    else if (n.op == operation::divide)
      all[i] = detail::quotient(all[x], all[y], y, value[y]);
    else if (n.op == operation::select)
      all[i] =
          value[y] != value[z] ? all[value[i] == value[y] ? y : z] : detail::sum(all[y], all[z]);
    else
      all[i] = {{{{i, 1}}, std::abs(value[i])}};
    if (i < d.rule_end && all[i].size() == 1) all[i].begin()->second = std::abs(value[i]);
  }
  std::vector<long double> result;
  for (const index o : g.outputs) {
    result.push_back(std::abs(value[o]));
    for (const auto& [m, size] : all[o]) result.back() = std::max(result.back(), size);
  }
  return result;
}

}  // namespace typegrad::test
