// Formulas that arrive as text while the program runs.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <typegrad/parse/parser.hpp>

namespace typegrad {

/// A text that is no formula. `what()` shows the text, a caret under the place, and one sentence;
/// `place` counts characters from 0.
struct syntax_error : std::invalid_argument {
  std::string sentence;
  std::size_t place;

  syntax_error(const std::string& shown, const std::string& expected, std::size_t where)
      : std::invalid_argument(shown), sentence(expected), place(where) {}
};

/// A formula as a graph with one output; input i is the variable number i, in the order of first
/// appearance.
struct parsed_formula {
  graph program;
  std::vector<std::string> variables;
};

/// The program of a formula in the grammar of <typegrad/parse/parser.hpp>, as in
/// "a = x*y; sin(a) + a^2". The passes derive it, tg::interpret evaluates it. Throws
/// tg::syntax_error where the text is no formula, is longer than 65,536 characters or is nested
/// more than 100 deep. Cost: linear in the text, times the number of names.
inline parsed_formula parse_formula(std::string_view text) {
  builder b;
  parse::parser parser(text, b);
  const index result = parser.formula();
  if (parser.has_failed()) {
    const auto [sentence, place] = parser.mistake();
    const parse::excerpt<76> around(text, place);
    const std::string_view beneath = around.beneath;
    throw syntax_error(std::string("  ") + around.text + "\n  " +
                           std::string(beneath.substr(0, beneath.find('^') + 1)) + '\n' +
                           std::string(sentence),
                       std::string(sentence), place);
  }
  b.output(result);
  parsed_formula parsed{std::move(b).finish(), {}};
  for (const std::string_view name : parser.variables()) parsed.variables.emplace_back(name);
  return parsed;
}

}  // namespace typegrad
