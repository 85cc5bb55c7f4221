// Programs whose arrays are small and of fixed sizes, for which code of its own is made, against
// loops over their definition.
#include <algorithm>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

template <std::size_t... N>
using fixed = xt::xtensor_fixed<double, xt::xshape<N...>>;

// Its value is Σ G ∘ (X W + b), its derivatives G Wᵀ, Xᵀ G and the sums of the columns of G.
constexpr auto weighted = [](auto X, auto W, auto b, auto G) { return sum(G * (dot(X, W) + b)); };

template <std::size_t Rows, std::size_t Summed, std::size_t Columns>
double largest_error() {
  sampler random(Rows * 256 + Summed * 16 + Columns);
  const fixed<Rows, Summed> X = random(Rows, Summed);
  const fixed<Summed, Columns> W = random(Summed, Columns);
  const fixed<Columns> b = random(Columns);
  const fixed<Rows, Columns> G = random(Rows, Columns);
  auto step = bind(value_and_grad<wrt<0, 1, 2>>(weighted), X, W, b, G);
  double value = 0, wanted = 0, error = 0;
  fixed<Rows, Summed> along_X;
  fixed<Summed, Columns> along_W;
  fixed<Columns> along_b;
  step(X, W, b, G, value, along_X, along_W, along_b);
  for (std::size_t i = 0; i < Rows; ++i)
    for (std::size_t j = 0; j < Columns; ++j) {
      double z = b(j);
      for (std::size_t k = 0; k < Summed; ++k) z += X(i, k) * W(k, j);
      wanted += G(i, j) * z;
    }
  error = std::abs(value - wanted);
  for (std::size_t i = 0; i < Rows; ++i)
    for (std::size_t k = 0; k < Summed; ++k) {
      double x = 0;
      for (std::size_t j = 0; j < Columns; ++j) x += G(i, j) * W(k, j);
      error = std::max(error, std::abs(along_X(i, k) - x));
    }
  for (std::size_t k = 0; k < Summed; ++k)
    for (std::size_t j = 0; j < Columns; ++j) {
      double w = 0;
      for (std::size_t i = 0; i < Rows; ++i) w += X(i, k) * G(i, j);
      error = std::max(error, std::abs(along_W(k, j) - w));
    }
  for (std::size_t j = 0; j < Columns; ++j) {
    double total = 0;
    for (std::size_t i = 0; i < Rows; ++i) total += G(i, j);
    error = std::max(error, std::abs(along_b(j) - total));
  }
  return error;
}

}  // namespace

TEST_CASE("Products of fixed sizes: batches, parts of batches, vectors, and longer ones") {
  CHECK(largest_error<10, 8, 10>() < 1e-12);
  CHECK(largest_error<4, 16, 16>() < 1e-12);
  CHECK(largest_error<1, 5, 3>() < 1e-12);
  CHECK(largest_error<7, 1, 9>() < 1e-12);
  CHECK(largest_error<3, 11, 1>() < 1e-12);
  CHECK(largest_error<2, 17, 13>() < 1e-12);
}
