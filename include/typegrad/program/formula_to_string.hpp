// Formulas as text.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <typegrad/pass/compact.hpp>
#include <typegrad/print/to_formula.hpp>
#include <typegrad/program/named.hpp>

namespace typegrad {

/// The formula in infix notation, simplified as its program is: for x1 * 1 + sin(x2), "x1 +
/// sin(x2)". Derivatives are written out.
template <is_formula E>
std::string to_string(const E& f) {
  using variables = typename E::variables;
  builder b;
  sequence<index> inputs;
  for (index i = 0; i < variables::size; ++i) inputs.push_back(b.input(i));
  b.output(recorder<variables>(b, inputs)(f));
  const auto names = []<class... V>(variable_list<V...>) {
    return std::array<std::string_view, sizeof...(V)>{V::name...};
  }(variables{});
  return to_formula(compact(std::move(b).finish()), names);
}

}  // namespace typegrad
