// Formulas are types, and record the same graph as a callable that says the same.
#include <array>
#include <cmath>
#include <type_traits>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

#include "support/strict.hpp"

namespace tg = typegrad;

namespace {

constexpr auto x1 = tg::var<"x1">;
constexpr auto x2 = tg::var<"x2">;
constexpr auto x3 = tg::var<"x3">;

template <class F>
constexpr bool has_no_state =
    std::is_empty_v<F> && sizeof(F) == 1 && std::is_default_constructible_v<F>;

/// Recorded in one graph, where equal nodes are merged, both are one node.
template <class... Symbols, class A, class B>
constexpr bool same_graph(const A& a, const B& b) {
  const tg::graph both = tg::record<Symbols...>(
      [&](const auto&... symbols) { return std::array{a(symbols...), tg::symbol(b(symbols...))}; });
  return both.outputs[0] == both.outputs[1];
}
template <class A, class B>
constexpr bool same_1(const A& a, const B& b) {
  return same_graph<tg::symbol>(a, b);
}
template <class A, class B>
constexpr bool same_2(const A& a, const B& b) {
  return same_graph<tg::symbol, tg::symbol>(a, b);
}
template <class A, class B>
constexpr bool same_3(const A& a, const B& b) {
  return same_graph<tg::symbol, tg::symbol, tg::symbol>(a, b);
}

// ---- types

constexpr auto seed = log(x1) + x1 * x2 - sin(x2);
using seed_type = std::remove_const_t<decltype(seed)>;

static_assert(has_no_state<std::remove_const_t<decltype(x1)>>);
static_assert(has_no_state<seed_type>);
static_assert(has_no_state<std::remove_const_t<decltype(tg::constant<1, 3> * x1)>>);
static_assert(std::is_same_v<decltype(x1 * x2 + x1),
                             tg::expression<tg::operation::add,
                                            tg::expression<tg::operation::multiply,
                                                           tg::variable<"x1">, tg::variable<"x2">>,
                                            tg::variable<"x1">>>);
static_assert(tg::is_formula<seed_type> && !tg::truth_formula<seed_type>);
static_assert(tg::truth_formula<decltype(x1 < x2)> && !tg::is_formula<decltype(x1 < x2)>);

// A plain number is a value, not a type: the formula holds it.
static_assert(!std::is_empty_v<decltype(2 * x1)>);
static_assert(std::is_same_v<decltype(2 * x1), decltype(3 * x1)>);
static_assert(tg::structure<decltype(2 * x1 + sin(x2) / 3)>::size == 2);
static_assert(tg::structure<seed_type>::size == 0);

// Variables stand in the order of their first appearance, each once.
static_assert(
    std::is_same_v<decltype(x3 * x1 + x2 * x3)::variables,
                   tg::variable_list<tg::variable<"x3">, tg::variable<"x1">, tg::variable<"x2">>>);
static_assert(std::is_same_v<decltype(x2 > x1)::variables, decltype(x2 < x1)::variables>);
static_assert(tg::variable<"x1">::name == "x1");
static_assert(std::is_same_v<decltype(tg::var<"x1">), decltype(x1)>);
static_assert(!std::is_same_v<decltype(tg::var<"x">), decltype(x1)>);

// ---- graphs

static_assert(same_2(seed, [](auto a, auto b) { return log(a) + a * b - sin(b); }));

// A generic callable makes a formula of formulas.
constexpr auto generic = [](auto u, auto v) {
  using std::log, std::sin;
  return log(u) + u * v - sin(v);
};
static_assert(std::is_same_v<std::remove_const_t<decltype(generic(x1, x2))>, seed_type>);

// One overload a row of the table, on formulas and on plain numbers beside them.
#define TYPEGRAD_UNARY(name, ...) \
  static_assert(same_1(tg::name(x1), [](auto a) { return tg::name(a); }));
#define TYPEGRAD_BINARY(name, ...)                                                        \
  static_assert(same_2(tg::name(x1, x2), [](auto a, auto b) { return tg::name(a, b); })); \
  static_assert(same_1(tg::name(x1, x1), [](auto a) { return tg::name(a, a); }));         \
  static_assert(same_1(tg::name(x1, 3), [](auto a) { return tg::name(a, 3); }));          \
  static_assert(same_1(tg::name(5, x1), [](auto a) { return tg::name(5, a); }));
#define TYPEGRAD_TERNARY(name, ...)                                                            \
  static_assert(                                                                               \
      same_3(tg::name(x1, x2, x3), [](auto a, auto b, auto c) { return tg::name(a, b, c); })); \
  static_assert(same_2(tg::name(x1, 7, x2), [](auto a, auto b) { return tg::name(a, 7, b); }));
#include <typegrad/op/table.def>

static_assert(same_2(-x1 + (+x2), [](auto a, auto b) { return -a + b; }));
static_assert(same_2(select(2 == x1, x2, x1) + select(x2 != 3, 1, x1),
                     [](auto u, auto v) { return select(2 == u, v, u) + select(v != 3, 1, u); }));
static_assert(same_1((2 * x1 + 0.5) / (1 - x1 / 3),
                     [](auto a) { return (2 * a + 0.5) / (1 - a / 3); }));

// Comparisons, logic and choice
static_assert(same_2(select(x1 < x2 && !(x1 <= 0 || x2 == 1), x1, 0),
                     [](auto a, auto b) { return select(a < b && !(a <= 0 || b == 1), a, 0); }));
static_assert(same_2(select(x1 > x2, select(x1 >= 2, 1, x2), select(x1 != x2, x1, 3)),
                     [](auto a, auto b) {
                       return select(a > b, select(a >= 2, 1, b), select(a != b, a, 3));
                     }));

// Compositions
static_assert(same_1(square(x1), [](auto a) { return a * a; }));
static_assert(same_1(relu(x1), [](auto a) { return select(a > 0, a, 0); }));
static_assert(same_1(silu(x1), [](auto a) { return a * sigmoid(a); }));
static_assert(same_1(gelu(x1), [](auto a) { return gelu(a); }));
static_assert(same_1(logit(x1), [](auto a) { return log(a) - log1p(-a); }));
static_assert(same_1(clamp(x1, -1, 1), [](auto a) { return min(max(a, -1), 1); }));
static_assert(same_2(clamp(x1, 0, x2), [](auto a, auto b) { return min(max(a, 0), b); }));
static_assert(same_2(fmin(fmax(x1, x2), 3), [](auto a, auto b) { return min(max(a, b), 3); }));
static_assert(same_1(fabs(nearbyint(x1)), [](auto a) { return abs(rint(a)); }));
static_assert(same_2(hypot(x1, x2, 1), [](auto a, auto b) { return hypot(hypot(a, b), 1); }));
static_assert(same_2(lerp(x1, x2, 0.25), [](auto a, auto b) { return a + 0.25 * (b - a); }));

// A callable applied to formulas
constexpr auto horner = [](auto a) {
  auto sum = a;
  for (int i = 0; i < 3; ++i) sum = sum * a + 1;
  return sum;
};
static_assert(same_1(tg::apply(horner, sin(x1)), [](auto a) { return horner(sin(a)); }));
static_assert(same_2(tg::apply(seed, x2* x2, x1),
                     [](auto b, auto a) { return log(b * b) + b * b * a - sin(a); }));

// Constants are exact: 1/3 is a rational, 2 (3 x) is 6 x.
static_assert(tg::compact(tg::record<tg::symbol>(tg::constant<1, 3> * x1)).literals[0] ==
              tg::literal{1, 3});
static_assert(same_1(tg::constant<2> * (tg::constant<3> * x1), [](auto a) { return 6 * a; }));
static_assert(same_1(pow(x1, tg::constant<2>), [](auto a) { return a * a; }));
static_assert(same_1(x1 + sin(tg::constant<2> * tg::constant<3>),
                     [](auto a) { return a + sin(tg::symbol(6)); }));

// A part that occurs again costs one node: x^(2^15) takes 15 products, though it has 2^15 leaves.
template <int N>
constexpr auto squared_times() {
  if constexpr (N == 0) {
    return x1;
  } else {
    constexpr auto root = squared_times<N - 1>();
    return root * root;
  }
}
static_assert(tg::record<tg::symbol>(squared_times<15>()).nodes.size() == 16);

// Numbers of any type
static_assert((x1 / 4 - x2)(x2 = tg::test::strict(1), x1 = tg::test::strict(6)).value() == 0.5);

}  // namespace

TEST_CASE("formulas find their functions as numbers do") {
  using std::max;
  using std::pow;
  using std::sin;
  CHECK(max(2 * x1, 3 * x1)(x1 = 5.0) == 15.0);
  CHECK(pow(x1, 3)(x1 = 5.0) == 125.0);
  CHECK(sin(x1)(x1 = 0.5) == std::sin(0.5));
  CHECK(tg::sin(x1)(x1 = 0.5) == std::sin(0.5));
}

TEST_CASE("a formula may hold numbers that are known only while the program runs") {
  double offset = 1;
  for (const double slope : {2.0, -3.0}) {
    const auto line = slope * x1 + offset;
    CHECK(line(x1 = 5.0) == slope * 5 + offset);
    offset += 10;
  }
}
