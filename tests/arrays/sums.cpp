// What is taken out of sums: values against 50-digit arithmetic, edges, and what must stay inside.
#include <cmath>
#include <limits>
#include <random>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <catch2/catch.hpp>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using vector = xt::xtensor<double, 1>;
using real = boost::multiprecision::cpp_bin_float_50;
constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr auto log_density = [](auto x, auto mu, auto sigma) {
  const auto z = (x - mu) / sigma;
  return tg::sum(-0.5 * z * z - log(sigma) - 0.91893853320467274178);
};
constexpr auto derived = tg::value_and_grad<tg::wrt<0, 1, 2>>(log_density);

struct result {
  vector along_x;
  double value = 0, along_mu = 0, along_sigma = 0;

  result(const vector& x, double mu, double sigma) : along_x(x) {
    auto step = tg::bind(derived, x, mu, sigma);
    step(x, mu, sigma, value, along_x, along_mu, along_sigma);
  }
};

constexpr auto differences = [](auto x, auto c) { return tg::sum(x - c); };
constexpr auto scaled_squares = [](auto x, auto c) { return tg::sum((c * x) * (c * x)); };
constexpr auto weighted = [](auto x, auto c) { return tg::sum(c * x); };

double first_of(auto pair) { return std::get<0>(pair); }

/// The operations in loops over the elements of the program's one array.
template <class Program>
constexpr tg::operation_counts count_in_loops() {
  tg::operation_counts c;
  for (tg::index k = 0; k < Program::plan.made.loops; ++k) {
    const tg::plan_loop& l = Program::plan.loops[k];
    if (Program::plan.shapes[l.space].rank == 0) continue;
    for (tg::index i = 0; i < l.nodes; ++i) count(c, Program::plan.nodes[l.first_node + i].op);
  }
  return c;
}

}  // namespace

TEST_CASE("The normal log-density takes four operations an element beside its sums") {
  using program = decltype(tg::bind(derived, vector(), 0.0, 0.0))::evaluator::program;
  constexpr tg::operation_counts c = count_in_loops<program>();
  static_assert(c.additions == 1 && c.multiplications == 3 && c.total() == 4);
}

TEST_CASE("What was taken out of a sum leaves its value and gradient as they are") {
  std::mt19937_64 generator(7);
  std::normal_distribution<double> number(0.5, 2);
  for (const std::size_t n : {1u, 7u, 16u, 1000u}) {
    vector x = xt::zeros<double>({n});
    for (double& element : x) element = number(generator);
    const double mu = 0.4, sigma = 1.9;
    const result r(x, mu, sigma);
    real value = 0, first = 0, second = 0, size = 0;
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const real z = (real(x(i)) - mu) / sigma, squares = z * z / 2;
      const real constant = log(real(sigma)) + real(0.91893853320467274178);
      value -= squares + constant;
      size += squares + abs(constant);
      first += z / sigma;
      second += (z * z - 1) / sigma;
      const double along = static_cast<double>(-z / sigma);
      worst = std::max(worst, std::abs(r.along_x(i) - along) / std::abs(along));
    }
    const double bound = 1e-15 * static_cast<double>(size);
    CHECK(worst < 1e-15);
    CHECK(abs(r.value - value) < bound);
    CHECK(abs(r.along_mu - first) < 2 * bound);
    CHECK(abs(r.along_sigma - second) < 2 * bound);
  }
}

TEST_CASE("A sum of nothing is 0, whatever stands beside its terms") {
  const vector none = xt::zeros<double>({0});
  for (const double sigma : {1.9, 0.0, -1.0}) {
    const result r(none, 0.4, sigma);
    CHECK(r.value == 0);
    CHECK(r.along_mu == 0);
  }
  CHECK(result(none, 0.4, 1.9).along_sigma == 0);
  CHECK(first_of(tg::value_and_grad(weighted)(none, infinity)) == 0);
  constexpr auto infinite = [](auto x) { return tg::sum(infinity * x); };
  CHECK(first_of(tg::value_and_grad(infinite)(none)) == 0);
}

TEST_CASE("n x, the sum of x repeated n times, is 0 for n = 0 if x is infinite, too") {
  constexpr auto repeated = [](auto x, auto c) { return tg::sum(tg::broadcast_like(c, x)); };
  constexpr auto columns = [](auto x, auto c) { return tg::sum(tg::broadcast_like(c, x), 0); };
  const vector none = xt::zeros<double>({0}), three = xt::zeros<double>({3});
  const xt::xtensor_fixed<double, xt::xshape<0>> never;
  const xt::xtensor<double, 2> no_rows({0, 2}), row({1, 2});
  for (const double c : {infinity, std::nan(""), 2.0}) {
    CHECK(tg::value(repeated)(none, c) == 0);
    CHECK(tg::value(repeated)(never, c) == 0);
    CHECK((tg::value(columns)(no_rows, vector{c, 1}) == vector{0, 0}));
    CHECK(tg::grad<tg::wrt<1>>(repeated)(none, c) == 0);
  }
  CHECK(tg::value(repeated)(three, infinity) == infinity);
  CHECK((tg::value(columns)(row, vector{infinity, 3}) == vector{infinity, 3}));
  CHECK(tg::grad<tg::wrt<1>>(repeated)(three, infinity) == 3);
}

TEST_CASE("No NaN and no infinity becomes a number as a factor or term is taken out of a sum") {
  const vector ones = xt::ones<double>({20});
  vector x = ones;
  x(17) = std::nan("");
  CHECK(std::isnan(result(x, 0.4, 1.9).value));
  CHECK(std::isnan(result(x, 0.4, 1.9).along_mu));
  CHECK(std::isnan(result(x, 0.4, 1.9).along_sigma));
  x(17) = infinity;
  CHECK(result(x, 0.4, 1.9).value == -infinity);
  CHECK(result(x, 0.4, 1.9).along_mu == infinity);
  CHECK(std::isnan(result(ones, 0.4, 0).value));
  CHECK(std::isnan(result(ones, 0.4, -1).value));
  CHECK(std::isnan(first_of(tg::value_and_grad(weighted)(x, 0.0))));
  CHECK(first_of(tg::value_and_grad(weighted)(ones, infinity)) == infinity);
  CHECK(std::isnan(first_of(tg::value_and_grad(weighted)(0 * ones, infinity))));
}

TEST_CASE("What keeps a sum exact or in range stays inside") {
  vector x = xt::zeros<double>({1000});
  double exact = 0;
  for (std::size_t k = 0; k < 1000; ++k) {
    const double small = static_cast<double>(k * k % 17) * 0x1p-20;
    x(k) = 1e8 + small;
    exact += small;
  }
  CHECK(first_of(tg::value_and_grad(differences)(x, 1e8)) == exact);
  const vector large = 1e200 * xt::ones<double>({16});
  CHECK(std::abs(first_of(tg::value_and_grad(scaled_squares)(large, 1e-200)) - 16) < 1e-13);
}
