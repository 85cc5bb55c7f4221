// The manual page.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

#include "documentation.hpp"

namespace laboratory {

namespace {

/// A text as roff reads it: every character itself, and no line a request.
std::string escaped(const std::string& text) {
  std::string r = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) switch (c) {
      case '\\':
        r += "\\(rs";
        break;
      case '-':
        r += "\\-";
        break;
      case '^':
        r += "\\(ha";
        break;
      case '~':
        r += "\\(ti";
        break;
      case '`':
        r += "\\(ga";
        break;
      case '\'':
        r += "\\(aq";
        break;
      default:
        r += c;
    }
  return r;
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }

std::string option(const documented_option& o) {
  std::string text = ".TP\n";
  for (std::size_t k = 0; k < o.names.size(); ++k) text += (k > 0 ? ", " : "") + bold(o.names[k]);
  if (!o.value.empty()) text += (o.names.empty() ? "\\fI" : " \\fI") + escaped(o.value) + "\\fR";
  text += '\n' + escaped(o.words) + '.';
  if (!o.initial.empty()) text += " By default " + escaped(o.initial) + '.';
  if (o.is_repeated && !o.names.empty()) text += " May be repeated.";
  return text + '\n';
}

/// A footer's paragraphs: filled; those under `Examples:` go to the list of all examples, and lines
/// `NAME:  TEXT` are a list.
void add_footer(const std::string& footer, std::string& text, std::string& examples) {
  std::istringstream lines(footer);
  bool in_examples = false, is_first = true;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t gap = line.find(":  ");
    if (line == "Examples:") {
      in_examples = true;
    } else if (in_examples) {
      examples += escaped(line.substr(line.find_first_not_of(' '))) + '\n';
    } else if (line.empty()) {
      is_first = true;
    } else if (gap != line.npos) {
      text += ".TP\n" + bold(line.substr(0, gap)) + '\n' +
              escaped(line.substr(line.find_first_not_of(' ', gap + 1))) + '\n';
    } else {
      text += (is_first ? ".PP\n" : "") + escaped(line) + '\n';
      is_first = false;
    }
  }
}

}  // namespace

std::string to_man_page(const documented_program& p, const std::string& version,
                        const std::string& date) {
  std::string text = fmt::format(
      ".TH TYPEGRAD 1 \"{}\" \"typegrad {}\" \"User Commands\"\n"
      ".SH NAME\ntypegrad \\- differentiates formulas and shows how\n"
      ".SH SYNOPSIS\n",
      date, version);
  std::string sections, examples;
  for (const documented_command& c : p.subcommands) {
    text += (sections.empty() ? "" : ".br\n") + bold("typegrad") + ' ' + bold(c.name);
    sections += fmt::format(".SS {}\n{}.\n", c.name, escaped(c.words));
    for (const documented_option& o : c.options) {
      if (o.names.empty())
        text += (o.is_required ? " \\fI" : " [\\fI") + escaped(o.value) +
                (o.is_required ? "\\fR" : "\\fR]...");
      else if (o.is_required)
        text += fmt::format(" {} \\fI{}\\fR", bold(o.names.back()), escaped(o.value));
      sections += option(o);
    }
    text += " [\\fIOPTION\\fR]...\n";
    add_footer(c.footer, sections, examples);
  }
  text += ".SH OPTIONS\n";
  for (const documented_option& o : p.program.options) text += option(o);
  text += ".SH SUBCOMMANDS\n" + sections;
  text +=
      ".SH EXIT STATUS\n.TP\n.B 0\nAll is well.\n.TP\n.B 1\nA check failed.\n.TP\n.B 2\n"
      "The input is bad; a sentence on standard error says what, where, and how to do it right.\n"
      ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhere it is set and not empty, headings are plain on a "
      "terminal too. Elsewhere they always are.\n"
      ".SH EXAMPLES\n.nf\n" +
      examples + ".fi\n.SH SEE ALSO\n.BR dot (1),\n.BR gnuplot (1)\n";
  return text;
}

}  // namespace laboratory
