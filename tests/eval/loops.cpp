// The evaluators of loops agree: interpreted, as straight-line code, in every scalar.
#include <catch2/catch.hpp>

#include <array>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <xsimd/xsimd.hpp>

#include <typegrad.hpp>
#include <typegrad/simd.hpp>

namespace tg = typegrad;

namespace {

/// A loop with two carries, a counter, a constant, a choice and a loop inside.
struct wave {
  template <class T>
  constexpr T operator()(const T& x, const T& w) const {
    using std::sin;
    const auto s = tg::iterate<6>(
        [&](const auto& p, const auto& t) {
          const auto u = tg::iterate<4>([&](auto z) { return sin(w * z) + p[1]; }, p[0]);
          return std::array{u, tg::select(u < p[1], p[1] / 2, p[0] - t / 8)};
        },
        std::array{x, w});
    return s[0] + s[1];
  }
};

/// More than 512 operations an iteration: its code is a chain of functions.
struct long_body {
  template <class T>
  constexpr T operator()(const T& x, const T& w) const {
    return tg::iterate<5>(
        [&](auto y) {
          for (int i = 0; i < 400; ++i) y = y * w + 0.25 / (i + 1);
          return y;
        },
        x);
  }
};

/// All derived programs of f, to the second order.
template <class F, class Check>
void each_program(const F&, const Check& check) {
  check(tg::trace<double, double>(F{}));
  check(tg::grad<tg::forward>(F{}));
  check(tg::grad<tg::reverse>(F{}));
  check(tg::jacobian<tg::reverse>(tg::grad<tg::reverse>(F{})));
}

template <class F>
struct program_of : std::type_identity<tg::program<F, tg::symbol, tg::symbol>> {};
template <class F, class... Shapes>
struct program_of<tg::program<F, Shapes...>> : std::type_identity<tg::program<F, Shapes...>> {};

/// The numbers of a tree in order.
template <class Tree>
auto numbers_of(const Tree& tree) {
  using scalar = typename tg::structure<Tree>::scalar;
  std::array<scalar, tg::structure<Tree>::size> numbers;
  std::size_t i = 0;
  tg::structure<Tree>::each(tree, [&](const scalar& x) { numbers[i++] = x; });
  return numbers;
}

}  // namespace

TEST_CASE("interpreted and compiled loops agree to the bit") {
  const double x[] = {0.4, 1.2};
  const auto check = [&](const auto& f) {
    using program = typename program_of<std::remove_cvref_t<decltype(f)>>::type;
    const auto expected = numbers_of(f(x[0], x[1]));
    std::array<double, expected.size()> y;
    tg::interpret<double>(program::make_graph(), x, y.data());
    CHECK(y == expected);
    tg::evaluate<program>(x, y.data());
    CHECK(y == expected);
  };
  each_program(wave{}, check);
  check(long_body{});
  check(tg::grad<tg::reverse>(long_body{}));
}

TEST_CASE("every scalar") {
  using precise = boost::multiprecision::cpp_bin_float_50;
  each_program(wave{}, [](const auto& f) {
    const auto expected = numbers_of(f(precise(2) / 5, precise(6) / 5));
    const auto in_double = numbers_of(f(0.4, 1.2));
    const auto in_float = numbers_of(f(0.4f, 1.2f));
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const double exact = static_cast<double>(expected[i]);
      CHECK(std::abs(in_double[i] - exact) <= 1e-11 * (1 + std::abs(exact)));
      CHECK(std::abs(static_cast<double>(in_float[i]) - exact) <= 1e-2 * (1 + std::abs(exact)));
    }
  });
}

TEST_CASE("loops run in SIMD lanes") {
  using batch = xsimd::batch<double>;
  double first[batch::size], second[batch::size];
  for (std::size_t i = 0; i < batch::size; ++i) {
    first[i] = 0.1 * static_cast<double>(i + 1);
    second[i] = 1.5 - 0.2 * static_cast<double>(i);
  }
  const batch x = batch::load_unaligned(first), w = batch::load_unaligned(second);
  each_program(wave{}, [&](const auto& f) {
    const auto lanes = numbers_of(f(x, w));
    for (std::size_t lane = 0; lane < batch::size; ++lane) {
      const auto one = numbers_of(f(first[lane], second[lane]));
      for (std::size_t i = 0; i < one.size(); ++i)
        CHECK(std::abs(lanes[i].get(lane) - one[i]) <= 1e-10 * (1 + std::abs(one[i])));
    }
  });
}

TEST_CASE("an interpreted graph needs no compiler") {
  // (1 + r)^n by n products, n known when the program runs.
  for (const tg::index n : {1u, 3u, 1000u}) {
    tg::builder body;
    const tg::index c = body.input(0), r = body.input(1);
    body.input(2);
    body.output(body.make(tg::operation::add, c, body.make(tg::operation::multiply, c, r)));
    tg::builder b;
    tg::sequence<tg::index> operands;
    operands.push_back(b.number({1}));
    operands.push_back(b.input(0));
    const tg::index power =
        b.element(b.scan({n, false, 1, 1, 0, 0, std::move(body).finish()}, operands), 0);
    tg::sequence<tg::index> outputs, seeds, rates;
    outputs.push_back(power);
    seeds.push_back(b.number({1}));
    rates.push_back(operands[1]);
    b.output(power);
    b.output(tg::adjoint(b, rates, outputs, seeds)[0]);
    const double rate = 1e-3;
    double y[2];
    tg::interpret(b.program(), &rate, y);
    CHECK(std::abs(y[0] - std::pow(1.001, n)) < 1e-12);
    CHECK(std::abs(y[1] - n * std::pow(1.001, n - 1)) < 1e-9);
  }
}
