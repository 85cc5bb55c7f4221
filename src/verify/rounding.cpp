// Where a result loses its digits, and where the program is not smooth: node by node.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <typegrad/graph/well_formed.hpp>

#include "array_shapes.hpp"
#include "checked_point.hpp"

namespace typegrad::verify {

namespace {

constexpr std::size_t most_listed = 5;

double digits_of(const real& ratio) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return is_finite(ratio) ? real(log10(ratio)).convert_to<double>() : infinite;
}

/// The values of all nodes, element by element; none for truth values and parts of loops.
std::vector<reals> values_of_nodes(const checked_point& p) {
  graph all = p.subject.primal;
  const bool over_arrays = has_arrays(all);
  all.outputs = {};
  std::vector<index> places;
  for (index i = 0; i < all.nodes.size(); ++i)
    if (is_value_node(all.nodes[i], over_arrays)) {
      places.push_back(i);
      all.outputs.push_back(i);
    }
  const reals numbers = evaluate(100, all, p.exact_x);
  const auto sizes = output_sizes(all);
  std::vector<reals> values(all.nodes.size());
  auto next = numbers.begin();
  for (std::size_t k = 0; k < places.size(); next += sizes[k++].elements())
    values[places[k]].assign(next, next + sizes[k].elements());
  return values;
}

/// Calls f(a, b, r), of an operation on elements one by one, for those of both operands and of the
/// result of a node, 0 for what it has not; a number goes with every element.
template <class F>
void each_element(const node& n, const std::vector<reals>& values, index i, F f) {
  if (info(n.op).kind == operation_kind::array || is_loop_part(n.op)) return;
  const reals none;
  const int arity = info(n.op).arity;
  const reals &a = arity > 0 ? values[n.operands[0]] : none,
              &b = arity > 1 ? values[n.operands[1]] : none, &r = values[i];
  const auto pick = [](const reals& of, std::size_t k) {
    return of.empty() ? real(0) : of[of.size() == 1 ? 0 : k];
  };
  const std::size_t count = std::max({a.size(), b.size(), r.size()});
  for (std::size_t k = 0; k < count; ++k) f(pick(a, k), pick(b, k), pick(r, k));
}

bool nearly_equal(const real& a, const real& b) {
  return abs(a - b) <= (abs(a) + abs(b)) * pow(real(10), -90);
}

/// Is the operation at a kink or a step?
bool is_at_kink(const node& n, const real& a, const real& b) {
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

void find_cancellations(const checked_point& p, const std::vector<reals>& values,
                        check_report& report) {
  const graph& g = p.subject.primal;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op != operation::add && n.op != operation::subtract) continue;
    if (is_exact(g, n.operands[0]) && is_exact(g, n.operands[1])) continue;
    double digits = 0;
    each_element(n, values, i, [&](const real& a, const real& b, const real& sum) {
      const real larger = std::max<real>(abs(a), abs(b));
      if (larger != 0) digits = std::max(digits, digits_of(larger / abs(sum)));
    });
    if (digits >= 1) report.cancellations.push_back({description_of(g, i, p.slot_names), digits});
  }
  std::sort(report.cancellations.begin(), report.cancellations.end(),
            [](const cancellation& a, const cancellation& b) {
              return std::tie(b.digits, a.operation) < std::tie(a.digits, b.operation);
            });
  if (report.cancellations.size() > most_listed) report.cancellations.resize(most_listed);
}

/// The contributions v̄ v to result i, the largest first.
rounding_report sources_of(const checked_point& p, const perturbed_graph& perturbed,
                           const graph& contributions, std::size_t i,
                           const std::vector<reals>& values, double actual_ulps) {
  const working_precision& w = p.options.working;
  const std::size_t count = perturbed.operations.size();
  const reals sums = evaluate(
      100, contributions,
      joined(joined(p.exact_x, reals(perturbed.factors, real(1))), unit<real>(p.results, i)));
  const real unit_roundoff = ldexp(real(1), -w.bits), place = ulp(p.values[i], w);
  rounding_report r;
  r.actual_ulps = actual_ulps;
  for (std::size_t k = 0, first = 0; k < count; first += perturbed.sizes[k++]) {
    real change = 0;
    for (std::size_t e = 0; e < perturbed.sizes[k]; ++e) change += abs(sums[first + e]);
    if (change == 0) continue;
    const double ulps = real(change * unit_roundoff / place).convert_to<double>();
    r.expected_ulps += ulps;
    const double digits = digits_of(change / abs(p.values[i]));
    r.sources.push_back({perturbed.operations[k],
                         perturbed.nodes[k] == absent || values[perturbed.nodes[k]].size() != 1
                             ? std::numeric_limits<long double>::quiet_NaN()
                             : values[perturbed.nodes[k]][0].convert_to<long double>(),
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
  const std::vector<reals> values = values_of_nodes(p);
  for (index i = 0; i < g.nodes.size(); ++i) {
    bool is_smooth = true;
    each_element(g.nodes[i], values, i, [&](const real& a, const real& b, const real&) {
      is_smooth = is_smooth && !is_at_kink(g.nodes[i], a, b);
    });
    if (!is_smooth) report.kinks.push_back(description_of(g, i, p.slot_names));
  }
  find_cancellations(p, values, report);
  const perturbed_graph perturbed(g, p.slot_names);
  const graph contributions =
      adjoint_of(perturbed.program, p.slots, static_cast<index>(perturbed.operations.size()));
  for (std::size_t i = 0; i < p.results; ++i)
    report.rounding.push_back(
        sources_of(p, perturbed, contributions, i, values, report.values[i].value.ulps));
}

}  // namespace typegrad::verify
