// The derivative of the logistic map l4 in four ways.
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "derived_program.hpp"
#include "double_precision.hpp"
#include "json_values.hpp"
#include "report_data.hpp"
#include "right_digits.hpp"
#include "written_out.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

/// The number itself as a program.
tg::graph constant(double x) {
  tg::builder b;
  b.output(b.number({x}));
  return std::move(b).finish();
}

}  // namespace

nlohmann::ordered_json logistic_map(const problem& iterated, const problem& closed,
                                    const problem& by_hand) {
  constexpr double h = 1e-6;
  constexpr int intervals = 200;
  const tg::graph automatic = value_and_gradient(iterated, tg::mode::automatic),
                  symbolic = written_out(value_and_gradient(closed, tg::mode::automatic));
  struct {
    std::vector<double> x, value, derivative, by_hand, symbolic, numerical, automatic;
  } all;
  // Not at the ends, nor in the middle: there are zeros, and no relative errors.
  for (int k = 0; k < intervals; ++k) {
    const double x = (k + 0.5) / intervals;
    const auto right = evaluate(automatic, {constant(x)}, 30);
    const auto add_error = [&](std::vector<double>& errors, double got) {
      errors.push_back(relative_error(right[1].text, got));
    };
    const auto of_loop = [&](double t) { return evaluate_in_double(automatic, {t}); };
    all.x.push_back(x);
    all.value.push_back(right[0].nearest);
    all.derivative.push_back(right[1].nearest);
    add_error(all.by_hand, evaluate_in_double(by_hand.formula.program, {x})[0]);
    add_error(all.symbolic, evaluate_in_double(symbolic, {x})[1]);
    add_error(all.numerical, (of_loop(x + h)[0] - of_loop(x)[0]) / h);
    add_error(all.automatic, of_loop(x)[1]);
  }
  return {{"step", h},
          {"x", all.x},
          {"value", json_of(all.value)},
          {"derivative", json_of(all.derivative)},
          {"errors",
           {{"by hand", json_of(all.by_hand)},
            {"symbolic", json_of(all.symbolic)},
            {"numerical", json_of(all.numerical)},
            {"automatic", json_of(all.automatic)}}}};
}

}  // namespace laboratory
