// Derivatives of loops over arrays: double against 50 digits, modes against each other and against
// central differences.
#include <utility>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

/// A long short-term memory (Hochreiter and Schmidhuber, Neural Computation 9, 1997) of two cells.
/// Its state is the pair of what it puts out and what it remembers; its gates stand side by side.
constexpr auto memory = [](const auto& W, const auto& U, const auto& start, const auto& inputs) {
  const auto [last, outputs] = scan(
      [&](const auto& state, const auto& x) {
        const auto gates = dot(state.first, U) + dot(x, W);
        const auto part = [&](int k) { return gates(all(), range(2 * k, 2 * k + 2)); };
        const auto cells = sigmoid(part(0)) * state.second + sigmoid(part(1)) * tanh(part(2));
        const auto output = sigmoid(part(3)) * tanh(cells);
        return std::pair(std::pair(output, cells), sum(output, 1));
      },
      std::pair(start, start), inputs);
  return std::tuple(last.second, outputs);
};

/// A loop in a loop, the counter, a choice, and numbers beside arrays in the state.
constexpr auto nested = [](const auto& x, const auto& y) {
  const auto last = iterate<3>(
      [&](const auto& s, const auto& t) {
        const auto inner = iterate<2>([&](const auto& v) { return sin(v) * y + s[1] / 4; }, s[0]);
        return std::array{select(inner < y, inner * x, cos(inner) - t / 8),
                          tanh(sum(inner)) + s[1]};
      },
      std::array{x, sum(y)});
  return last[0] * last[1];
};

}  // namespace

TEST_CASE("A network with memory") {
  sampler random(3);
  check_derivatives(memory, random(3, 8), random(2, 8), random(4, 2), random(5, 4, 3));
}

TEST_CASE("A loop in a loop") {
  sampler random(4);
  check_derivatives(nested, random(7), random(7));
}
