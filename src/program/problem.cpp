// Reads a problem from the command line's words.
#include "problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "command.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

/// The slot of a variable.
tg::index slot_of(const tg::parsed_formula& formula, const std::string& name,
                  std::string_view option) {
  const auto& all = formula.variables;
  const auto found = std::find(all.begin(), all.end(), name);
  if (found != all.end()) return static_cast<tg::index>(found - all.begin());
  if (all.empty())
    throw input_error(
        fmt::format("{} {} names no variable of the formula: it has none.", option, name));
  throw input_error(fmt::format("{} {} names no variable of the formula; its variables are {}.",
                                option, name, fmt::join(all, ", ")));
}

}  // namespace

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" \t\n"));
  text.erase(text.find_last_not_of(" \t\n") + 1);
  return text;
}

tg::graph read_constant(std::string_view option, const std::string& word) {
  const std::size_t sign = word.find('=');
  if (sign == std::string::npos)
    throw input_error(fmt::format("{0} {1} names no value; write {0} NAME=VALUE.", option, word));
  try {
    tg::parsed_formula value = tg::parse_formula(word.substr(sign + 1));
    if (value.variables.empty()) return std::move(value.program);
    throw input_error(
        fmt::format("{} {} has a value that depends on {}; give a number, or a formula of numbers.",
                    option, word, value.variables.front()));
  } catch (const tg::syntax_error& error) {
    throw input_error(
        fmt::format("{} {} has no value that can be read.\n{}", option, word, error.what()));
  }
}

problem read_problem(const std::string& text, const std::vector<std::string>& values,
                     const std::vector<std::string>& names, bool needs_values) {
  problem p{trimmed(text), tg::parse_formula(text), {}, {}};
  const std::size_t count = p.formula.variables.size();
  std::vector<std::optional<tg::graph>> point(count);
  for (const std::string& word : values) {
    tg::graph number = read_constant("--at", word);
    auto& value = point[slot_of(p.formula, trimmed(word.substr(0, word.find('='))), "--at")];
    if (value) throw input_error(fmt::format("--at {} gives a second value to a variable.", word));
    value = std::move(number);
  }
  for (std::size_t slot = 0; slot < count; ++slot) {
    if (point[slot])
      p.point.push_back(std::move(*point[slot]));
    else if (needs_values)
      throw input_error(
          fmt::format("{0} has no value; give one by --at {0}=VALUE.", p.formula.variables[slot]));
  }
  for (const std::string& name : names) {
    const tg::index slot = slot_of(p.formula, trimmed(name), "--wrt");
    if (std::find(p.with_respect_to.begin(), p.with_respect_to.end(), slot) !=
        p.with_respect_to.end())
      throw input_error(fmt::format("--wrt names {} twice.", name));
    p.with_respect_to.push_back(slot);
  }
  if (names.empty())
    for (tg::index slot = 0; slot < count; ++slot) p.with_respect_to.push_back(slot);
  return p;
}

void check_size(const problem& p, std::string_view what) {
  constexpr std::uint64_t most = 100000;
  const auto operations = static_cast<std::uint64_t>(std::ranges::count_if(
      p.formula.program.nodes,
      [](const tg::node& n) { return n.op == tg::operation::input || tg::info(n.op).arity > 0; }));
  if (operations * (p.with_respect_to.size() + 1) > most)
    throw input_error(
        fmt::format("the formula is too long to be {}, {} operations times {} variables; choose "
                    "fewer variables "
                    "by --wrt, or a part of the formula.",
                    what, operations, p.with_respect_to.size()));
}

std::string free_name(const std::vector<std::string>& variables) {
  for (const char* name : {"f", "y", "result"})
    if (std::find(variables.begin(), variables.end(), name) == variables.end()) return name;
  return "value";
}

}  // namespace laboratory
