// Evaluates graphs over intervals, and says where they are not defined.
#include <limits>
#include <ostream>
#include <iomanip>
#include <stdexcept>
#include <string>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/graph/well_formed.hpp>
#include <typegrad/verify/enclose.hpp>

#include "bounds_functions.hpp"
#include "derived_graphs.hpp"

namespace typegrad {

namespace {

/// The operation at which the value of node `i` stops to be defined; its operands are.
index first_undefined(const graph& g, const std::vector<verify::bounds>& values, index i) {
  for (index next = i; !is_loop_part(g.nodes[i].op); i = next) {
    const node& n = g.nodes[i];
    for (int k = 0; k < info(n.op).arity; ++k)
      if (const index operand = n.operands[k]; !values[operand].is_defined()) next = operand;
    if (next == i) break;
  }
  return i;
}

std::string undefined_operation(const graph& g, const std::vector<verify::bounds>& inputs,
                                index output) {
  graph all = g;
  all.outputs = {};
  std::vector<index> places;
  for (index i = 0; i < g.nodes.size(); ++i)
    if (is_number_node(g.nodes[i])) {
      all.outputs.push_back(i);
      places.push_back(i);
    }
  std::vector<verify::bounds> numbers(places.size()), values(g.nodes.size(), verify::bounds(0));
  interpret<verify::bounds>(all, inputs.data(), numbers.data());
  for (std::size_t k = 0; k < places.size(); ++k) values[places[k]] = numbers[k];
  std::vector<std::string> names;
  for (index slot = 0; slot < g.inputs; ++slot) names.push_back("x" + std::to_string(slot));
  return verify::description_of(g, first_undefined(g, values, g.outputs[output]), names);
}

}  // namespace

interval::interval(double lower, double upper) : lower_(lower), upper_(upper) {
  if (!(lower <= upper))
    throw std::invalid_argument(
        "typegrad: an interval goes from its lower to its upper end, but the lower one given is "
        "not below the upper one");
}

std::ostream& operator<<(std::ostream& out, const interval& i) {
  const auto before = out.precision(std::numeric_limits<double>::max_digits10);
  out << '[' << i.lower() << ", " << i.upper() << ']';
  out.precision(before);
  return out;
}

std::vector<interval> enclose(const graph& program, std::span<const interval> inputs) {
  for (const node& n : program.nodes)
    if (info(n.op).kind == operation_kind::array)
      throw std::invalid_argument(
          "typegrad: a graph with operations on whole arrays cannot be evaluated over intervals; "
          "write the program on std::array");
  if (!is_well_formed(program))
    throw std::invalid_argument("typegrad: the graph to be enclosed is not well formed");
  if (inputs.size() != program.inputs)
    throw std::invalid_argument("typegrad: the program has " + std::to_string(program.inputs) +
                                " inputs, but " + std::to_string(inputs.size()) +
                                " intervals were given");
  std::vector<verify::bounds> in, out(program.outputs.size());
  for (const interval& i : inputs) in.emplace_back(i.lower(), i.upper());
  interpret<verify::bounds>(program, in.data(), out.data());
  std::vector<interval> result;
  for (index k = 0; k < program.outputs.size(); ++k) {
    if (!out[k].is_defined())
      throw std::domain_error("typegrad: " + undefined_operation(program, in, k) +
                              " is not defined on all of the given intervals; make them narrower");
    result.emplace_back(mpfr_get_d(out[k].lower(), MPFR_RNDD),
                        mpfr_get_d(out[k].upper(), MPFR_RNDU));
  }
  return result;
}

}  // namespace typegrad
