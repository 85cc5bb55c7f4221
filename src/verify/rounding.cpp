// Where a result loses its digits, and where the program is not smooth: node by node.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <typegrad/graph/loop_nodes.hpp>

#include "checked_point.hpp"

namespace typegrad::verify {

namespace {

constexpr std::size_t most_listed = 5;

double digits_of(const real& ratio) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return is_finite(ratio) ? real(log10(ratio)).convert_to<double>() : infinite;
}

/// The values of all nodes, 0 for those that are no numbers.
reals values_of_nodes(const checked_point& p) {
  graph all = p.subject.primal;
  all.outputs = {};
  std::vector<index> places;
  for (index i = 0; i < all.nodes.size(); ++i)
    if (is_number_node(all.nodes[i])) {
      places.push_back(i);
      all.outputs.push_back(i);
    }
  const reals numbers = evaluate(100, all, p.exact_x);
  reals values(all.nodes.size(), real(0));
  for (std::size_t k = 0; k < places.size(); ++k) values[places[k]] = numbers[k];
  return values;
}

bool nearly_equal(const real& a, const real& b) {
  return abs(a - b) <= (abs(a) + abs(b)) * pow(real(10), -90);
}

/// Is the operation at a kink or a step?
bool is_at_kink(const node& n, const reals& values) {
  const real& a = values[n.operands[0]];
  const real& b = values[n.operands[1]];
  const auto is_whole = [](const real& x) { return nearly_equal(x, round(x)); };
  using enum operation;
  switch (n.op) {
    case abs:
    case sign:
      return a == 0;
    case copysign:
      return a == 0 || b == 0;
    case max:
    case min:
    case fdim:
    case less:
    case less_equal:
    case equal:
    case not_equal:
      return n.operands[0] != n.operands[1] && nearly_equal(a, b);
    case floor:
    case ceil:
    case trunc:
      return is_whole(a);
    case round:
    case rint:
      return is_whole(a + real(1) / 2);
    case fmod:
      return b != 0 && is_whole(a / b);
    case remainder:
      return b != 0 && is_whole(a / b + real(1) / 2);
    default:
      return false;
  }
}

/// Is the node's value free of rounding errors?
bool is_exact(const graph& g, index i) {
  const node& n = g.nodes[i];
  return n.op == operation::input ||
         (n.op == operation::literal && g.literals[n.attribute].denominator == 1);
}

void find_cancellations(const checked_point& p, const reals& values, check_report& report) {
  const graph& g = p.subject.primal;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op != operation::add && n.op != operation::subtract) continue;
    if (is_exact(g, n.operands[0]) && is_exact(g, n.operands[1])) continue;
    const real larger = std::max<real>(abs(values[n.operands[0]]), abs(values[n.operands[1]]));
    const double digits = larger == 0 ? 0 : digits_of(larger / abs(values[i]));
    if (digits >= 1)
      report.cancellations.push_back({description_of(g, i, p.options.names), digits});
  }
  std::sort(report.cancellations.begin(), report.cancellations.end(),
            [](const cancellation& a, const cancellation& b) {
              return std::tie(b.digits, a.operation) < std::tie(a.digits, b.operation);
            });
  if (report.cancellations.size() > most_listed) report.cancellations.resize(most_listed);
}

/// The contributions v̄ v to result i, the largest first.
rounding_report sources_of(const checked_point& p, const perturbed_graph& perturbed,
                           const graph& contributions, std::size_t i, const reals& values,
                           double actual_ulps) {
  const working_precision& w = p.options.working;
  const std::size_t count = perturbed.operations.size();
  const reals sums =
      evaluate(100, contributions,
               joined(joined(p.exact_x, reals(count, real(1))), unit<real>(p.results, i)));
  const real unit_roundoff = ldexp(real(1), -w.bits), place = ulp(p.values[i], w);
  rounding_report r;
  r.actual_ulps = actual_ulps;
  for (std::size_t k = 0; k < count; ++k) {
    if (sums[k] == 0) continue;
    const real change = abs(sums[k]);
    const double ulps = real(change * unit_roundoff / place).convert_to<double>();
    r.expected_ulps += ulps;
    const double digits = digits_of(change / abs(p.values[i]));
    r.sources.push_back({perturbed.operations[k],
                         perturbed.nodes[k] == absent
                             ? std::numeric_limits<long double>::quiet_NaN()
                             : values[perturbed.nodes[k]].convert_to<long double>(),
                         ulps, digits > 0.05 ? digits : 0});
  }
  std::sort(r.sources.begin(), r.sources.end(),
            [](const rounding_source& a, const rounding_source& b) {
              return std::tie(b.ulps, a.operation) < std::tie(a.ulps, b.operation);
            });
  if (r.sources.size() > most_listed) r.sources.resize(most_listed);
  return r;
}

}  // namespace

void trace_rounding(const checked_point& p, check_report& report) {
  const working_digits guard(100);
  const graph& g = p.subject.primal;
  const reals values = values_of_nodes(p);
  for (index i = 0; i < g.nodes.size(); ++i)
    if (is_at_kink(g.nodes[i], values))
      report.kinks.push_back(description_of(g, i, p.options.names));
  find_cancellations(p, values, report);
  const perturbed_graph perturbed(g, p.options.names);
  const graph contributions = adjoint_of(perturbed.program, static_cast<index>(p.inputs),
                                         static_cast<index>(perturbed.operations.size()));
  for (std::size_t i = 0; i < p.results; ++i)
    report.rounding.push_back(
        sources_of(p, perturbed, contributions, i, values, report.values[i].value.ulps));
}

}  // namespace typegrad::verify
