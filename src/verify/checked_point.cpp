#include "checked_point.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace typegrad::verify {

checked_point::checked_point(const derivative_graphs& of, const numbers& point,
                             const check_options& how, const computed_results& elsewhere,
                             const std::vector<std::string>& names_of_slots,
                             const std::vector<std::string>& names_of_results)
    : subject(of),
      options(how),
      computed(elsewhere),
      x(point),
      slot_names(names_of_slots),
      result_names(names_of_results),
      inputs(point.size()),
      results(names_of_results.size()),
      slots(of.primal.inputs) {
  const working_digits guard(100);
  exact_x.assign(x.begin(), x.end());
  values_50 = evaluate(50, of.primal, exact_x);
  values = evaluate(100, of.primal, exact_x);
  forward_50 = jacobian_by_columns(50U, of.tangent, exact_x);
  forward = jacobian_by_columns(100U, of.tangent, exact_x);
  reverse_50 = jacobian_by_rows(50U, of.adjoint, results, exact_x);
  reverse = jacobian_by_rows(100U, of.adjoint, results, exact_x);
  noise = noise_of(of.primal, exact_x);
  if (computed.values.empty()) computed.values = evaluate(how.working, of.primal, x);
  if (computed.forward.empty()) computed.forward = jacobian_by_columns(how.working, of.tangent, x);
  if (computed.reverse.empty())
    computed.reverse = jacobian_by_rows(how.working, of.adjoint, results, x);
}

real rounding_at_100(const real& noise) { return noise * pow(real(10), -100); }

real ulp(const real& x, const working_precision& working) {
  const int exponent = x == 0 ? working.least_exponent
                              : std::max(static_cast<int>(mpfr_get_exp(x.backend().data())) - 1,
                                         working.least_exponent);
  return ldexp(real(1), exponent - working.bits + 1);
}

computed_number compare(long double got, const real& exact, const working_precision& working) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const working_digits guard(100);
  const long double rounded = exact.convert_to<long double>();
  // Beyond the largest number of the working precision, infinity is what the value rounds to.
  const real largest = ldexp(real(1), 1 - working.least_exponent);
  const bool overflows =
      is_finite(exact) && abs(exact) >= largest && std::isinf(got) && (got > 0) == (exact > 0);
  const bool same = (std::isnan(got) && std::isnan(rounded)) || (std::isinf(got) && got == rounded);
  if (overflows || same) return {got, 0, 0};
  if (!std::isfinite(got) || !is_finite(exact)) return {got, infinite, infinite};
  const real error = abs(real(got) - exact);
  const real relative = error == 0 ? real(0) : real(error / abs(exact));
  return {got, real(error / ulp(exact, working)).convert_to<double>(),
          relative.convert_to<double>()};
}

std::string in_words(const real& x) { return x.str(12); }

}  // namespace typegrad::verify
