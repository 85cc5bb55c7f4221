// The check as a whole: what is given is looked at, then each question asked in turn.
#include <cmath>
#include <stdexcept>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/verify/check.hpp>

#include "array_shapes.hpp"
#include "checked_point.hpp"
#include "result_name.hpp"
#include "unrolled.hpp"

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

/// The graph with numbers as extents. Of programs over arrays, loops are written out.
graph sized_graph(const graph& g, const std::vector<detail::array_size>& sizes) {
  const graph sized = verify::with_sizes(g, sizes);
  if (sized.loops.empty() || !verify::has_arrays(sized)) return sized;
  const std::size_t size = verify::unrolled_size(sized);
  require(size <= most_unrolled_nodes,
          "a check of loops over arrays writes them out, and these have " + std::to_string(size) +
              " operations, more than " + std::to_string(most_unrolled_nodes) +
              "; check the program on fewer iterations");
  return verify::unrolled(sized);
}

/// The same on inputs of these sizes and then of those of `seeds`; it is to have the outputs
/// `outputs`.
graph with_seeds(const graph& g, std::vector<detail::array_size> sizes,
                 const std::vector<detail::array_size>& seeds,
                 const std::vector<detail::array_size>& outputs, const char* sentence) {
  sizes.insert(sizes.end(), seeds.begin(), seeds.end());
  require(valid(g).inputs == sizes.size(), sentence);
  const graph sized = sized_graph(g, sizes);
  require(verify::output_sizes(sized) == outputs && verify::input_sizes(sized) == sizes, sentence);
  return sized;
}

/// An index has no derivative, and no neighbours at which differences could be taken.
void require_no_indices(const graph& g, const std::vector<std::string>& names) {
  for (index slot = 0; slot < g.inputs; ++slot)
    for (index i = 0; i < g.nodes.size(); ++i) {
      if (g.nodes[i].op != operation::input || g.nodes[i].attribute != slot) continue;
      sequence<index> input;
      input.push_back(i);
      const sequence<bool> varies = varying_with(g, input);
      for (const node& n : g.nodes)
        require((n.op != operation::take && n.op != operation::scatter) || !varies[n.operands[1]],
                names[slot] +
                    " names places of an array, which have no derivative to be checked; "
                    "write them into the program");
    }
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

graph detail::compact_with_inputs(graph g) {
  const index results = g.outputs.size();
  for (index i = 0; i < g.nodes.size(); ++i)
    if (g.nodes[i].op == operation::input && g.nodes[i].attribute != absent) g.outputs.push_back(i);
  graph kept = compact(g);
  while (kept.outputs.size() > results) kept.outputs.pop_back();
  return kept;
}

derivative_graphs::derivative_graphs(const graph& program)
    : primal(valid(program)),
      tangent(verify::tangent_of(program, 0, program.inputs)),
      adjoint(verify::adjoint_of(program, 0, program.inputs)) {}

check_report check(const derivative_graphs& subject, std::span<const array_of<long double>> point,
                   const check_options& options, const computed_results& computed) {
  const graph& given = valid(subject.primal);
  require(given.inputs > 0,
          "the program to be checked has no inputs; give it one to differentiate for");
  require(given.outputs.size() > 0,
          "the program to be checked has no outputs; give it one to differentiate");
  require(point.size() == given.inputs, "the program is checked at " +
                                            std::to_string(point.size()) + " numbers, but has " +
                                            std::to_string(given.inputs) + " inputs");
  check_options filled = options;
  if (filled.names.empty())
    for (index i = 0; i < given.inputs; ++i) filled.names.push_back("x" + std::to_string(i));
  require(filled.names.size() == given.inputs,
          "the program has " + std::to_string(given.inputs) + " inputs, but " +
              std::to_string(filled.names.size()) + " names were given");
  require_no_indices(given, filled.names);

  const verify::working_digits guard(100);
  verify::numbers x;
  std::vector<detail::array_size> sizes;
  for (const array_of<long double>& array : point) {
    sizes.push_back(array.size);
    require(array.elements.size() == static_cast<std::size_t>(array.size.elements()),
            filled.names[sizes.size() - 1] + " has not as many elements as its extents say");
    for (const long double number : array.elements)
      x.push_back(verify::rounded(filled.working, number));
  }
  for (const node& input : given.nodes)
    if (input.op == operation::input)
      require(sizes[input.attribute].rank == given.shapes[input.type].rank,
              filled.names[input.attribute] + " has " +
                  std::to_string(sizes[input.attribute].rank) + " axes, and the program takes " +
                  std::to_string(given.shapes[input.type].rank));
  derivative_graphs sized = subject;
  sized.primal = sized_graph(given, sizes);
  require(verify::input_sizes(sized.primal) == sizes,
          "the arrays to be checked have other extents than the program's inputs");
  const auto results = verify::output_sizes(sized.primal);
  const std::size_t n = x.size(), m = verify::count_numbers(results);
  sized.tangent = with_seeds(subject.tangent, sizes, sizes, results,
                             "the tangent program to be checked must map the inputs and a "
                             "direction to one number an output");
  sized.adjoint = with_seeds(subject.adjoint, sizes, results, sizes,
                             "the adjoint program to be checked must map the inputs and a "
                             "cotangent to one number an input");
  require(n > 0 && m > 0, "the program to be checked has no numbers in its inputs or its outputs");
  require(n + m <= most_checked_numbers || !verify::has_arrays(sized.primal),
          "a check takes every number of the arguments and the result by itself, and these are " +
              std::to_string(n + m) + ", more than " + std::to_string(most_checked_numbers) +
              "; check the program on smaller arrays, of which it is the same program");
  const auto result_names =
      verify::element_names(verify::names_of_results(filled.names, results.size()), results);
  const auto slot_names = filled.names;
  filled.names = verify::element_names(slot_names, sizes);
  for (std::size_t i = 0; i < n; ++i)
    require(std::isfinite(x[i]),
            "a program is checked at finite numbers; give one for " + filled.names[i]);
  require((computed.values.empty() || computed.values.size() == m) &&
              (computed.forward.empty() || computed.forward.size() == n * m) &&
              (computed.reverse.empty() || computed.reverse.size() == n * m),
          "the numbers to be checked are not as many as the program's outputs and the entries of "
          "its Jacobian");

  const verify::checked_point p(sized, x, filled, computed, slot_names, result_names);
  check_report report;
  report.number_type = filled.working.name;
  report.variables = filled.names;
  report.results = p.result_names;
  report.point = x;
  verify::check_values(p, report);
  verify::check_derivatives(p, report);
  verify::check_laws(p, report);
  verify::trace_rounding(p, report);
  return report;
}

check_report check(const derivative_graphs& subject, std::span<const long double> point,
                   const check_options& options, const computed_results& computed) {
  std::vector<array_of<long double>> numbers;
  for (const long double number : point) numbers.push_back({{}, {number}});
  return check(subject, numbers, options, computed);
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
