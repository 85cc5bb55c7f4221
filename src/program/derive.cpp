// The subcommand `derive`: a formula's traces, derivatives and computational graph.
#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "common_options.hpp"
#include "writers.hpp"

namespace laboratory {

namespace {

struct options {
  std::string formula, format = "text";
  std::vector<std::string> values, names;
  int precision = 15;
};

std::string write(const options& o) {
  const problem p = read_problem(o.formula, o.values, o.names, o.format != "c");
  if (o.format == "c") return to_c(p);
  if (o.format == "latex") return to_latex(derive(p, o.precision, latex_text));
  const derivation d = derive(p, o.precision, plain_text);
  if (o.format == "json") return to_json(d, o.precision);
  if (o.format == "dot") return to_dot(d);
  if (o.format == "svg") return to_svg(to_dot(d));
  return to_text(d, takes_bold());
}

}  // namespace

void add_derive(CLI::App& program, int&) {
  CLI::App& command =
      *program.add_subcommand("derive", "Shows the traces, derivatives and graph of a formula");
  const auto o = std::make_shared<options>();
  add_formula_option(command, o->formula);
  add_point_options(command, o->values, o->names);
  command
      .add_option("--precision", o->precision, "Decimal digits of all values, all of them right")
      ->type_name("DIGITS")
      ->check(CLI::Range(1, most_digits))
      ->capture_default_str();
  command.add_option("--format", o->format, "text, json, svg, dot, latex or c")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "svg", "dot", "latex", "c"}))
      ->capture_default_str();
  command.footer(
      "Writes the primal trace, the tangent trace of each variable and the adjoint trace, line by "
      "line\n"
      "with values; then value, gradient, Hessian, and the operation counts of both modes.\n\n"
      "Functions have their names in C (exp, log, sin, pow, erf, ...; ^ or ** is a power); "
      "constants are\n"
      "pi and e; select(x < 1, a, b) chooses; `a = x*y; ...` names a part.\n\n"
      "Examples:\n"
      "  typegrad derive 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5\n"
      "  typegrad derive 'exp(-x^2)' --at x=1/3 --precision 50\n"
      "  typegrad derive 'a = x*y; a + sin(x)' --at x=1 --at y=2 --format svg > graph.svg\n"
      "  typegrad derive 'b1*(1-exp[-b2*x])' --wrt b1,b2 --format c");
  command.callback([o] { write_out(write(*o)); });
}

}  // namespace laboratory
