// Programs on numbers of the caller's own types: what a type need have, and that constants are as
// exact as it is.
#include <catch2/catch.hpp>

#include <typegrad.hpp>
#include <typegrad/eval/interpret.hpp>

#include "support/drawn_program.hpp"
#include "support/real.hpp"
#include "support/strict.hpp"

namespace tg = typegrad;
using tg::test::strict;

namespace {

// Its literals arrive by way of double, which -Wconversion would tell if it happened unasked.
static_assert(tg::convert<strict>({2.5L}).value() == 2.5);
static_assert(tg::convert<strict>({1, 4}).value() == 0.25);
static_assert(tg::convert<float>({1, 3}) == 1.0F / 3);
static_assert(tg::convert<double>({0.1L}) == 0.1);
static_assert(tg::convert<long double>({0.1L}) == 0.1L);

constexpr auto rational = [](auto x) { return (x * x * 2.5 - 3) / (x + 1); };
// x = 3: value 19.5 / 4, derivative (15 · 4 - 19.5) / 16
static_assert(tg::value_and_grad(rational)(strict(3)).first.value() == 4.875);
static_assert(tg::value_and_grad(rational)(strict(3)).second.value() == 2.53125);

constexpr auto chosen = [](auto x, auto y) { return tg::select(x < y, x * y, x - y); };
static_assert(std::get<1>(tg::grad(chosen)(strict(2), strict(3))).value() == 2);
static_assert(std::get<1>(tg::grad(chosen)(strict(3), strict(2))).value() == -1);

}  // namespace

TEST_CASE("a type with arithmetic alone gives what double gives") {
  using program = tg::test::drawn_program<21, 80, tg::test::arithmetic_alone>;
  const double numbers[] = {0.7, -1.3, 2.4};
  const strict in[] = {strict(0.7), strict(-1.3), strict(2.4)};
  double expected[program::outputs];
  strict code[program::outputs];
  tg::interpret<double>(program::make_graph(), numbers, expected);
  tg::evaluate<program>(static_cast<const strict*>(in), static_cast<strict*>(code));
  for (std::size_t k = 0; k < program::outputs; ++k) CHECK(code[k].value() == expected[k]);
}

TEST_CASE("a rational has all digits of the number type") {
  const tg::test::working_digits digits(60);
  const tg::test::real third = tg::convert<tg::test::real>({1, 3});
  CHECK(abs(third * 3 - 1) < 1e-59);
}
