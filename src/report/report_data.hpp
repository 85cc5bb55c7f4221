// What the page of `report` shows, as JSON. The page's script makes tables, drawings and charts of
// it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "problem.hpp"

namespace laboratory {

/// The sections of the built-in examples: the file examples.json, with all numbers.
nlohmann::ordered_json example_sections();

/// A section for one formula that somebody else has typed.
nlohmann::ordered_json formula_section(const problem& p);

/// One formula: what `derive` and `compare` write as JSON, the graph as SVG, the paths, the
/// precision ladder. Throws input_error for a formula that is too long for a page.
nlohmann::ordered_json formula_data(const problem& p);

/// Each path from a variable to the value, with the partials along it and their product, in double.
/// Null where there are more than can be read.
nlohmann::ordered_json path_list(const problem& p);

/// Value and gradient in float, double, long double, 50 and 100 digits: the largest error of each,
/// relative to 150 digits, absolute where the exact number is 0. The point is rounded to each type.
nlohmann::ordered_json precision_ladder(const problem& p);

// ---- what single examples have besides

/// The lecture's loop on R(P, Q): weights from generated data, by steps against the gradient of the
/// mean square error -2/N Σ (t - R) ∂R/∂W. The point gives the weights to start from.
nlohmann::ordered_json gradient_descent(const problem& r);

/// The derivative of l4 over [0, 1] in four ways, each with its error. `by_hand` is the formula of
/// the derivative, `closed` that of l4, `iterated` the loop.
nlohmann::ordered_json logistic_map(const problem& iterated, const problem& closed,
                                    const problem& by_hand);

/// (L(w + h) - L(w)) / h beside ∂L/∂w for each weight, h = 0.0001.
nlohmann::ordered_json gradient_check(const problem& loss);

/// All orders in which the operations can be evaluated, with value and gradient in each.
nlohmann::ordered_json topological_orders(const problem& p);

}  // namespace laboratory
