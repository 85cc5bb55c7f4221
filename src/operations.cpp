// Prints the table of operations with the derivatives that the library derives from it, as the page
// docs/operations.md.
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include <typegrad.hpp>

namespace {

namespace tg = typegrad;

constexpr std::array<std::string_view, 3> names{"x", "y", "z"};

/// The graph of one operation on as many inputs as it has operands.
tg::builder apply(tg::operation o, tg::sequence<tg::index>& variables, tg::index& result) {
  tg::builder b;
  const int arity = tg::info(o).arity;
  for (tg::index slot = 0; slot < static_cast<tg::index>(arity); ++slot)
    variables.push_back(b.input(slot));
  result = b.intern(o, 0, arity > 1 ? 1 : 0, arity > 2 ? 2 : 0);
  return b;
}

/// The formula of the partial derivative with respect to operand k; "0" where the table has none.
std::string derivative(tg::operation o, tg::index k) {
  tg::sequence<tg::index> variables;
  tg::index result = 0;
  tg::builder b = apply(o, variables, result);
  const tg::index entry =
      tg::linearize(b, tg::mode::forward, variables, tg::sequence<tg::index>(1, result))[k];
  if (entry == tg::absent) return "0";
  b.output(entry);
  return tg::to_formula(tg::compact(std::move(b).finish()),
                        std::span(names).first(variables.size()));
}

}  // namespace

int main() {
  std::puts("# The operations\n");
  std::puts(
      "Printed by `src/operations.cpp` from `include/typegrad/op/table.def`: each function and its "
      "partial derivatives, as the library derives them.\n");
  std::puts("| operation | d/dx | d/dy | d/dz |\n|---|---|---|---|");
  for (int i = 0; i < tg::operation_count; ++i) {
    const auto o = static_cast<tg::operation>(i);
    const tg::operation_info row = tg::info(o);
    if (row.kind != tg::operation_kind::function || o == tg::operation::select) continue;
    std::string line = "| `" + std::string(row.name) + "` |";
    for (int k = 0; k < 3; ++k)
      line += k < row.arity ? " `" + derivative(o, static_cast<tg::index>(k)) + "` |" : " |";
    std::puts(line.c_str());
  }
}
