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

/// Draws one graph; the body of a loop is a cluster of its own.
class drawing {
 public:
  drawing(std::string& text, const writer& write, const std::string& path,
          const std::string& indent)
      : text_(text), write_(write), g_(write.program()), path_(path), indent_(indent) {}

  /// The name of node i: in a body, an input is the box of its slot.
  std::string id(index i) const {
    const node& n = g_.nodes[i];
    if (n.op == operation::input && !path_.empty())
      return "i" + path_ + std::to_string(n.attribute);
    return "n" + path_ + std::to_string(i);
  }

  void draw() {
    for (index i = 0; i < g_.nodes.size(); ++i) {
      const operation o = g_.nodes[i].op;
      if (o == operation::scan) draw_loop(i);
      if (is_loop_part(o) || (o == operation::input && !path_.empty())) continue;
      const int arity = info(o).arity;
      line(id(i) + " [label = \"" + (arity == 0 ? write_.operand(i).text : symbol_of(o)) + '"' +
           (o == operation::input ? ", shape = box"
            : arity == 0          ? ", shape = plaintext, fontsize = 10"
                                  : "") +
           "]");
      for (int k = 0; k < arity; ++k)
        line(source(g_.nodes[i].operands[k]) + " -> " + id(i) +
             (arity > 1 && !is_commutative(o) ? " [label = \"" + std::to_string(k + 1) + "\"]"
                                              : ""));
    }
  }

  /// Where the value of node i comes from: an element from the body of its loop.
  std::string source(index i) const {
    const node& n = g_.nodes[i];
    if (n.op != operation::element) return id(i);
    const graph_loop& l = loop_of(g_, n.operands[0]);
    const writer body = write_.body(n.operands[0], "");
    std::string unused;
    const std::string inside = path_of(n.operands[0]);
    if (n.attribute >= l.history(0))
      return "i" + inside + std::to_string(n.attribute - l.history(0));
    return drawing(unused, body, inside, "").source(l.body.outputs[n.attribute]);
  }

 private:
  std::string path_of(index scan) const { return path_ + std::to_string(scan) + "_"; }
  void line(const std::string& statement) { text_.append(indent_).append(statement).append(";\n"); }

  void draw_loop(index scan) {
    const graph_loop& l = loop_of(g_, scan);
    const std::string inside = path_of(scan);
    const writer body = write_.body(scan, write_.part(scan, 't', 0));
    drawing inner(text_, body, inside, indent_ + "  ");
    text_ += indent_ + "subgraph cluster_" + inside + " {\n";
    inner.line("label = \"" + std::to_string(l.count) +
               (l.backward ? " times, backward\"" : " times\""));
    for (index k = 0; k <= l.operands(); ++k)
      inner.line("i" + inside + std::to_string(k) + " [label = \"" + body.input(k) +
                 "\", shape = box, style = rounded]");
    inner.draw();
    text_ += indent_ + "}\n";
    const sequence<index> operands = operands_of(g_, scan);
    for (index k = 0; k < operands.size(); ++k)
      line(source(operands[k]) + " -> i" + inside + std::to_string(k));
    for (index k = 0; k < l.carries; ++k)
      line(inner.source(l.body.outputs[k]) + " -> i" + inside + std::to_string(k) +
           " [style = dashed, constraint = false]");
  }

  std::string& text_;
  const writer& write_;
  const graph& g_;
  std::string path_, indent_;
};

}  // namespace print

/// The graph for `dot -Tsvg`: inputs are boxes, operations circles, literals and constants small
/// text, outputs double-edged boxes y0, y1, ...; edges run from operand to operation, and are
/// numbered where the order of the operands matters. A loop is a frame around its body, with a
/// dashed edge from each next carry back to the carry. The same graph gives the same text.
inline std::string to_dot(const graph& g) {
  const print::writer write(g, print::plain);
  std::string text = "digraph program {\n  rankdir = LR;\n  node [shape = circle];\n";
  print::drawing picture(text, write, "", "  ");
  picture.draw();
  for (index i = 0; i < g.outputs.size(); ++i) {
    const std::string y = "y" + std::to_string(i);
    text += "  " + y + " [shape = box, peripheries = 2];\n";
    text += "  " + picture.source(g.outputs[i]) + " -> " + y + ";\n";
  }
  return text += "}\n";
}

}  // namespace typegrad
