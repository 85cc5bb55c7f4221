// Every row of the table: its derivatives to the third order, at points of its domain and at
// special points, against central differences of its value at high precision.
#include <cmath>
#include <iomanip>
#include <sstream>

#include <catch2/catch.hpp>

#include "support/call_errors.hpp"
#include "support/derivatives.hpp"
#include "support/largest_terms.hpp"
#include "support/points.hpp"
#include "support/reference.hpp"
#include "support/ulp.hpp"

namespace typegrad::test {
namespace {

/// What failed, in words; the first few.
struct findings {
  int failed = 0;
  std::ostringstream first;
};

const std::vector<std::vector<mode>> nestings = {{mode::forward, mode::forward, mode::forward},
                                                 {mode::reverse, mode::reverse, mode::reverse},
                                                 {mode::forward, mode::reverse, mode::forward},
                                                 {mode::reverse, mode::forward, mode::reverse}};

/// In every order, in units in the last place.
constexpr double bound = 4;

/// Where a value on the way is no double, though the derivative and its terms are: y² in those of
/// x^y with y beyond 1e154, 1/h² in the third ones of hypot where one coordinate is tiny beside the
/// other.
bool overflows_on_the_way(operation o, const point& p) {
  using enum operation;
  return (o == pow && p[1] > 1e154) ||
         (o == hypot && std::max(std::abs(p[0]), std::abs(p[1])) < 1e-150 && p[0] != p[1]);
}

void compare(const subject& s, const std::vector<point>& points, const resolution& by,
             findings& found) {
  std::vector<row_derivatives> derived;
  for (const auto& modes : nestings) derived.emplace_back(s.r.op, s.variables, modes);
  const std::size_t n = s.variables.size();
  for (const point& p : points) {
    const working_digits differences(static_cast<unsigned>(by.digits));
    reference ref(s, p, by);
    if (!ref.exists || overflows_on_the_way(s.r.op, p)) continue;
    const working_digits evaluation(by.digits > 400 ? 1000 : 60);
    const std::vector<real> exact_x(p.begin(), p.end());
    const std::vector<witnessed> x(p.begin(), p.end());
    for (std::size_t nesting = 0; nesting < derived.size(); ++nesting) {
      const row_derivatives& d = derived[nesting];
      const std::vector<witnessed> got = d.at(x);
      const std::vector<real> exact = d.at(exact_x);
      const std::vector<long double> terms = largest_terms(d, p.data());
      for (std::size_t i = 0; i < got.size(); ++i) {
        const real& expected = ref.derivatives[i];
        if (!is_finite(expected) || !ref.is_within_reach(i)) continue;
        const long double scale = std::max(terms[i], std::abs(expected.convert_to<long double>()));
        const bool rule_is_right =
            ref.agrees(i, exact[i], real(std::max<long double>(scale, least_normal)));
        const double error = ulps(got[i].rounded, got[i].witness, scale);
        const bool vanishes =
            abs(expected) < least_normal && std::abs(got[i].rounded) <= least_normal;
        // A NaN or an infinity stands for what has a term beyond the doubles.
        const bool overflows = scale > largest_number && !std::isfinite(got[i].rounded);
        const int order = i < n ? 1 : i < n + n * n ? 2 : 3;
        if (rule_is_right && (vanishes || overflows || error <= bound)) continue;
        if (found.failed++ >= 5) continue;
        found.first << std::setprecision(17) << "\n" << info(s.r.op).name << " at";
        for (const double c : p) found.first << " " << c;
        found.first << ", nesting " << nesting << ", entry " << i << " of order " << order
                    << ": got " << got[i].rounded << ", expected " << expected.str(20)
                    << ", with libm's errors " << got[i].witness.str(20)
                    << ", from the rule in high precision " << exact[i].str(20) << "; largest term "
                    << scale << ", off by " << std::setprecision(3) << error << " ulp"
                    << (rule_is_right ? "" : "; the rule is wrong");
      }
    }
  }
}

/// The rows with steps all over: where they are as near as the doubles themselves, they are no test
/// for differences.
bool has_many_steps(operation o) {
  using enum operation;
  for (const operation step : {floor, ceil, round, trunc, rint, fmod, remainder})
    if (o == step) return true;
  return false;
}

TEST_CASE("every row's derivatives agree with central differences") {
  for (const row& r : rows()) {
    const subject s(r);
    findings found;
    compare(s, sample_points(r, 1000 / TYPEGRAD_ONE_IN), {150, 30}, found);
    compare(s, special_points(r), {150, 30}, found);
    if (!has_many_steps(r.op)) compare(s, extreme_points(r), {1000, 40}, found);
    INFO(found.failed << " failed:" << found.first.str());
    CHECK(found.failed == 0);
  }
}

}  // namespace
}  // namespace typegrad::test
