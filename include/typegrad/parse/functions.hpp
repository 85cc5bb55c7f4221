// The functions and constants that a formula may name: those of the table under their names there,
// other names of theirs in C, and the compositions.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include <typegrad/graph/compositions.hpp>

namespace typegrad::parse {

/// A function that is no row of the table, on symbols.
struct composition {
  std::string_view name;
  int arity;
  symbol (*apply)(const symbol* x);
};

inline constexpr composition compositions[] = {
    {"square", 1, [](const symbol* x) { return square(x[0]); }},
    {"softplus", 1, [](const symbol* x) { return softplus(x[0]); }},
    {"logaddexp", 2, [](const symbol* x) { return logaddexp(x[0], x[1]); }},
    {"relu", 1, [](const symbol* x) { return relu(x[0]); }},
    {"silu", 1, [](const symbol* x) { return silu(x[0]); }},
    {"gelu", 1, [](const symbol* x) { return gelu(x[0]); }},
    {"logit", 1, [](const symbol* x) { return logit(x[0]); }},
    {"clamp", 3, [](const symbol* x) { return clamp(x[0], x[1], x[2]); }},
    {"lerp", 3, [](const symbol* x) { return lerp(x[0], x[1], x[2]); }},
    {"hypot", 3, [](const symbol* x) { return hypot(x[0], x[1], x[2]); }},
    {"fabs", 1, [](const symbol* x) { return abs(x[0]); }},
    {"fmax", 2, [](const symbol* x) { return max(x[0], x[1]); }},
    {"fmin", 2, [](const symbol* x) { return min(x[0], x[1]); }},
    {"nearbyint", 1, [](const symbol* x) { return rint(x[0]); }},
    {"ln", 1, [](const symbol* x) { return log(x[0]); }},
};

/// A function by name: a row of the table, or a composition. Neither where there is none.
struct function {
  static constexpr std::size_t none = std::size(compositions);
  operation row = operation::input;
  std::size_t made = none;

  constexpr bool is_row() const { return row != operation::input; }
  constexpr bool exists() const { return is_row() || made != none; }
  constexpr int arity() const { return is_row() ? info(row).arity : compositions[made].arity; }
};

/// The function of this name that takes so many arguments; if there is none, one that takes
/// another number.
constexpr function find_function(std::string_view name, int arguments) {
  function found;
  for (int i = 0; i < operation_count; ++i) {
    const operation o = static_cast<operation>(i);
    if (info(o).kind != operation_kind::function || o <= operation::negate || info(o).name != name)
      continue;
    if (info(o).arity == arguments) return {o};
    found = {o};
  }
  for (std::size_t i = 0; i < function::none; ++i) {
    if (compositions[i].name != name) continue;
    if (compositions[i].arity == arguments) return {operation::input, i};
    if (!found.exists()) found = {operation::input, i};
  }
  return found;
}

constexpr const char* expected_arguments(int count) {
  return count == 1   ? "expected 1 argument of this function"
         : count == 2 ? "expected 2 arguments of this function"
                      : "expected 3 arguments of this function";
}

/// Whether the node can be the order n of polygamma(n, x).
constexpr bool is_order(const builder& b, index node) {
  for (int n = 0; n <= 100; ++n)
    if (b.is_literal(node, n)) return true;
  return false;
}

/// The node of the constant of this name: one of the table, or e; `absent` where there is none.
constexpr index find_constant(builder& b, std::string_view name) {
  if (name == "e") return b.make(operation::exp, b.number({1}));
  for (int i = 0; i < operation_count; ++i) {
    const operation o = static_cast<operation>(i);
    if (info(o).kind == operation_kind::constant && info(o).name == name)
      return b.intern(o, 0, 0, 0);
  }
  return absent;
}

}  // namespace typegrad::parse
