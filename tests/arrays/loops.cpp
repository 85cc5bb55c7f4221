// Loops in programs over arrays: against the same programs unrolled, and against analysis.
#include <cmath>
#include <utility>

#include <support/real_arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

constexpr auto cell = [](const auto& W, const auto& U, const auto& h, const auto& x) {
  return tanh(dot(h, W) + dot(x, U));
};

/// A recurrent network with an output for each step.
constexpr auto network = [](const auto& W, const auto& U, const auto& start, const auto& inputs) {
  const auto [h, outputs] = scan(
      [&](const auto& state, const auto& x) {
        const auto next = cell(W, U, state, x);
        return std::pair(next, sum(next * x(0, 0), 0));
      },
      start, inputs);
  return sum(square(h)) + sum(sin(outputs));
};
constexpr auto unrolled = [](const auto& W, const auto& U, const auto& start, const auto& inputs) {
  auto h = start;
  symbol total = 0;
  for (int t = 0; t < 4; ++t) {
    h = cell(W, U, h, inputs[t]);
    total += sum(sin(sum(h * inputs[t](0, 0), 0)));
  }
  return sum(square(h)) + total;
};

/// Newton's iteration for the square root of each element.
constexpr auto square_roots = [](const auto& x) {
  return sum(iterate<8>([&](const auto& r) { return (r + x / r) / 2; }, x * 0 + 1));
};

/// r_t = a r_(t-1) + x_t with a number as its state, from 0 on.
constexpr auto decaying_sum = [](const auto& a, const auto& x) {
  return scan([&](const auto& r, const auto& element) { return a * r + element; }, symbol(0), x);
};

}  // namespace

TEST_CASE("A recurrent network is its unrolled program, to the second order") {
  sampler random(1);
  const auto W = random(3, 3), U = random(2, 3), start = random(5, 3);
  const auto inputs = random(4, 5, 2);
  const auto [value, gradient] = value_and_grad(network)(W, U, start, inputs);
  const auto [expected, exact] = value_and_grad(unrolled)(W, U, start, inputs);
  CHECK(std::abs(value - expected) < 1e-13 * std::abs(expected));
  check_close(numbers_in(gradient), numbers_in(exact), 1e-14);

  // H v by central differences of the gradient
  const double h = 1e-5;
  const auto gradient_at = [&](double step) {
    const array<2> moved = U + step * U;
    return numbers_in(value_and_grad(network)(W, moved, start, inputs).second);
  };
  std::vector<real50> difference = gradient_at(h);
  const std::vector<real50> below = gradient_at(-h);
  for (std::size_t k = 0; k < difference.size(); ++k)
    difference[k] = (difference[k] - below[k]) / (2 * h);
  const auto Hv =
      hvp(network)(at(W, U, start, inputs),
                   along(array<2>(0 * W), U, array<2>(0 * start), array<3>(0 * inputs)));
  check_close(numbers_in(Hv), difference, 1e-8);
}

TEST_CASE("A loop whose length is known at run time may be empty") {
  sampler random(2);
  const auto W = random(3, 3), U = random(2, 3), start = random(5, 3);
  const array<3> nothing({0, 5, 2});
  const auto [value, gradient] = value_and_grad(network)(W, U, start, nothing);
  CHECK(value == Approx(xt::sum(start * start)()).epsilon(1e-14));
  CHECK((std::get<0>(gradient) == 0 * W));
  CHECK((std::get<2>(gradient) == 2 * start));
  CHECK(std::get<3>(gradient).size() == 0);
}

TEST_CASE("A loop that is iterated, over arrays") {
  const array<1> x{0.25, 1, 2, 9};
  const auto [value, gradient] = value_and_grad(square_roots)(x);
  CHECK(value == Approx(0.5 + 1 + std::sqrt(2.0) + 3).epsilon(1e-15));
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(gradient(k) == Approx(0.5 / std::sqrt(x(k))).epsilon(1e-14));
}

TEST_CASE("A state may be a number") {
  // Σ_t a^(3 - t) x_t
  const array<1> x{1, -2, 0.5, 4};
  const auto [value, gradient] = value_and_grad(decaying_sum)(0.5, x);
  CHECK(value == 0.125 - 0.5 + 0.25 + 4);
  CHECK(std::get<0>(gradient) == 3 * 0.25 - 4 * 0.5 + 0.5);
  CHECK((std::get<1>(gradient) == array<1>{0.125, 0.25, 0.5, 1}));
}

TEST_CASE("The derivative of a loop may leave its state unread") {
  constexpr auto last = [](const auto& start, const auto& x) {
    return sum(scan([](const auto&, const auto& e) { return sigmoid(e); }, start, x));
  };
  sampler random(3);
  const auto start = random(4);
  const auto x = random(3, 4);
  const auto gradient = grad(last)(start, x);
  CHECK((std::get<0>(gradient) == 0 * start));
  const auto slope = [](double e) { return std::exp(-e) / std::pow(1 + std::exp(-e), 2); };
  for (std::size_t t = 0; t < 3; ++t)
    for (std::size_t k = 0; k < 4; ++k)
      CHECK(std::get<1>(gradient)(t, k) == Approx(t == 2 ? slope(x(t, k)) : 0).margin(1e-15));
  const auto [value, derivative] = jvp(last)(at(start, x), along(start, x));
  double along_x = 0;
  for (std::size_t k = 0; k < 4; ++k) along_x += slope(x(2, k)) * x(2, k);
  CHECK(derivative == Approx(along_x));
}

TEST_CASE("Arrays of other lengths, and states that change their size, are refused") {
  constexpr auto two = [](const auto& x, const auto& y) {
    return scan([](const auto& s, const auto& p) { return s + p.first * p.second; }, symbol(0),
                std::pair(x, y));
  };
  CHECK(value_of(two, array<1>{1, 2}, array<1>{3, 4}) == 11);
  CHECK_THROWS_WITH(typegrad::bind(two, array<1>{1, 2}, array<1>{3, 4, 5}),
                    "typegrad: scan of shapes (2) and (3): the extents 2 and 3 have to be equal");
  constexpr auto growing = [](const auto& s, const auto& x) {
    return iterate<3>([&](const auto& state) { return dot(x, state); }, s);
  };
  CHECK_THROWS_WITH(typegrad::bind(growing, array<1>{1, 2}, array<2>({3, 2})),
                    "typegrad: iterate of shapes (3) and (2): the extents 3 and 2 have to be "
                    "equal");
}
