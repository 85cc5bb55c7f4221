// A program as a complete C99 translation unit that computes the same bits as the library.
#pragma once

#include <stdexcept>

#include <typegrad/graph/needed.hpp>
#include <typegrad/print/c.hpp>
#include <typegrad/print/c_functions.hpp>
#include <typegrad/print/c_name.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

namespace print {

/// Marks the operations of the nodes that are needed. Throws where C has no counterpart.
inline void mark_operations(sequence<bool>& in_use, const graph& g) {
  const sequence<bool> needed = needed_by(g, g.outputs);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    if (!needed[i] || is_leaf(o)) continue;
    if (o == operation::scan) mark_operations(in_use, loop_of(g, i).body);
    if (is_loop_part(o)) continue;
    if (c_language.find(o) == nullptr && !is_among(c_math_functions, info(o).name))
      throw std::invalid_argument("typegrad: " + std::string(info(o).name) +
                                  " has no counterpart in C99; evaluate this program with the "
                                  "library");
    in_use[static_cast<index>(o)] = true;
  }
}

inline void append_c_loop(std::string& text, const writer& write, index scan,
                          const std::string& indent);

/// One statement a node that an output depends on.
inline void append_c_statements(std::string& text, const writer& write, const std::string& indent) {
  const graph& g = write.program();
  const sequence<bool> needed = needed_by(g, g.outputs);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (!needed[i] || is_leaf(n.op)) continue;
    if (n.op == operation::scan) append_c_loop(text, write, i, indent);
    if (is_loop_part(n.op)) continue;
    text.append(indent).append(is_truth(n.op) ? "const int " : "const double ");
    text.append(write.value(i)).append(" = ").append(write.operation_of(i).text).append(";\n");
  }
}

/// A `for` over the body. Sequences are local arrays.
inline void append_c_loop(std::string& text, const writer& write, index scan,
                          const std::string& indent) {
  const graph& g = write.program();
  const graph_loop& l = loop_of(g, scan);
  const std::string t = write.part(scan, 't', 0), count = std::to_string(l.count),
                    last = std::to_string(l.count - 1);
  const std::string inside = indent + "  ";
  const writer body = write.body(scan, "(double)" + t);
  const sequence<index> operands = operands_of(g, scan);
  const auto line = [&](const std::string& before, const std::string& statement) {
    text.append(before).append(statement).append(";\n");
  };
  sequence<bool> used(l.results(), false), read(l.counter() + 1, false);
  for (index i = scan + 1; i < g.nodes.size(); ++i)
    if (g.nodes[i].op == operation::element && g.nodes[i].operands[0] == scan)
      used[g.nodes[i].attribute] = true;
  const sequence<bool> needed = needed_by(l.body, l.body.outputs);
  for (index i = 0; i < l.body.nodes.size(); ++i)
    if (needed[i] && l.body.nodes[i].op == operation::input) read[l.body.nodes[i].attribute] = true;
  for (index k = 0; k < l.carries + l.constants; ++k)
    if (k < l.carries || read[k])
      line(indent, (k < l.carries ? "double " : "const double ") + body.input(k) + " = " +
                       write.operand(operands[k]).text);
  for (index k = l.carries; k < l.results(); ++k)
    if (used[k])
      line(indent, "double " +
                       (k < l.history(0) ? write.part(scan, 'y', k - l.carries)
                                         : write.part(scan, 'h', k - l.history(0))) +
                       "[" + count + "]");
  text +=
      indent + "for (long " + t +
      (l.backward ? " = " + last + "; " + t + " >= 0; --" : " = 0; " + t + " < " + count + "; ++") +
      t + ") {\n";
  for (index k = 0; k < l.carries; ++k)
    if (used[l.history(k)])
      line(inside, write.part(scan, 'h', k) + "[" + t + "] = " + body.input(k));
  for (index k = l.carries + l.constants; k < l.operands(); ++k)
    if (read[k])
      line(inside, "const double " + body.input(k) + " = " + write.operand(operands[k]).text + "[" +
                       t + "]");
  append_c_statements(text, body, inside);
  for (index k = 0; k < l.stacked; ++k)
    if (used[l.carries + k])
      line(inside, write.part(scan, 'y', k) + "[" + t +
                       "] = " + body.operand(l.body.outputs[l.carries + k]).text);
  // A carry that becomes the next value of another is read before one is set.
  const auto is_input = [&](index k) {
    return l.body.nodes[l.body.outputs[k]].op == operation::input;
  };
  for (index k = 0; k < l.carries; ++k)
    if (is_input(k))
      line(inside, "const double " + write.part(scan, 'n', k) + " = " +
                       body.operand(l.body.outputs[k]).text);
  for (index k = 0; k < l.carries; ++k)
    line(inside,
         body.input(k) + " = " +
             (is_input(k) ? write.part(scan, 'n', k) : body.operand(l.body.outputs[k]).text));
  text += indent + "}\n";
}

}  // namespace print

/// The C99 text of `void name(const double *x, double *y)`, y = f(x), with all that it needs: one
/// statement a node that an output depends on, literals to the last bit; a loop is a `for`, its
/// sequences local arrays. x and y may overlap.
/// Compiled without contraction (-ffp-contract=off) and linked with the same libm, it computes the
/// bits that the library computes on double. Cost: linear. Throws std::invalid_argument where
/// `name` is no word of letters and digits, or is taken by C or <math.h>.
inline std::string to_c(const graph& g, std::string_view name) {
  print::check_c_name(name);
  const print::writer write(g, print::c_language, {}, name);
  const sequence<bool> needed = needed_by(g, g.outputs);
  sequence<bool> in_use(operation_count, false);
  print::mark_operations(in_use, g);
  std::string text = "#include <math.h>\n\n" + print::c_definitions(in_use, name);
  text.append("void ").append(name).append("(const double *x, double *y) {\n");
  bool reads = false;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (!needed[i] || n.op != operation::input) continue;
    text += "  const double " + write.input(n.attribute) + " = x[" + std::to_string(n.attribute) +
            "];\n";
    reads = true;
  }
  print::append_c_statements(text, write, "  ");
  if (!reads) text += "  (void)x;\n";
  if (g.outputs.empty()) text += "  (void)y;\n";
  for (index i = 0; i < g.outputs.size(); ++i)
    text.append("  y[" + std::to_string(i) + "] = ")
        .append(write.operand(g.outputs[i]).text)
        .append(";\n");
  return text += "}\n";
}

}  // namespace typegrad
