// The sections of the page: the built-in examples, or somebody's formula.
#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "embedded_file.hpp"
#include "report_data.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

problem problem_of(const ordered_json& formula) {
  return read_problem(formula["formula"], formula["at"],
                      formula.value("wrt", std::vector<std::string>()), true);
}

/// What a section has besides its formulas.
ordered_json extra_data(const std::string& kind, const ordered_json& section) {
  const auto the = [&](std::size_t k) { return problem_of(section["formulas"][k]); };
  if (kind == "gradient descent") return gradient_descent(the(0));
  if (kind == "gradient check") return gradient_check(the(0));
  if (kind == "topological orders") return topological_orders(the(0));
  if (kind == "logistic map") return logistic_map(the(0), the(1), problem_of(section["by_hand"]));
  if (kind == "weight sharing") return ordered_json::object();
  throw std::logic_error("examples.json asks for what nothing computes: " + kind);
}

}  // namespace

ordered_json example_sections() {
  ordered_json sections = ordered_json::parse(embedded_file("examples.json"));
  for (ordered_json& section : sections) {
    for (ordered_json& formula : section["formulas"])
      formula["data"] = formula_data(problem_of(formula));
    if (section.contains("extra"))
      section["extra"] = {{"kind", section["extra"]},
                          {"data", extra_data(section["extra"], section)}};
  }
  return sections;
}

ordered_json formula_section(const problem& p) {
  return {{"id", "formula"},
          {"title", "Your formula"},
          {"text", ordered_json::array()},
          {"formulas", {{{"show", "all"}, {"data", formula_data(p)}}}}};
}

}  // namespace laboratory
