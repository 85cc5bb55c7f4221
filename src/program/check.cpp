// The subcommand `check`: a formula's derivatives, compared with 100 digits and with differences.
#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <memory>
#include <sstream>
#include <utility>

#include "command.hpp"
#include "common_options.hpp"
#include "derived_program.hpp"
#include "double_precision.hpp"
#include <typegrad/pass/compact.hpp>
#include <typegrad/verify/check_graph.hpp>
#include <typegrad/verify/json.hpp>

namespace laboratory {

namespace {

namespace tg = typegrad;

struct options {
  std::string formula, format = "text";
  std::vector<std::string> values, names;
};

/// The formula as a program of the variables to differentiate by, the others at their values.
tg::graph of_chosen(const problem& p, const std::vector<double>& point) {
  tg::builder b;
  places inputs;
  for (const double x : point) inputs.push_back(b.number({x}));
  for (tg::index k = 0; k < p.with_respect_to.size(); ++k)
    inputs[p.with_respect_to[k]] = b.input(k);
  b.output(result_of(b, p.formula.program, inputs));
  return tg::compact(std::move(b).finish());
}

tg::check_report check(const options& o) {
  const problem p = read_problem(o.formula, o.values, o.names, true);
  if (p.formula.variables.empty())
    throw input_error("the formula has no variables, so there is no derivative to check.");
  check_size(p, "checked");
  const std::vector<double> point = point_in_double(p);
  std::vector<double> chosen;
  tg::check_options named;
  for (const tg::index slot : p.with_respect_to) {
    chosen.push_back(point[slot]);
    named.names.push_back(p.formula.variables[slot]);
  }
  return tg::check(of_chosen(p, point), chosen, named);
}

}  // namespace

void add_check(CLI::App& program, int& exit_status) {
  CLI::App& command = *program.add_subcommand(
      "check", "Checks a formula's derivatives against 100 digits and differences");
  const auto o = std::make_shared<options>();
  add_formula_option(command, o->formula);
  add_point_options(command, o->values, o->names);
  add_format_option(command, o->format);
  command.footer(
      "Compares value, forward and reverse mode in double with 100 digits, with central "
      "differences "
      "and\n"
      "with each other; tests duality and the power of Taylor's remainder; and names the "
      "operations "
      "whose\n"
      "rounding costs most digits. Exit status: 0 if all is right; 1 if something is wrong, or is\n"
      "undecided, as at a kink; 2 for bad input.\n\n"
      "Examples:\n"
      "  typegrad check '(1 - cos(x))/x^2' --at x=1e-4\n"
      "  typegrad check 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5 --format json");
  command.callback([o, &exit_status] {
    const tg::check_report report = check(*o);
    if (o->format == "json") {
      write_out(nlohmann::json(report).dump(2) + '\n');
    } else {
      std::ostringstream text;
      text << report;
      write_out(text.str());
    }
    if (!report.ok()) exit_status = check_failed;
  });
}

}  // namespace laboratory
