// The computational graph as a drawing: variables to the left, the result to the right; beneath the
// sign of each operation its value, in green, and its adjoint, in red, as in lectures.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "writers.hpp"

namespace laboratory {

namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text)
    result += c == '&'   ? std::string("&amp;")
              : c == '<' ? std::string("&lt;")
              : c == '>' ? std::string("&gt;")
                         : std::string(1, c);
  return result;
}

/// Six digits are enough to read, and as many as fit.
std::string short_number(const shown_number& n) {
  return std::isfinite(n.nearest) && n.text != "true" && n.text != "false"
             ? fmt::format("{:.6g}", n.nearest)
             : n.text;
}

std::string title(const derivation& d) {
  constexpr std::size_t longest = 100;
  std::string text = d.has_lines() ? d.text : d.function + " = " + d.text;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.size() <= longest ? text : text.substr(0, longest) + " ...";
}

std::string label(const drawn_node& n) {
  std::string heading = escaped(n.name);
  if (n.is == drawn_node::kind::operation)
    heading = fmt::format(
        "<font point-size=\"11\" color=\"#57606a\">{}</font>  <font point-size=\"18\">{}</font>",
        heading, escaped(n.sign));
  else
    heading = fmt::format("<font point-size=\"18\">{}</font>", heading);
  std::string rows =
      fmt::format("<tr><td>{}</td></tr><tr><td><font color=\"#116329\">{}</font></td></tr>",
                  heading, short_number(n.value));
  if (n.has_adjoint)
    rows +=
        fmt::format("<tr><td><font color=\"#b3121d\">{}</font></td></tr>", short_number(n.adjoint));
  return fmt::format(
      "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\">{}</table>>",
      rows);
}

}  // namespace

std::string to_dot(const derivation& d, drawn_title shown) {
  std::string text =
      "digraph derivation {\n"
      "  rankdir = LR;\n"
      "  bgcolor = white;\n"
      "  fontname = \"Helvetica\";\n";
  if (shown == drawn_title::present)
    text +=
        "  labelloc = t;\n"
        "  label = <" +
        escaped(title(d)) +
        "<br/><font color=\"#116329\">value</font>   <font color=\"#b3121d\">adjoint</font>>;\n";
  text +=
      "  node [fontname = \"Helvetica\", fontsize = 13, style = \"rounded,filled\", shape = box, "
      "fillcolor = \"#f6f8fa\", color = \"#57606a\"];\n"
      "  edge [fontname = \"Helvetica\", fontsize = 10, color = \"#57606a\", arrowsize = 0.7];\n";
  for (std::size_t i = 0; i < d.nodes.size(); ++i) {
    const drawn_node& n = d.nodes[i];
    if (n.is == drawn_node::kind::constant)
      text += fmt::format(
          "  n{} [label = <{}>, shape = plaintext, style = \"\", width = 0, height = 0];\n", i,
          escaped(n.sign));
    else
      text += fmt::format(
          "  n{} [label = {}{}{}];\n", i, label(n),
          n.is == drawn_node::kind::input ? ", style = filled, fillcolor = \"#ddf4ff\"" : "",
          i + 1 == d.nodes.size() ? ", penwidth = 2.5" : "");
    for (std::size_t k = 0; k < n.operands.size(); ++k)
      text += fmt::format("  n{} -> n{}{};\n", n.operands[k], i,
                          n.is_ordered ? fmt::format(" [label = \"{}\"]", k + 1) : "");
  }
  return text + "}\n";
}

}  // namespace laboratory
