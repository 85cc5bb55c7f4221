// A program as a complete C99 translation unit that computes the same bits as the library.
#pragma once

#include <stdexcept>

#include <typegrad/print/c.hpp>
#include <typegrad/print/c_functions.hpp>
#include <typegrad/print/c_name.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

namespace print {

/// Which nodes the outputs depend on.
inline sequence<bool> needed_for_outputs(const graph& g) {
  sequence<bool> needed(g.nodes.size(), false);
  for (const index o : g.outputs) needed[o] = true;
  for (index i = g.nodes.size(); i-- > 0;)
    for (int k = 0; needed[i] && k < info(g.nodes[i].op).arity; ++k)
      needed[g.nodes[i].operands[k]] = true;
  return needed;
}

/// For each operation: is it among the nodes that are needed? Throws where C has no counterpart.
inline sequence<bool> operations_in_use(const graph& g, const sequence<bool>& needed) {
  sequence<bool> in_use(operation_count, false);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    if (!needed[i] || is_leaf(o)) continue;
    if (c_language.find(o) == nullptr && !is_among(c_math_functions, info(o).name))
      throw std::invalid_argument("typegrad: " + std::string(info(o).name) +
                                  " has no counterpart in C99; evaluate this program with the "
                                  "library");
    in_use[static_cast<index>(o)] = true;
  }
  return in_use;
}

}  // namespace print

/// The C99 text of `void name(const double *x, double *y)`, y = f(x), with all that it needs: one
/// statement a node that an output depends on, literals to the last bit. x and y may overlap.
/// Compiled without contraction (-ffp-contract=off) and linked with the same libm, it computes the
/// bits that the library computes on double. Cost: linear. Throws std::invalid_argument where
/// `name` is no word of letters and digits, or is taken by C or <math.h>.
inline std::string to_c(const graph& g, std::string_view name) {
  print::check_c_name(name);
  const print::writer write(g, print::c_language, {}, name);
  const sequence<bool> needed = print::needed_for_outputs(g);
  std::string text =
      "#include <math.h>\n\n" + print::c_definitions(print::operations_in_use(g, needed), name);
  text.append("void ").append(name).append("(const double *x, double *y) {\n");
  bool reads = false;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (!needed[i]) continue;
    if (n.op == operation::input) {
      text += "  const double " + write.input(n.attribute) + " = x[" + std::to_string(n.attribute) +
              "];\n";
      reads = true;
    } else if (!print::is_leaf(n.op)) {
      text += is_truth(n.op) ? "  const int " : "  const double ";
      text.append(write.value(i)).append(" = ").append(write.operation_of(i).text).append(";\n");
    }
  }
  if (!reads) text += "  (void)x;\n";
  if (g.outputs.empty()) text += "  (void)y;\n";
  for (index i = 0; i < g.outputs.size(); ++i)
    text.append("  y[" + std::to_string(i) + "] = ")
        .append(write.operand(g.outputs[i]).text)
        .append(";\n");
  return text += "}\n";
}

}  // namespace typegrad
