// The check as a whole: what is given is looked at, then each question asked in turn.
#include <cmath>
#include <stdexcept>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/verify/check.hpp>

#include "checked_point.hpp"

namespace typegrad {

namespace {

void require(bool holds, const std::string& sentence) {
  if (!holds) throw std::invalid_argument("typegrad: " + sentence);
}

const graph& valid(const graph& g) {
  if (g.error[0] != 0) throw std::invalid_argument(g.error.data());
  require(is_well_formed(g),
          "the graph to be checked is not well formed; build it with tg::builder");
  return g;
}

/// Well formed, and of numbers.
const graph& numeric(const graph& g) {
  for (const node& n : g.nodes)
    require(info(n.op).kind != operation_kind::array && (n.type == 0 || is_loop_part(n.op)),
            "a graph with operations on whole arrays cannot be checked; check the program on "
            "std::array, or a part of it on numbers");
  return valid(g);
}

}  // namespace

graph detail::with_constants(const graph& g, const std::vector<literal>& constants) {
  builder b;
  sequence<index> inputs;
  for (const literal& c : constants) inputs.push_back(b.number(c));
  for (index slot = inputs.size(); slot < g.inputs; ++slot)
    inputs.push_back(b.input(slot - static_cast<index>(constants.size())));
  for (const index o : verify::append(b, g, inputs)) b.output(o);
  return std::move(b).finish();
}

derivative_graphs::derivative_graphs(const graph& program)
    : primal(valid(program)),
      tangent(verify::tangent_of(program, 0, program.inputs)),
      adjoint(verify::adjoint_of(program, 0, program.inputs)) {}

check_report check(const derivative_graphs& subject, std::span<const long double> point,
                   const check_options& options, const computed_results& computed) {
  const graph& g = numeric(subject.primal);
  const index n = g.inputs, m = g.outputs.size();
  require(n > 0, "the program to be checked has no inputs; give it one to differentiate for");
  require(m > 0, "the program to be checked has no outputs; give it one to differentiate");
  require(numeric(subject.tangent).inputs == 2 * n && subject.tangent.outputs.size() == m,
          "the tangent program to be checked must map the inputs and a direction to one number an "
          "output");
  require(numeric(subject.adjoint).inputs == n + m && subject.adjoint.outputs.size() == n,
          "the adjoint program to be checked must map the inputs and a cotangent to one number an "
          "input");
  require(point.size() == n, "the program is checked at " + std::to_string(point.size()) +
                                 " numbers, but has " + std::to_string(n) + " inputs");
  check_options filled = options;
  if (filled.names.empty())
    for (index i = 0; i < n; ++i) filled.names.push_back("x" + std::to_string(i));
  require(filled.names.size() == n, "the program has " + std::to_string(n) + " inputs, but " +
                                        std::to_string(filled.names.size()) + " names were given");
  for (index i = 0; i < n; ++i)
    require(std::isfinite(point[i]),
            "a program is checked at finite numbers; give one for " + filled.names[i]);
  const std::size_t entries = std::size_t{n} * m;
  require((computed.values.empty() || computed.values.size() == m) &&
              (computed.forward.empty() || computed.forward.size() == entries) &&
              (computed.reverse.empty() || computed.reverse.size() == entries),
          "the numbers to be checked are not as many as the program's outputs and the entries of "
          "its Jacobian");

  const verify::working_digits guard(100);
  verify::numbers x;
  for (const long double number : point) x.push_back(verify::rounded(filled.working, number));
  const verify::checked_point p(subject, x, filled, computed);
  check_report report;
  report.number_type = filled.working.name;
  report.variables = filled.names;
  report.point = x;
  verify::check_values(p, report);
  verify::check_derivatives(p, report);
  verify::check_laws(p, report);
  verify::trace_rounding(p, report);
  return report;
}

check_report check(const graph& program, std::span<const double> point,
                   const check_options& options) {
  const std::vector<long double> numbers(point.begin(), point.end());
  return check(derivative_graphs(program), numbers, options);
}

verdict check_report::found() const {
  verdict sofar = verdict::right;
  const auto meet = [&](const finding& f) {
    if (f.found == verdict::wrong || sofar == verdict::right) sofar = f.found;
  };
  for (const checked_value& v : values) meet(v.conclusion);
  for (const checked_derivative& d : derivatives) meet(d.conclusion);
  for (const checked_curvature& c : curvatures) meet(c.conclusion);
  for (const checked_law* law : {&duality, &taylor_slope, &second_slope}) meet(law->conclusion);
  return sofar;
}

}  // namespace typegrad
