// A program as text, one operation a line in single-assignment form, in this grammar:
//
//   program    = "program(" [ name { ", " name } ] ") {" newline
//                { "  " value " = " operation newline }
//                "  return" [ " " operand { ", " operand } ] newline "}" newline
//   operation  = operand infix operand | prefix operand | name "(" operand { ", " operand } ")"
//   infix      = " + " | " - " | " * " | " / " | " < " | " <= " | " == " | " != " | " && " | " || "
//   prefix     = "-" | "!"
//   operand    = input | value | constant | number | "(" number ")"
//   input      = "x" digits | name     the input in this place, or as it was named
//   value      = "v" digits            the node in this place of the graph
//   constant   = "pi" | "ln2" | ...    a constant of the table
//   number     = real [ "/" real ]     exact: each real is the nearest double, or long double with
//   L real       = [ "-" ] ( decimal [ "L" ] | "inf" | "nan" )
#pragma once

#include <typegrad/print/plain.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

/// The graph in the grammar of this file; its inputs have the given names, or x0, x1, ... where
/// none are given. Cost: linear. Throws std::invalid_argument where the names are not as many as
/// the inputs.
inline std::string to_string(const graph& g, std::span<const std::string_view> names = {}) {
  const print::writer write(g, print::plain, names);
  std::string text = "program(";
  for (index i = 0; i < g.inputs; ++i) text.append(i == 0 ? "" : ", ").append(write.input(i));
  text += ") {\n";
  for (index i = 0; i < g.nodes.size(); ++i)
    if (!print::is_leaf(g.nodes[i].op))
      text.append("  " + write.value(i) + " = ").append(write.operation_of(i).text).append("\n");
  text += "  return";
  std::string_view separator = " ";
  for (const index o : g.outputs) {
    text.append(separator).append(write.operand(o).text);
    separator = ", ";
  }
  return text += "\n}\n";
}

}  // namespace typegrad
