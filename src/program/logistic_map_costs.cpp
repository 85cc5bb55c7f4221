// The logistic map as a compiled program, differentiated by both modes.
#include <typegrad/program/gradient.hpp>
#include <typegrad/program/iterate.hpp>
#include <typegrad/program/value.hpp>

#include "double_precision.hpp"
#include "mode_costs.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

template <std::size_t Iterations>
constexpr auto logistic_map = [](auto first) {
  return tg::iterate<Iterations>([](auto l) { return 4 * l * (1 - l); }, first);
};

template <class Mode, std::size_t Iterations>
mode_cost cost() {
  constexpr auto program = tg::trace<double>(tg::value_and_grad<Mode>(logistic_map<Iterations>));
  // The compiler neither knows the input nor that nobody reads the derivative.
  [[maybe_unused]] volatile double first = 0.3, derivative = 0;
  return {tg::cost(program),
          measured_seconds([&] { derivative = std::get<1>(program(double(first))); })};
}

template <std::size_t Iterations>
iteration_costs costs() {
  return {Iterations, cost<tg::forward, Iterations>(), cost<tg::reverse, Iterations>()};
}

}  // namespace

std::vector<iteration_costs> logistic_map_costs() {
  return {costs<10>(), costs<100>(), costs<1000>(), costs<10000>()};
}

}  // namespace laboratory
