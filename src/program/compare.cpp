// The subcommand `compare`: a formula's gradient by all methods side by side.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <memory>

#include "command.hpp"
#include "common_options.hpp"
#include "comparison.hpp"

namespace laboratory {

namespace {

struct options {
  std::vector<std::string> formulas, values, names;
  std::string file, format = "text";
};

/// A formula, and where it stands, for an error.
struct source {
  std::string text, place;
  std::vector<std::string> variables;
};

source parsed(const std::string& text, const std::string& place) {
  try {
    return {text, place, typegrad::parse_formula(text).variables};
  } catch (const typegrad::syntax_error& error) {
    throw input_error(fmt::format("{} cannot be read.\n{}", place, error.what()));
  }
}

/// The formulas of a file, one a line; empty lines and those that begin with # are skipped.
void read(const std::string& path, std::vector<source>& all) {
  std::ifstream in(path);
  std::string text;
  const std::size_t count = all.size();
  for (int line = 1; std::getline(in, text); ++line) {
    text.erase(text.find_last_not_of(" \t\r") + 1);
    const std::size_t first = text.find_first_not_of(" \t");
    if (first != text.npos && text[first] != '#')
      all.push_back(parsed(text, fmt::format("the formula in {}, line {},", path, line)));
  }
  if (!in.eof()) throw input_error(fmt::format("{} cannot be read; give a text file.", path));
  if (all.size() == count)
    throw input_error(fmt::format("{} has no formulas; write one a line.", path));
}

/// The words that are for this formula: those that name one of its variables; and those that name
/// a variable of none, for which it has the sentence.
std::vector<std::string> words_for(const source& s, const std::vector<source>& all,
                                   const std::vector<std::string>& words) {
  std::vector<std::string> chosen;
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find_first_of(" ="));
    const auto has_it = [&](const source& any) {
      return std::ranges::find(any.variables, name) != any.variables.end();
    };
    if (has_it(s) || std::ranges::none_of(all, has_it)) chosen.push_back(word);
  }
  return chosen;
}

std::string write(const options& o) {
  std::vector<source> all;
  for (const std::string& text : o.formulas) all.push_back(parsed(text, "the formula"));
  if (!o.file.empty()) read(o.file, all);
  if (all.empty()) throw input_error("there is no formula to compare; give one, or --file FILE.");
  std::vector<comparison> comparisons;
  for (const source& s : all) {
    const std::vector<std::string> names = words_for(s, all, o.names);
    if (names.empty() && !o.names.empty())
      throw input_error(fmt::format("--wrt names no variable of {}.", s.text));
    comparisons.push_back(compare(read_problem(s.text, words_for(s, all, o.values), names, true)));
  }
  if (o.format == "json") return to_json(comparisons);
  std::string text;
  for (const comparison& c : comparisons)
    text += (text.empty() ? "" : "\n\n") + to_text(c, takes_bold());
  return text;
}

}  // namespace

void add_compare(CLI::App& program, int&) {
  CLI::App& command = *program.add_subcommand(
      "compare", "Compares the ways to differentiate formulas: error, operations, time");
  const auto o = std::make_shared<options>();
  command.add_option("formula", o->formulas, "Formulas, as 'a = x*y; sin(a) + a^2'")->type_name("");
  command.add_option("--file", o->file, "More formulas, one a line; # begins a comment")
      ->type_name("FILE");
  add_point_options(command, o->values, o->names);
  add_format_option(command, o->format);
  command.footer(
      "analytic:     the formula of each derivative, written out in full and evaluated\n"
      "differences:  (f(x+h) - f(x))/h and (f(x+h) - f(x-h))/2h, h from 1e-1 to 1e-15\n"
      "modes:        forward mode, a tangent for each variable; reverse mode, one adjoint\n"
      "path sum:     the sum over all paths of the product of the partials, up to 10000 paths\n\n"
      "All are evaluated in double; errors are relative to 100 digits, absolute where a derivative "
      "is 0.\n\n"
      "Examples:\n"
      "  typegrad compare 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5\n"
      "  typegrad compare --file formulas.txt --at x=1 --at y=2 --format json");
  command.callback([o] { write_out(write(*o)); });
}

}  // namespace laboratory
