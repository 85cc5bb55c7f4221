// A program as text, one operation a line in single-assignment form, in this grammar:
//
//   program    = "program(" [ name { ", " name } ] ") {" newline
//                statements "  return" [ " " operand { ", " operand } ] newline "}" newline
//   statements = { "  " value " = " ( operation | loop ) newline }
//   loop       = "scan(" name " = " digits " ... " digits { ", " name " = " operand } ") {" newline
//                statements "  return " operand { ", " operand } newline "}"
//                the counter and its range; carries, constants, sequences; what one iteration
//                returns: the next carries, and elements of sequences; indented by the depth
//   operation  = operand infix operand | prefix operand | name "(" operand { ", " operand } ")"
//   infix      = " + " | " - " | " * " | " / " | " < " | " <= " | " == " | " != " | " && " | " || "
//   prefix     = "-" | "!"
//   operand    = input | value | element | constant | number | "(" number ")"
//   element    = value "_" letter digits   of a loop: its carry c, or the sequence y or h
//   input      = "x" digits | name     the input in this place, or as it was named
//   value      = "v" digits            the node in this place of the graph
//   constant   = "pi" | "ln2" | ...    a constant of the table
//   number     = real [ "/" real ]     exact: each real is the nearest double, or long double with
//   L real       = [ "-" ] ( decimal [ "L" ] | "inf" | "nan" )
#pragma once

#include <typegrad/print/plain.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

namespace print {

/// The loop of scan i, whose name is written already.
inline void append_loop(std::string& text, const writer& write, index scan,
                        const std::string& indent);

/// The statements of a graph, and what it returns.
inline void append_statements(std::string& text, const writer& write, const std::string& indent) {
  const graph& g = write.program();
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    if (is_leaf(o) || o == operation::join || o == operation::element) continue;
    text.append(indent).append(write.value(i)).append(" = ");
    if (o == operation::scan)
      append_loop(text, write, i, indent);
    else
      text.append(write.operation_of(i).text).append("\n");
  }
  text.append(indent).append("return");
  std::string_view separator = " ";
  for (const index o : g.outputs) {
    text.append(separator).append(write.operand(o).text);
    separator = ", ";
  }
  text += '\n';
}

inline void append_loop(std::string& text, const writer& write, index scan,
                        const std::string& indent) {
  const graph_loop& l = loop_of(write.program(), scan);
  const std::string counter = write.part(scan, 't', 0), last = std::to_string(l.count - 1);
  const writer body = write.body(scan, counter);
  text += "scan(" + counter + " = " + (l.backward ? last + " ... 0" : "0 ... " + last);
  const sequence<index> operands = operands_of(write.program(), scan);
  for (index k = 0; k < operands.size(); ++k)
    text.append(", ").append(body.input(k)).append(" = ").append(write.operand(operands[k]).text);
  text += ") {\n";
  append_statements(text, body, indent + "  ");
  text.append(indent).append("}\n");
}

}  // namespace print

/// The graph in the grammar of this file; its inputs have the given names, or x0, x1, ... where
/// none are given. Cost: linear. Throws std::invalid_argument where the names are not as many as
/// the inputs.
inline std::string to_string(const graph& g, std::span<const std::string_view> names = {}) {
  const print::writer write(g, print::plain, names);
  std::string text = "program(";
  for (index i = 0; i < g.inputs; ++i) text.append(i == 0 ? "" : ", ").append(write.input(i));
  text += ") {\n";
  print::append_statements(text, write, "  ");
  return text += "}\n";
}

}  // namespace typegrad
