// What forward and reverse mode cost: Jacobians of networks of all shapes, and a long iteration.
#pragma once

#include <cstddef>
#include <vector>

#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/linearize.hpp>

namespace laboratory {

/// Value and derivatives by one mode.
struct mode_cost {
  typegrad::operation_counts operations;
  double seconds = 0;
};

/// Value and Jacobian of a network R^n → R^m.
struct jacobian_costs {
  std::size_t inputs, outputs;       ///< n, m
  typegrad::operation_counts value;  ///< of the value alone
  mode_cost forward, reverse;        ///< timed by the interpreter
  typegrad::mode automatic;          ///< what tg::automatic has picked: forward or reverse
  bool picked_fewer_operations() const;
};

/// Where reverse mode becomes cheaper as the inputs grow: n between the rows of the comparison, by
/// linear interpolation of the costs' ratio, all in logarithms. 0 where it is cheaper from the
/// first n on, infinity where it is not at the last.
struct mode_crossing {
  std::size_t outputs;
  double by_operations, by_time;
};

struct mode_comparison {
  std::vector<std::size_t> hidden, inputs, outputs;  ///< widths; ascending n and m
  std::vector<jacobian_costs> jacobians;             ///< of each m, of each n
  std::vector<mode_crossing> crossings;              ///< of each m
};

/// Compares the modes on the networks y = V h_L, h_l = tanh(W_l h_{l-1}), h_0 = x, of all numbers
/// of inputs and outputs, at x = 1/2, with hidden layers h_1, ..., h_L of the given widths and
/// weights 1/(k + j + 2) in row k and column j, counted from 0. Throws input_error where a Jacobian
/// is too long.
mode_comparison compare_modes(std::vector<std::size_t> hidden, std::vector<std::size_t> inputs,
                              std::vector<std::size_t> outputs);

/// Value and derivative of the logistic map, l ← 4 l (1 - l) so many times. 2^iterations paths lead
/// from the first number to the last.
struct iteration_costs {
  std::size_t iterations;
  mode_cost forward, reverse;  ///< timed as compiled code
};

/// 10, 100, 1,000 and 10,000 iterations.
std::vector<iteration_costs> logistic_map_costs();

}  // namespace laboratory
