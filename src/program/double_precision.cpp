// Evaluates in double; compiled once for all subcommands.
#include "double_precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "command.hpp"
#include "right_digits.hpp"
#include <typegrad/eval/interpret.hpp>

namespace laboratory {

namespace tg = typegrad;

std::vector<double> point_in_double(const problem& p) {
  tg::builder b;
  for (tg::index slot = 0; slot < p.point.size(); ++slot) b.output(b.input(slot));
  std::vector<double> point;
  for (const shown_number& number : evaluate(std::move(b).finish(), p.point, 17)) {
    if (!std::isfinite(number.nearest))
      throw input_error(
          fmt::format("{0} has no finite value in double; give another by --at "
                      "{0}=VALUE.",
                      p.formula.variables[point.size()]));
    point.push_back(number.nearest);
  }
  return point;
}

std::vector<double> evaluate_in_double(const tg::graph& program, const std::vector<double>& point) {
  std::vector<double> results(program.outputs.size());
  tg::interpret<double>(program, point.data(), results.data());
  return results;
}

double measured_seconds(const std::function<void()>& run) {
  using clock = std::chrono::steady_clock;
  constexpr double round = 3e-4, most = 5e-3;
  const auto seconds_of = [&](int times) {
    const auto start = clock::now();
    for (int k = 0; k < times; ++k) run();
    return std::chrono::duration<double>(clock::now() - start).count();
  };
  int times = 1;
  double taken = seconds_of(times), sum = 0;
  for (; taken < round; taken = seconds_of(times)) times *= 2;
  std::vector<double> rounds;
  while (rounds.size() < 3 || (sum < most && rounds.size() < 15)) {
    rounds.push_back(seconds_of(times));
    sum += rounds.back();
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2] / times;
}

}  // namespace laboratory
