// Differentiates by each method in turn.
#include "comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <typegrad/pass/path_sum.hpp>

#include "command.hpp"
#include "derived_program.hpp"
#include "double_precision.hpp"
#include "right_digits.hpp"
#include "written_out.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

constexpr double most_paths = 10000, most_operations = 100000;
constexpr int reference_digits = most_digits;

/// What all methods are given, and what they are compared with.
struct subject {
  const problem& p;
  std::vector<double> point;
  std::vector<std::string> exact;  ///< the gradient to 100 digits
  tg::operation_counts value_cost;

  std::size_t size() const { return p.with_respect_to.size(); }

  method judged(method m) const {
    for (std::size_t k = 0; k < size(); ++k)
      m.errors.push_back(relative_error(exact[k], m.gradient[k]));
    return m;
  }
};

/// A program whose outputs are value and gradient, evaluated as it is.
method evaluated(const subject& s, const char* name, const tg::graph& program) {
  const std::vector<double> results = evaluate_in_double(program, s.point);
  method m;
  m.name = name;
  m.gradient.assign(results.begin() + 1, results.end());
  m.cost = tg::count_needed(program, program.outputs);
  m.seconds = measured_seconds([&] { evaluate_in_double(program, s.point); });
  return s.judged(std::move(m));
}

method refused(const char* name, std::string sentence) {
  method m;
  m.name = name;
  m.refusal = std::move(sentence);
  return m;
}

method analytic(const subject& s) {
  constexpr const char* name = "analytic";
  const tg::graph shared = value_and_gradient(s.p, tg::mode::automatic);
  const double operations = written_out_size(shared);
  if (operations <= most_operations) return evaluated(s, name, written_out(shared));
  return refused(name, fmt::format("written out in full, the derivatives have {:.6g} operations; "
                                   "at most {:.0f} are evaluated.",
                                   operations, most_operations));
}

method path_sum(const subject& s) {
  constexpr const char* name = "path sum";
  places slots;
  for (const tg::index slot : s.p.with_respect_to) slots.push_back(slot);
  const double paths = tg::count_paths(s.p.formula.program, slots);
  if (paths <= most_paths) return evaluated(s, name, value_and_path_sum(s.p));
  return refused(
      name, fmt::format("{:.6g} paths lead from the variables to the value; at most {:.0f} are "
                        "summed.",
                        paths, most_paths));
}

enum class side { forward, central };

/// (f(x + h) - f(x)) / h, or (f(x + h) - f(x - h)) / 2h, for each variable.
std::vector<double> quotient(const subject& s, side how, double h) {
  const tg::graph& f = s.p.formula.program;
  std::vector<double> x = s.point, gradient;
  const double value = evaluate_in_double(f, x)[0];
  for (const tg::index slot : s.p.with_respect_to) {
    const double at = x[slot];
    x[slot] = at + h;
    const double above = evaluate_in_double(f, x)[0];
    x[slot] = at - h;
    gradient.push_back(how == side::forward ? (above - value) / h
                                            : (above - evaluate_in_double(f, x)[0]) / (2 * h));
    x[slot] = at;
  }
  return gradient;
}

method differences(const subject& s, side how, double h) {
  method m;
  m.name = how == side::forward ? "forward differences" : "central differences";
  m.gradient = quotient(s, how, h);
  return s.judged(std::move(m));
}

/// With the best of the steps, and its cost.
method best(const subject& s, const std::vector<quotients>& steps, side how) {
  const auto of = [how](const quotients& q) -> const method& {
    return how == side::forward ? q.forward : q.central;
  };
  const auto error = [&](const quotients& q) {
    const double e = of(q).error();
    return std::isnan(e) ? std::numeric_limits<double>::infinity() : e;
  };
  const quotients& least = *std::ranges::min_element(steps, {}, error);
  method m = of(least);
  m.name += fmt::format(", h = {}", least.step);
  const auto n = static_cast<tg::index>(s.size());
  const bool is_central = how == side::central;
  m.cost = (is_central ? 2 * n + 1 : n + 1) * s.value_cost;
  m.cost.additions += (is_central ? 3 : 2) * n;
  m.cost.divisions += n;
  const double h = std::stod(least.step);
  m.seconds = measured_seconds([&] { quotient(s, how, h); });
  return m;
}

std::vector<quotients> all_steps(const subject& s) {
  std::vector<quotients> steps;
  for (int k = 1; k <= 15; ++k) {
    const std::string step = fmt::format("1e-{}", k);
    const double h = std::stod(step);
    steps.push_back({step, differences(s, side::forward, h), differences(s, side::central, h)});
  }
  return steps;
}

/// The formula's value and gradient to so many digits at the point in double.
std::vector<std::string> right_values(const problem& p, const std::vector<double>& point,
                                      int digits) {
  std::vector<tg::graph> exact_point;
  for (const double x : point) {
    tg::builder b;
    b.output(b.number({x}));
    exact_point.push_back(std::move(b).finish());
  }
  std::vector<std::string> texts;
  for (const shown_number& number :
       evaluate(value_and_gradient(p, tg::mode::automatic), exact_point, digits))
    texts.push_back(number.text);
  return texts;
}

}  // namespace

double method::error() const {
  double largest = 0;
  for (const double e : errors)
    if (!(e <= largest)) largest = e;
  return largest;
}

comparison compare(const problem& p) {
  if (p.with_respect_to.empty())
    throw input_error(fmt::format(
        "the formula {} has no variables, so there is no derivative to compare.", p.text));
  check_size(p, "compared");
  comparison c;
  c.text = p.text;
  c.variables = p.formula.variables;
  c.function = free_name(c.variables);
  c.point = point_in_double(p);
  for (const tg::index slot : p.with_respect_to) c.with_respect_to.push_back(c.variables[slot]);
  std::vector<std::string> exact = right_values(p, c.point, reference_digits);
  exact.erase(exact.begin());
  const std::vector<std::string> shown = right_values(p, c.point, 50);
  c.value = shown[0];
  c.gradient.assign(shown.begin() + 1, shown.end());

  const tg::graph& f = p.formula.program;
  const subject s{p, c.point, exact, tg::count_needed(f, f.outputs)};
  c.steps = all_steps(s);
  c.methods = {analytic(s),
               best(s, c.steps, side::forward),
               best(s, c.steps, side::central),
               evaluated(s, "forward mode", value_and_gradient(p, tg::mode::forward)),
               evaluated(s, "reverse mode", value_and_gradient(p, tg::mode::reverse)),
               path_sum(s)};
  return c;
}

}  // namespace laboratory
