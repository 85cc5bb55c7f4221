// Laws of derivatives, at 100 digits: duality, Taylor's theorem, second derivatives by all
// nestings.
#include <cmath>
#include <limits>

#include "checked_point.hpp"

namespace typegrad::verify {

namespace {

/// A random direction v and cotangent ȳ in which every number counts alike.
struct random_directions {
  reals v, cotangent;

  explicit random_directions(const checked_point& p) {
    random_numbers random(p.options.seed);
    for (const real& x : p.exact_x) v.push_back(scale_of(x) * random.far_from_zero());
    for (std::size_t i = 0; i < p.results; ++i) {
      real size = abs(p.values[i]);
      for (std::size_t j = 0; j < p.inputs; ++j) {
        const real part = abs(scale_of(p.exact_x[j]) * p.forward[i * p.inputs + j]);
        if (part > size) size = part;
      }
      cotangent.push_back((size > 0 ? real(1 / size) : real(1)) * random.far_from_zero());
    }
  }
};

checked_law unjudged(const std::string& reason) {
  return {std::numeric_limits<double>::quiet_NaN(), undecided(reason)};
}

checked_law check_duality(const checked_point& p, const random_directions& d) {
  const reals forward = evaluate(100, p.subject.tangent, joined(p.exact_x, d.v)),
              back = evaluate(100, p.subject.adjoint, joined(p.exact_x, d.cotangent));
  const real left = product(d.cotangent, forward), right = product(back, d.v),
             terms = product_of_sizes(d.cotangent, forward) + product_of_sizes(back, d.v);
  if (!is_finite(terms)) return unjudged("duality is not judged: derivatives are not finite");
  checked_law law;
  law.measured = terms == 0 ? 0 : real(abs(left - right) / terms).convert_to<double>();
  const real noise = product_of_sizes(d.cotangent, noise_of(p.subject.tangent, p.exact_x, d.v)) +
                     product_of_sizes(noise_of(p.subject.adjoint, p.exact_x, d.cotangent), d.v);
  if (abs(left - right) > rounding_at_100(noise))
    law.conclusion = wrong("duality fails: the sum of cotangent times J v is " + in_words(left) +
                           ", that of J' cotangent times v is " + in_words(right));
  return law;
}

/// log₁₀ of the remainders' ratio for the steps h and h/100, over 2; infinite where they vanish.
checked_law judge_slope(const char* what, double expected, const real (&remainder)[2],
                        const real& noise) {
  checked_law law{std::numeric_limits<double>::infinity(), {}};
  if (abs(remainder[1]) <= noise) return law;
  law.measured = real(log10(abs(remainder[0] / remainder[1])) / 2).convert_to<double>();
  if (!(law.measured > expected - 0.1))
    law.conclusion =
        wrong(std::string("Taylor's remainder with the ") + what + " shrinks with the power " +
              std::to_string(law.measured) + " of the step");
  return law;
}

void check_taylor(const checked_point& p, const random_directions& d, const graph* forward_reverse,
                  check_report& report) {
  const real first = product(d.cotangent, evaluate(100, p.subject.tangent, joined(p.exact_x, d.v)));
  real second = 0;
  if (forward_reverse != nullptr)
    second =
        product(d.v, evaluate(100, *forward_reverse, joined(joined(p.exact_x, d.cotangent), d.v))) /
        2;
  real linear[2], quadratic[2];
  for (const int k : {0, 1}) {
    const real h = pow(real(10), -20 - 2 * k);
    reals at = p.exact_x;
    for (std::size_t j = 0; j < p.inputs; ++j) at[j] += h * d.v[j];
    const reals y = evaluate(100, p.subject.primal, at);
    real change = 0;
    for (std::size_t i = 0; i < p.results; ++i) change += d.cotangent[i] * (y[i] - p.values[i]);
    linear[k] = change - h * first;
    quadratic[k] = linear[k] - h * h * second;
  }
  const real noise = rounding_at_100(product_of_sizes(d.cotangent, p.noise));
  report.taylor_slope = judge_slope("gradient", 2, linear, noise);
  if (forward_reverse != nullptr) report.second_slope = judge_slope("Hessian", 3, quadratic, noise);
}

/// Second derivatives as graphs. Of Σ ȳ_i y_i along v: Hv, of the order of inputs that is given;
/// forward over forward gives D²y[v, e].
struct nested_graphs {
  graph forward_reverse, reverse_reverse;  ///< (x, ȳ, v)
  graph reverse_forward;                   ///< (x, v, ȳ)
  graph forward_forward;                   ///< (x, v, e)

  explicit nested_graphs(const derivative_graphs& of) {
    const index n = of.primal.inputs;
    forward_reverse = tangent_of(of.adjoint, 0, n);
    reverse_reverse = adjoint_of(of.adjoint, 0, n);
    reverse_forward = adjoint_of(of.tangent, 0, n);
    forward_forward = tangent_of(of.tangent, 0, n);
  }
};

void check_curvatures(const checked_point& p, const random_directions& d, const nested_graphs& g,
                      check_report& report) {
  const reals back = joined(d.cotangent, d.v), forth = joined(d.v, d.cotangent);
  const reals forward_reverse = evaluate(100, g.forward_reverse, joined(p.exact_x, back)),
              reverse_reverse = evaluate(100, g.reverse_reverse, joined(p.exact_x, back)),
              reverse_forward = evaluate(100, g.reverse_forward, joined(p.exact_x, forth));
  const reals noise_of_both[] = {noise_of(g.forward_reverse, p.exact_x, back),
                                 noise_of(g.reverse_reverse, p.exact_x, back),
                                 noise_of(g.reverse_forward, p.exact_x, forth)};
  for (std::size_t j = 0; j < p.inputs; ++j) {
    const reals along = joined(d.v, unit<real>(p.inputs, j));
    const real forward_forward =
        product(d.cotangent, evaluate(100, g.forward_forward, joined(p.exact_x, along)));
    const slope s = mixed_slope(p.subject.primal, p.exact_x, j, d.v, d.cotangent, p.noise);
    real noise = product_of_sizes(d.cotangent, noise_of(g.forward_forward, p.exact_x, along));
    for (const reals& part : noise_of_both) noise += part[j];
    checked_curvature c{j,
                        forward_forward.str(100),
                        forward_reverse[j].str(100),
                        reverse_forward[j].str(100),
                        reverse_reverse[j].str(100),
                        s.central.str(100),
                        {}};
    const std::string name = "the second derivative in " + p.variable(j);
    const real allowed = rounding_at_100(noise);
    const real others[] = {forward_reverse[j], reverse_forward[j], reverse_reverse[j]};
    for (const real& other : others)
      if (!(abs(forward_forward - other) <= allowed))
        c.conclusion =
            wrong(name + " differs between nestings of the modes: " + in_words(forward_forward) +
                  " and " + in_words(other));
    if (c.conclusion.found == verdict::right && s.how != behaviour::smooth)
      c.conclusion =
          undecided(name + " has no differences: the gradient is not smooth at this point");
    else if (c.conclusion.found == verdict::right &&
             abs(forward_forward - s.central) > s.uncertainty + allowed)
      c.conclusion = wrong(name + " is " + in_words(forward_forward) + " by all nestings and " +
                           in_words(s.central) + " by differences");
    report.curvatures.push_back(c);
  }
}

}  // namespace

void check_laws(const checked_point& p, check_report& report) {
  const working_digits guard(100);
  const random_directions d(p);
  report.duality = check_duality(p, d);
  bool smooth = true, right = true;
  for (const checked_derivative& entry : report.derivatives) {
    smooth = smooth && entry.conclusion.found != verdict::undecided;
    right = right && entry.conclusion.found == verdict::right;
  }
  if (!smooth) {
    report.taylor_slope = report.second_slope =
        unjudged("Taylor's theorem is not applied: the program is not smooth at the point");
    return;
  }
  if (!right || !p.options.second_order) {
    check_taylor(p, d, nullptr, report);
    return;
  }
  const nested_graphs g(p.subject);
  check_taylor(p, d, &g.forward_reverse, report);
  check_curvatures(p, d, g, report);
}

}  // namespace typegrad::verify
