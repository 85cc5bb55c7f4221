// The error of a value and its gradient in number types of rising precision.
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "derived_program.hpp"
#include "json_values.hpp"
#include "report_data.hpp"
#include "verify/evaluate.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;
using nlohmann::ordered_json;
using tg::verify::real;
using tg::verify::reals;

constexpr unsigned reference_digits = 150;

reals point_of(const problem& p, unsigned digits) {
  reals point;
  for (const tg::graph& number : p.point)
    point.push_back(tg::verify::evaluate(digits, number, {})[0]);
  return point;
}

reals in_hardware(const tg::working_precision& working, const tg::graph& program,
                  const problem& p) {
  tg::verify::numbers point;
  for (const real& x : point_of(p, 50))
    point.push_back(tg::verify::rounded(working, x.convert_to<long double>()));
  const tg::verify::numbers results = tg::verify::evaluate(working, program, point);
  return {results.begin(), results.end()};
}

double error(const real& got, const real& right) {
  if (!tg::verify::is_finite(got) || !tg::verify::is_finite(right))
    return std::numeric_limits<double>::quiet_NaN();
  const real difference = abs(got - right);
  return (right == 0 ? difference : real(difference / abs(right))).convert_to<double>();
}

}  // namespace

ordered_json precision_ladder(const problem& p) {
  const tg::verify::working_digits enough(reference_digits);
  const tg::graph program = value_and_gradient(p, tg::mode::automatic);
  const reals right =
      tg::verify::evaluate(reference_digits, program, point_of(p, reference_digits));
  ordered_json ladder = ordered_json::array();
  const auto add = [&](const std::string& name, double digits, const reals& got) {
    double of_gradient = 0;
    for (std::size_t k = 1; k < got.size(); ++k)
      if (const double e = error(got[k], right[k]); !(e <= of_gradient)) of_gradient = e;
    ladder.push_back({{"type", name},
                      {"digits", digits},
                      {"value_error", json_of(error(got[0], right[0]))},
                      {"gradient_error", json_of(of_gradient)}});
  };
  const auto add_hardware = [&](const tg::working_precision& working) {
    add(working.name, working.bits * std::log10(2.0), in_hardware(working, program, p));
  };
  add_hardware(tg::working_precision_of<float>());
  add_hardware(tg::working_precision_of<double>());
  add_hardware(tg::working_precision_of<long double>());
  for (const unsigned digits : {50U, 100U})
    add(std::to_string(digits) + " digits", digits,
        tg::verify::evaluate(digits, program, point_of(p, digits)));
  return ladder;
}

}  // namespace laboratory
