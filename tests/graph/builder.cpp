// The builder: equal nodes are one node, and constants are computed exactly or not at all.
#include <limits>

#include <catch2/catch.hpp>

#include <typegrad/graph/functions.hpp>

namespace typegrad::test {
namespace {

using op = operation;

// ---- equal nodes are one node

constexpr bool merges_equal_nodes() {
  builder b;
  const index x = b.input(0), y = b.input(1);
  const index sum = b.make(op::add, x, y), product = b.make(op::multiply, x, y),
              sine = b.make(op::sin, x);
  const index chosen = b.make(op::select, b.make(op::less, x, y), sum, product);
  const index size = b.size();
  return b.make(op::add, x, y) == sum && b.make(op::add, y, x) == sum &&
         b.make(op::multiply, y, x) == product && b.make(op::sin, x) == sine &&
         b.make(op::select, b.make(op::less, x, y), sum, product) == chosen && b.size() == size;
}
static_assert(merges_equal_nodes());

constexpr bool tells_different_nodes_apart() {
  builder b;
  const index x = b.input(0), y = b.input(1), z = b.input(2), p = b.make(op::less, x, y);
  return b.make(op::subtract, x, y) != b.make(op::subtract, y, x) && p != b.make(op::less, y, x) &&
         b.make(op::pow, x, y) != b.make(op::atan2, x, y) &&
         b.make(op::fma, x, y, z) != b.make(op::fma, x, z, y) &&
         b.make(op::select, p, x, y) != b.make(op::select, p, y, x) && b.variable() != b.variable();
}
static_assert(tells_different_nodes_apart());

constexpr bool merges_among_many() {
  builder b;
  const index x = b.input(0);
  sequence<index> made;
  for (int i = 0; i < 300; ++i) made.push_back(b.make(op::add, x, b.number({i + 0.5L})));
  const index size = b.size();
  for (int i = 0; i < 300; ++i)
    if (b.make(op::add, b.number({i + 0.5L}), x) != made[static_cast<index>(i)]) return false;
  return b.size() == size;
}
static_assert(merges_among_many());

static_assert([] {
  builder b;
  static_cast<void>(b.input(4));
  b.output(b.input(2));
  return b.program().inputs == 5 && b.program().outputs.size() == 1;
}());

// ---- literals

constexpr bool merges_equal_numbers() {
  builder b;
  return b.number({2}) == b.number({2}) && b.number({1, 3}) == b.number({1, 3}) &&
         b.number({1, 3}) != b.number({1}) && b.number({0.1L}) != b.number({0.1}) &&
         b.number({0}) != b.number({-0.0L}) && b.number({-0.0L}) == b.number({-0.0L});
}
static_assert(merges_equal_numbers());

/// o(x, y) of two literals is the literal `expected`.
constexpr bool folds(op o, const literal& x, const literal& y, const literal& expected) {
  builder b;
  const index left = b.number(x), right = b.number(y);
  const index i = b.make(o, left, right);
  return b[i].op == op::literal && b.literal_of(i) == expected;
}
static_assert(folds(op::add, {2}, {3}, {5}));
static_assert(folds(op::add, {1, 6}, {1, 10}, {4, 15}));
static_assert(folds(op::subtract, {2}, {3}, {-1}));
static_assert(folds(op::subtract, {1, 2}, {1, 3}, {1, 6}));
static_assert(folds(op::multiply, {2, 3}, {9, 4}, {3, 2}));
static_assert(folds(op::divide, {6}, {-4}, {-3, 2}));
static_assert(folds(op::divide, {-1, 3}, {-1, 3}, {1}));
static_assert(folds(op::add, {2147483646}, {1}, {2147483647}));
static_assert(folds(op::multiply, {0.7L}, {1, 2}, {0.35L}));  // powers of two are exact

/// o(x, y) stays an operation.
constexpr bool stays(op o, const literal& x, const literal& y) {
  builder b;
  const index left = b.number(x), right = b.number(y);
  return b[b.make(o, left, right)].op == o;
}
static_assert(stays(op::add, {0.5L}, {3}));        // not an integer
static_assert(stays(op::add, {2147483647}, {1}));  // beyond 2^31
static_assert(stays(op::multiply, {65536}, {65536}));
static_assert(stays(op::subtract, {2}, {2}));  // the sign of zero
static_assert(stays(op::divide, {3}, {0}));    // infinite
static_assert(stays(op::add, {std::numeric_limits<long double>::quiet_NaN()}, {3}));
static_assert(stays(op::multiply, {std::numeric_limits<long double>::infinity()}, {3}));

// ---- constants before they meet a node

constexpr bool known(const condition& c, bool expected) {
  return c.is_known() && c.known() == expected;
}
constexpr bool constants_fold() {
  return *(symbol(2) / symbol(6)).constant() == literal{1, 3} &&
         *(symbol(1) / 3 * symbol(3) - symbol(0.5)).constant() == literal{0.5L} &&
         (symbol(2) + 2.5).constant()->numerator == 4.5L &&
         (-symbol(7)).constant()->numerator == -7 && exp(symbol(1)).constant() == nullptr &&
         exp(symbol(1)).function() == op::exp &&
         select(symbol(1) < 2, symbol(5), symbol(7)).constant()->is(5);
}
static_assert(constants_fold());

constexpr bool comparisons_of_constants_are_known() {
  return known(symbol(1) < 2, true) && known(symbol(1) > 2, false) &&
         known(symbol(literal{1, 3}) <= symbol(literal{1, 3}), true) &&
         known(symbol(1) >= 2, false) && known(2 == symbol(2), true) &&
         known(2 != symbol(2), false) && known(!(symbol(1) < 2), false) &&
         known((symbol(1) < 2) && (symbol(2) < 1), false) &&
         known((symbol(1) < 2) || (symbol(2) < 1), true);
}
static_assert(comparisons_of_constants_are_known());

constexpr bool known_conditions_vanish() {
  builder b;
  const symbol x(b, b.input(0)), y(b, b.input(1));
  const condition open = x < y, yes(true), no(false);
  return (open && yes).node() == open.node() && (yes && open).node() == open.node() &&
         (open || no).node() == open.node() && known(open && no, false) &&
         known(yes || open, true) && select(yes, x, y).in(b) == x.in(b);
}
static_assert(known_conditions_vanish());

}  // namespace

TEST_CASE("a computation on constants that has no rational value is refused") {
  CHECK_THROWS_AS(exp(exp(symbol(1))), const char*);
  CHECK_THROWS_AS(exp(symbol(1)) + symbol(1), const char*);
  CHECK_THROWS_AS(pow(symbol(2), symbol(3)), const char*);
  CHECK_THROWS_AS(fma(symbol(2), symbol(3), symbol(4)), const char*);
}

}  // namespace typegrad::test
