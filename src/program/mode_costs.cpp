// Derives networks by both modes, and by the library's own choice.
#include "mode_costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <typegrad/pass/compact.hpp>

#include "command.hpp"
#include "derived_program.hpp"
#include "double_precision.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

/// W x, with W_kj = 1/(k + j + 2).
places product(tg::builder& b, std::size_t rows, const places& x) {
  places sums;
  for (tg::index k = 0; k < rows; ++k) {
    tg::index sum = tg::absent;
    for (tg::index j = 0; j < x.size(); ++j) {
      const tg::index weight = b.number({1, static_cast<long double>(k + j + 2)});
      const tg::index term = b.make(tg::operation::multiply, weight, x[j]);
      sum = sum == tg::absent ? term : b.make(tg::operation::add, sum, term);
    }
    sums.push_back(sum);
  }
  return sums;
}

struct network {
  tg::builder b;
  places inputs, outputs;

  network(std::size_t n, const std::vector<std::size_t>& hidden, std::size_t m) {
    for (tg::index slot = 0; slot < n; ++slot) inputs.push_back(b.input(slot));
    places layer = inputs;
    for (const std::size_t width : hidden) {
      layer = product(b, width, layer);
      for (tg::index& h : layer) h = b.make(tg::operation::tanh, h);
    }
    outputs = product(b, m, layer);
  }
};

struct derived_network {
  places jacobian;
  tg::graph program;  ///< outputs: the value, and the Jacobian row by row

  derived_network(network f, tg::mode how)
      : jacobian(tg::linearize(f.b, how, f.inputs, f.outputs)) {
    for (const tg::index i : f.outputs) f.b.output(i);
    for (const tg::index i : jacobian) f.b.output(i);
    program = tg::compact(std::move(f.b).finish());
  }

  mode_cost cost() const {
    const std::vector<double> point(program.inputs, 0.5);
    return {tg::count_needed(program, program.outputs),
            measured_seconds([&] { evaluate_in_double(program, point); })};
  }
};

/// Operations of the longer of both Jacobians, about.
double size(std::size_t n, const std::vector<std::size_t>& hidden, std::size_t m) {
  double weights = 0, before = static_cast<double>(n);
  for (const std::size_t width : hidden)
    weights += std::exchange(before, static_cast<double>(width)) * static_cast<double>(width);
  weights += before * static_cast<double>(m);
  return 2 * weights * static_cast<double>(std::max(n, m));
}

jacobian_costs costs(std::size_t n, const std::vector<std::size_t>& hidden, std::size_t m) {
  constexpr double most = 1e6;
  if (const double operations = size(n, hidden, m); operations > most)
    throw input_error(fmt::format(
        "a Jacobian of {} inputs and {} outputs takes about {:.3g} operations, at most {:.0f} are "
        "derived; choose smaller numbers by --inputs, --outputs and --hidden.",
        n, m, operations, most));
  const network f(n, hidden, m);
  const derived_network forward(f, tg::mode::forward), reverse(f, tg::mode::reverse);
  // Both modes derive from the same nodes, so the same choice makes the same nodes.
  const places picked = derived_network(f, tg::mode::automatic).jacobian;
  const bool is_forward = std::equal(picked.begin(), picked.end(), forward.jacobian.begin());
  return {n,
          m,
          tg::count_needed(f.b.program(), f.outputs),
          forward.cost(),
          reverse.cost(),
          is_forward ? tg::mode::forward : tg::mode::reverse};
}

/// `cost` gives what is compared of a mode.
template <class Cost>
double crossing(const jacobian_costs* row, std::size_t count, const Cost& cost) {
  const auto ratio = [&](std::size_t k) {
    return std::log(cost(row[k].forward) / cost(row[k].reverse));
  };
  std::size_t k = count;
  while (k > 0 && ratio(k - 1) > 0) --k;
  if (k == 0) return 0;
  const double below = ratio(k - 1), n = static_cast<double>(row[k - 1].inputs);
  if (below == 0) return n;
  if (k == count) return std::numeric_limits<double>::infinity();
  const double step = below / (below - ratio(k));
  return n * std::pow(static_cast<double>(row[k].inputs) / n, step);
}

void sort(std::vector<std::size_t>& all) {
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

bool jacobian_costs::picked_fewer_operations() const {
  const auto f = forward.operations.weight(), r = reverse.operations.weight();
  return automatic == tg::mode::forward ? f <= r : r <= f;
}

mode_comparison compare_modes(std::vector<std::size_t> hidden, std::vector<std::size_t> inputs,
                              std::vector<std::size_t> outputs) {
  sort(inputs);
  sort(outputs);
  mode_comparison c{std::move(hidden), std::move(inputs), std::move(outputs), {}, {}};
  for (const std::size_t m : c.outputs)
    for (const std::size_t n : c.inputs) c.jacobians.push_back(costs(n, c.hidden, m));
  for (std::size_t k = 0; k < c.outputs.size(); ++k) {
    const jacobian_costs* const rows = &c.jacobians[k * c.inputs.size()];
    c.crossings.push_back(
        {c.outputs[k],
         crossing(rows, c.inputs.size(),
                  [](const mode_cost& m) { return static_cast<double>(m.operations.weight()); }),
         crossing(rows, c.inputs.size(), [](const mode_cost& m) { return m.seconds; })});
  }
  return c;
}

}  // namespace laboratory
