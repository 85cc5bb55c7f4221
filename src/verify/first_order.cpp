// Values and first derivatives: every way to compute them against the others.
#include <cmath>
#include <limits>

#include "checked_point.hpp"

namespace typegrad::verify {

namespace {

/// Random roundings tell the size of an error, and not its bound.
constexpr int safety = 64;
constexpr int always_allowed =
    4;  ///< units in the last place: libm's functions err by more than one

/// Is a number in the working precision as near to the exact one as roundings of its operations
/// allow? They are simulated only where it is off: `changes()[k]` is the most that they change. The
/// exact one is rounded itself, at 100 digits; `noise` is as noise_of says.
template <class Changes>
finding judge_rounding(const checked_point& p, const std::string& what, const computed_number& c,
                       const real& exact, const real& noise, const Changes& changes,
                       std::size_t k) {
  if (!is_finite(exact) || c.ulps <= always_allowed) return {};
  const std::string of = what + " in " + p.options.working.name;
  if (!std::isfinite(c.got)) return wrong(of + " is not finite on the way to " + in_words(exact));
  const std::string found = of + " is " + in_words(real(c.got)) + " in place of " + in_words(exact);
  const real allowed = safety * changes()[k] + always_allowed * ulp(exact, p.options.working) +
                       rounding_at_100(noise);
  if (!(abs(real(c.got) - exact) <= allowed)) return wrong(found + ", more than rounding explains");
  if (c.relative_error < std::ldexp(1.0, -p.options.working.bits / 2)) return {};
  return {verdict::right, found + ", by rounding alone"};
}

/// A list that is made when it is first asked for.
template <class Make>
class made_late {
 public:
  explicit made_late(const Make& make) : make_(make) {}
  const reals& operator()() const {
    if (made_.empty()) made_ = make_();
    return made_;
  }

 private:
  Make make_;
  mutable reals made_;
};

/// The name of ∂y_i/∂x_j.
std::string name_of(const checked_point& p, std::size_t i, std::size_t j) {
  return "d" + p.result(i) + "/d" + p.variable(j);
}

/// The derivative at 100 digits by both modes, against the slopes of the values.
finding judge_exact(const checked_point& p, std::size_t i, std::size_t j, const slope& s,
                    const real& noise) {
  const real &forward = p.forward[i * p.inputs + j], &reverse = p.reverse[i * p.inputs + j];
  const std::string name = name_of(p, i, j);
  const bool finite = is_finite(forward) && is_finite(reverse);
  if (finite && abs(forward - reverse) > rounding_at_100(noise))
    return wrong(name + " is " + in_words(forward) + " by forward mode and " + in_words(reverse) +
                 " by reverse mode");
  switch (s.how) {
    case behaviour::edge:
      return undecided(name +
                       " has no differences: the program has no finite value at the point "
                       "or on one side of it, the end of its domain in " +
                       p.variable(j));
    case behaviour::jump:
      return undecided(name + " has no differences: the program jumps at this " + p.variable(j));
    case behaviour::unsettled:
      return undecided(name +
                       " has no differences: they change with the step, so the program varies "
                       "faster than over 1e-25 of " +
                       p.variable(j) + ", or its slope is infinite");
    case behaviour::kink: {
      const real slack = 10 * s.uncertainty + abs(s.left - s.right) / 1000000;
      const std::string sides = name + " has a kink: the slope is " + in_words(s.left) +
                                " below and " + in_words(s.right) + " above this " + p.variable(j);
      if (!finite) return undecided(sides + ", and both modes give no finite number");
      const real low = s.left < s.right ? s.left : s.right,
                 high = s.left < s.right ? s.right : s.left;
      if (forward >= low - slack && forward <= high + slack)
        return undecided(sides + ", and both modes give " + in_words(forward));
      return wrong(sides + ", but both modes give " + in_words(forward) + ", which is not between");
    }
    case behaviour::smooth:
      break;
  }
  if (!finite)
    return wrong(name + " is not finite by both modes, and " + in_words(s.central) +
                 " by differences");
  if (abs(forward - s.central) > s.uncertainty + rounding_at_100(noise))
    return wrong(name + " is " + in_words(forward) + " by both modes and " + in_words(s.central) +
                 " by differences");
  return {};
}

/// The central difference in the working precision, with the step that balances its errors: the
/// cube root of the unit roundoff.
numbers working_differences(const checked_point& p, std::size_t j) {
  const working_precision& w = p.options.working;
  const long double width = std::cbrt(std::ldexp(1.0L, -w.bits));
  const long double h = width * (p.x[j] == 0 ? 1 : std::abs(p.x[j]));
  numbers above = p.x, below = p.x;
  above[j] = rounded(w, p.x[j] + h);
  below[j] = rounded(w, p.x[j] - h);
  const numbers after = evaluate(w, p.subject.primal, above),
                before = evaluate(w, p.subject.primal, below);
  numbers result;
  for (std::size_t i = 0; i < p.results; ++i)
    result.push_back(rounded(w, (after[i] - before[i]) / (above[j] - below[j])));
  return result;
}

/// What random roundings change in the Jacobian: by columns, and by rows.
reals changes(const checked_point& p, const graph& derivative, bool by_columns) {
  const perturbed_graph perturbed(derivative);
  return largest_changes(
      perturbed.factors, p.options.working.bits, p.options.seed, [&](const reals& factors) {
        if (by_columns) return jacobian_by_columns(50U, perturbed.program, p.exact_x, factors);
        return jacobian_by_rows(50U, perturbed.program, p.results, p.exact_x, factors);
      });
}

double ratio(const real& sum, const real& whole) {
  if (sum == 0) return 0;
  return real(sum / abs(whole)).convert_to<double>();
}

/// Σ_k |x_k ∂²y_i/∂x_j∂x_k| / |∂y_i/∂x_j|.
double condition_of(const checked_point& p, const graph& gradient_of_tangent, std::size_t i,
                    std::size_t j) {
  const reals at = joined(joined(p.exact_x, unit<real>(p.inputs, j)), unit<real>(p.results, i));
  const reals second = evaluate(50, gradient_of_tangent, at);
  real sum = 0;
  for (std::size_t k = 0; k < p.inputs; ++k) sum += abs(p.exact_x[k] * second[k]);
  return ratio(sum, p.forward[i * p.inputs + j]);
}

std::string decimal(const real& x, int digits) { return is_finite(x) ? x.str(digits) : x.str(0); }

precise_number precise(const real& at_50, const real& at_100) {
  return {decimal(at_50, 50), decimal(at_100, 100)};
}

}  // namespace

void check_values(const checked_point& p, check_report& report) {
  const working_digits guard(100);
  const made_late change([&] {
    const perturbed_graph perturbed(p.subject.primal);
    return largest_changes(perturbed.factors, p.options.working.bits, p.options.seed,
                           [&](const reals& factors) {
                             return evaluate(50, perturbed.program, joined(p.exact_x, factors));
                           });
  });
  for (std::size_t i = 0; i < p.results; ++i) {
    checked_value v;
    v.value = compare(p.computed.values[i], p.values[i], p.options.working);
    v.precise = precise(p.values_50[i], p.values[i]);
    real sum = 0;
    for (std::size_t j = 0; j < p.inputs; ++j)
      sum += abs(p.exact_x[j] * p.forward[i * p.inputs + j]);
    v.condition = ratio(sum, p.values[i]);
    const std::string name = p.result(i);
    v.conclusion = is_finite(p.values[i])
                       ? judge_rounding(p, name, v.value, p.values[i], p.noise[i], change, i)
                       : undecided(name + " is not finite at this point");
    report.values.push_back(v);
  }
}

void check_derivatives(const checked_point& p, check_report& report) {
  const working_digits guard(100);
  const std::size_t n = p.inputs, m = p.results;
  const made_late forward_change([&] { return changes(p, p.subject.tangent, true); });
  const made_late reverse_change([&] { return changes(p, p.subject.adjoint, false); });
  std::vector<reals> columns, rows;
  std::vector<std::vector<slope>> slopes_50, slopes;
  std::vector<numbers> differences;
  for (std::size_t j = 0; j < n; ++j) {
    columns.push_back(noise_of(p.subject.tangent, p.exact_x, unit<real>(n, j)));
    slopes_50.push_back(slopes_along(50, p.subject.primal, p.exact_x, j, p.values_50, p.noise));
    slopes.push_back(slopes_along(100, p.subject.primal, p.exact_x, j, p.values, p.noise));
    differences.push_back(working_differences(p, j));
  }
  for (std::size_t i = 0; i < m; ++i)
    rows.push_back(noise_of(p.subject.adjoint, p.exact_x, unit<real>(m, i)));
  const graph second = p.options.second_order ? adjoint_of(p.subject.tangent, 0, p.slots) : graph();
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const std::size_t k = i * n + j;
      const real& exact = p.forward[k];
      checked_derivative d;
      d.result = i;
      d.variable = j;
      d.forward = compare(p.computed.forward[k], exact, p.options.working);
      d.reverse = compare(p.computed.reverse[k], exact, p.options.working);
      d.difference = compare(differences[j][i], exact, p.options.working);
      d.precise_forward = precise(p.forward_50[k], exact);
      d.precise_reverse = precise(p.reverse_50[k], p.reverse[k]);
      d.precise_difference = precise(slopes_50[j][i].central, slopes[j][i].central);
      d.condition = p.options.second_order ? condition_of(p, second, i, j)
                                           : std::numeric_limits<double>::quiet_NaN();
      const real noise = columns[j][i] + rows[i][j];
      d.conclusion = judge_exact(p, i, j, slopes[j][i], noise);
      const std::string name = name_of(p, i, j);
      const auto add = [&](const finding& f) {
        if (!f.reason.empty()) d.conclusion = f;
      };
      if (d.conclusion.found == verdict::right)
        add(judge_rounding(p, name + " by forward mode", d.forward, exact, noise, forward_change,
                           k));
      if (d.conclusion.found == verdict::right)
        add(judge_rounding(p, name + " by reverse mode", d.reverse, exact, noise, reverse_change,
                           k));
      report.derivatives.push_back(d);
    }
}

}  // namespace typegrad::verify
