// Each identity of graph/identities.hpp: the node that it makes, and its value beside that of the
// node as it stands, at ordinary and special points.
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <catch2/catch.hpp>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/graph/builder.hpp>

namespace typegrad::test {
namespace {

using enum operation;

/// Makes nodes with the identities, or as they stand.
struct maker {
  builder made;
  bool simplifies;

  constexpr explicit maker(bool with_identities) : simplifies(with_identities) {}
  constexpr index operator()(operation o, index a = 0, index b = 0, index c = 0) {
    return simplifies ? made.make(o, a, b, c) : made.intern(o, a, b, c);
  }
  constexpr index number(long double n, long double d = 1) { return made.number({n, d}); }
};

/// left(x, y, z) = right(x, y, z), where right is how the left side must come out.
struct identity {
  const char* name;
  index (*left)(maker&, index, index, index);
  index (*right)(maker&, index, index, index);
};

#define IDENTITY(left, right)                                                             \
  identity {                                                                              \
    #left " = " #right,                                                                   \
        []([[maybe_unused]] maker& m, [[maybe_unused]] index x, [[maybe_unused]] index y, \
           [[maybe_unused]] index z) -> index { return left; },                           \
        []([[maybe_unused]] maker& m, [[maybe_unused]] index x, [[maybe_unused]] index y, \
           [[maybe_unused]] index z) -> index { return right; }                           \
  }

/// z < 1, for the identities of choices.
constexpr index truth(maker& m, index z) {
  const index one = m.number(1);
  return m(less, z, one);
}
/// z < 1 ? a : b
constexpr index choice(maker& m, index z, index a, index b) { return m(select, truth(m, z), a, b); }
/// A choice between a or 0 by z < 1, and the opposite one.
constexpr index where(maker& m, index z, index a) { return choice(m, z, a, m.number(0)); }
constexpr index elsewhere(maker& m, index z, index a) { return choice(m, z, m.number(0), a); }

constexpr identity identities[] = {
    IDENTITY(m(add, m.number(0), x), x),
    IDENTITY(m(add, x, m.number(0)), x),
    IDENTITY(m(add, x, m(negate, y)), m(subtract, x, y)),
    IDENTITY(m(add, m(negate, x), y), m(subtract, y, x)),
    IDENTITY(m(add, where(m, z, x), elsewhere(m, z, y)), choice(m, z, x, y)),
    IDENTITY(m(add, elsewhere(m, z, x), where(m, z, y)), choice(m, z, y, x)),
    IDENTITY(m(add, x, x), m(multiply, m.number(2), x)),

    IDENTITY(m(subtract, x, m.number(0)), x),
    IDENTITY(m(subtract, m.number(0), x), m(negate, x)),
    IDENTITY(m(subtract, x, m(negate, y)), m(add, x, y)),
    IDENTITY(m(subtract, m(negate, x), y), m(negate, m(add, x, y))),

    IDENTITY(m(multiply, m.number(1), x), x),
    IDENTITY(m(multiply, x, m.number(1)), x),
    IDENTITY(m(multiply, m.number(-1), x), m(negate, x)),
    IDENTITY(m(multiply, x, m.number(-1)), m(negate, x)),
    IDENTITY(m(multiply, m(negate, x), y), m(negate, m(multiply, x, y))),
    IDENTITY(m(multiply, x, m(negate, y)), m(negate, m(multiply, x, y))),
    IDENTITY(m(multiply, x, m(divide, m.number(1), y)), m(divide, x, y)),
    IDENTITY(m(multiply, m(divide, m.number(1), x), y), m(divide, y, x)),
    IDENTITY(m(multiply, m.number(2), m(multiply, m.number(3), y)), m(multiply, m.number(6), y)),
    IDENTITY(m(multiply, x, m.number(2)), m(multiply, m.number(2), x)),

    IDENTITY(m(divide, x, m.number(1)), x),
    IDENTITY(m(divide, x, m.number(-1)), m(negate, x)),
    IDENTITY(m(divide, m(negate, x), y), m(negate, m(divide, x, y))),
    IDENTITY(m(divide, x, m(negate, y)), m(negate, m(divide, x, y))),
    IDENTITY(m(divide, x, m.number(2)), m(multiply, m.number(1, 2), x)),

    IDENTITY(m(negate, m(negate, x)), x),
    IDENTITY(m(negate, m(subtract, x, y)), m(subtract, y, x)),
    IDENTITY(m(negate, m.number(2)), m.number(-2)),
    IDENTITY(m(negate, m.number(1, 3)), m.number(-1, 3)),

    IDENTITY(m(fma, m.number(1), x, y), m(add, x, y)),
    IDENTITY(m(fma, x, m.number(1), y), m(add, x, y)),

    IDENTITY(m(pow, x, m.number(0)), m.number(1)),
    IDENTITY(m(pow, x, m.number(1)), x),
    IDENTITY(m(pow, x, m.number(2)), m(multiply, x, x)),
    IDENTITY(m(pow, x, m.number(3)), m(multiply, x, m(multiply, x, x))),
    IDENTITY(m(pow, x, m.number(4)), m(multiply, m(multiply, x, x), m(multiply, x, x))),
    IDENTITY(m(pow, x, m.number(-1)), m(divide, m.number(1), x)),
    IDENTITY(m(pow, x, m.number(-2)), m(divide, m.number(1), m(multiply, x, x))),

    IDENTITY(choice(m, z, x, x), x),
    IDENTITY(m(select, m(logical_not, truth(m, z)), x, y), choice(m, z, y, x)),
    IDENTITY(choice(m, z, x, choice(m, z, y, m.number(7))), choice(m, z, x, m.number(7))),
    IDENTITY(choice(m, z, choice(m, z, x, m.number(7)), y), choice(m, z, x, y)),
    IDENTITY(m(select, m(logical_not, m(logical_not, truth(m, z))), x, y), choice(m, z, x, y)),
    IDENTITY(m(select, m(logical_and, truth(m, z), truth(m, z)), x, y), choice(m, z, x, y)),
    IDENTITY(m(select, m(logical_or, truth(m, z), truth(m, z)), x, y), choice(m, z, x, y)),

    IDENTITY(m(multiply, m.number(2, 3), m.number(3)), m.number(2)),
    IDENTITY(m(add, m.number(1, 2), m.number(1, 3)), m.number(5, 6)),
    IDENTITY(m(subtract, m.number(1, 2), m.number(2)), m.number(-3, 2)),
    IDENTITY(m(divide, m.number(1), m.number(-3)), m.number(-1, 3)),
    IDENTITY(m(divide, m.number(4), m.number(6)), m.number(2, 3)),
};

/// The one that forgets an argument: z may be neither 0 nor infinite nor a NaN.
constexpr identity quotient_of_quotients =
    IDENTITY(m(divide, m(divide, x, m(divide, y, z)), z), m(divide, x, y));

// ---- the node

constexpr bool makes_right_side(const identity& i) {
  maker m(true);
  const index x = m.made.input(0), y = m.made.input(1), z = m.made.input(2);
  const index left = i.left(m, x, y, z);
  return left == i.right(m, x, y, z);
}

constexpr bool all_make_right_sides() {
  for (const identity& i : identities)
    if (!makes_right_side(i)) return false;
  return true;
}
static_assert(all_make_right_sides());
static_assert(makes_right_side(quotient_of_quotients));

// ---- what must stay: it would turn a NaN or an infinity into a number

constexpr bool stays(operation o, bool with_zero) {
  maker m(true);
  const index x = m.made.input(0), zero = m.number(0);
  const index i = m(o, x, with_zero ? zero : x);
  return m.made[i].op == o;
}
static_assert(stays(multiply, true));
static_assert(stays(subtract, false));
static_assert(stays(divide, false));
static_assert(stays(equal, false));

// ---- the value

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double special[] = {
    0.0, -0.0,   1,      -1,        0.7,       -2.5,
    3,   1e-100, 1e+100, -infinity, +infinity, std::numeric_limits<double>::quiet_NaN()};

/// The left side with the identities, or as it stands.
graph finish(const identity& i, bool with_identities) {
  maker m(with_identities);
  const index x = m.made.input(0), y = m.made.input(1), z = m.made.input(2);
  m.made.output(i.left(m, x, y, z));
  return std::move(m.made).finish();
}

/// Up to rounding, and the sign of a zero.
bool agree(double got, double expected) {
  if (std::isnan(expected)) return std::isnan(got);
  if (std::isinf(expected)) return got == expected;
  return std::abs(got - expected) <= 4e-16 * std::abs(expected);
}

/// The number of points at which the sides of an identity differ, x and y from all special values
/// and z from the given ones.
int differences(const identity& i, std::span<const double> third) {
  const graph plain = finish(i, false), simple = finish(i, true);
  int count = 0;
  for (const double x : special)
    for (const double y : special)
      for (const double z : third) {
        const double in[] = {x, y, z};
        double expected = 0, got = 0;
        interpret<double>(plain, in, &expected);
        interpret<double>(simple, in, &got);
        if (agree(got, expected)) continue;
        ++count;
        UNSCOPED_INFO("(" << x << ", " << y << ", " << z << "): " << got << ", not " << expected);
      }
  return count;
}

}  // namespace

TEST_CASE("each identity makes the simpler node") {
  for (const identity& i : identities) {
    INFO(i.name);
    CHECK(makes_right_side(i));
  }
}

TEST_CASE("each identity keeps the value") {
  for (const identity& i : identities) {
    INFO(i.name);
    CHECK(differences(i, special) == 0);
  }
}

TEST_CASE("a quotient by a quotient keeps the value where the common divisor is a number") {
  CHECK(differences(quotient_of_quotients, std::array{1.0, -1.0, 0.7, -2.5, 3.0, 1e-100, 1e100}) ==
        0);
}

}  // namespace typegrad::test
