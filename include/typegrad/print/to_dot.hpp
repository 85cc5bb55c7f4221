// A program as a drawing: a directed graph in the language of Graphviz.
#pragma once

#include <typegrad/print/plain.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

namespace print {

/// The operation's sign, or its name where it has none.
inline std::string symbol_of(operation o) {
  const pattern* const row = plain.find(o);
  if (row == nullptr) return std::string(info(o).name);
  std::string sign;
  for (const char c : row->text)
    if (c != '#' && c != ' ' && !(c >= '1' && c <= '3')) sign += c;
  return sign;
}

/// o(a, b) = o(b, a), to the bit.
constexpr bool is_commutative(operation o) {
  using enum operation;
  return o == add || o == multiply || o == equal || o == not_equal || o == logical_and ||
         o == logical_or;
}

}  // namespace print

/// The graph for `dot -Tsvg`: inputs are boxes, operations circles, literals and constants small
/// text, outputs double-edged boxes y0, y1, ...; edges run from operand to operation, and are
/// numbered where the order of the operands matters. The same graph gives the same text.
inline std::string to_dot(const graph& g) {
  const print::writer write(g, print::plain);
  const auto id = [](const char* letter, index i) { return letter + std::to_string(i); };
  std::string text = "digraph program {\n  rankdir = LR;\n  node [shape = circle];\n";
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    const int arity = info(o).arity;
    text += "  " + id("n", i) + " [label = \"" +
            (arity == 0 ? write.operand(i).text : print::symbol_of(o)) + '"';
    if (o == operation::input)
      text += ", shape = box";
    else if (arity == 0)
      text += ", shape = plaintext, fontsize = 10";
    text += "];\n";
    for (int k = 0; k < arity; ++k) {
      text += "  " + id("n", g.nodes[i].operands[k]) + " -> " + id("n", i);
      if (arity > 1 && !print::is_commutative(o))
        text += " [label = \"" + std::to_string(k + 1) + "\"]";
      text += ";\n";
    }
  }
  for (index i = 0; i < g.outputs.size(); ++i) {
    text += "  " + id("y", i) + " [shape = box, peripheries = 2];\n";
    text += "  " + id("n", g.outputs[i]) + " -> " + id("y", i) + ";\n";
  }
  return text += "}\n";
}

}  // namespace typegrad
