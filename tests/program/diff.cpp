// Formulas called by name and by position, and their derivatives: values, names and text, against
// derivatives found by hand.
#include <tuple>
#include <type_traits>
#include <utility>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

constexpr auto x1 = tg::var<"x1">;
constexpr auto x2 = tg::var<"x2">;
constexpr auto seed = log(x1) + x1 * x2 - sin(x2);

constexpr auto a = tg::var<"a">;
constexpr auto b = tg::var<"b">;
constexpr auto c = tg::var<"c">;

// ---- calls. a² b + c at (2, 3, 5), by name in any order and by position.

constexpr auto polynomial = a * a * b + c;
static_assert(polynomial(a = 2.0, b = 3.0, c = 5.0) == 17);
static_assert(polynomial(c = 5.0, a = 2.0, b = 3.0) == 17);
static_assert(polynomial(2.0, 3.0, 5.0) == 17);
static_assert(polynomial(c = 5, a = 2, b = 3) == 17);
static_assert(std::is_same_v<decltype(polynomial(c = 5.f, a = 2.f, b = 3.f)), float>);
static_assert(std::is_same_v<decltype(polynomial(c = 5, a = 2.f, b = 3.L)), long double>);
static_assert(std::is_same_v<decltype(polynomial(2.f, 3.f, 5.f)), float>);
static_assert(a(a = 2.0) == 2);

// The order of the positions is that of first appearance.
static_assert((b - a)(10.0, 1.0) == 9);
static_assert(select(b > a, 1, a)(2.0, 3.0) == 3 && select(b > a, 1, a)(3.0, 2.0) == 1);

// ---- gradients: (2ab, a², 1), by name, as a tuple, with one of two variables, and with the value.

constexpr auto gradient = tg::grad(polynomial)(c = 5.0, a = 2.0, b = 3.0);
static_assert(gradient[a] == 12 && gradient[b] == 4 && gradient[c] == 1);
static_assert(gradient == std::tuple(12.0, 4.0, 1.0));
static_assert(tg::grad(polynomial)(2.0, 3.0, 5.0) == std::tuple(12.0, 4.0, 1.0));
static_assert([] {
  const auto [da, db, dc] = tg::grad<tg::forward>(polynomial)(b = 3.0, c = 5.0, a = 2.0);
  return da == 12 && db == 4 && dc == 1;
}());
static_assert(tg::grad<tg::wrt<1>>(polynomial)(b = 3.0, c = 5.0, a = 2.0) == 4);
static_assert([] {
  const auto d = tg::grad<tg::wrt<2, 0>, tg::reverse>(polynomial)(b = 3.0, c = 5.0, a = 2.0);
  return d[c] == 1 && d[a] == 12 && std::get<1>(d) == 12;
}());
static_assert([] {
  const auto [y, d] = tg::value_and_grad(polynomial)(b = 3.0, a = 2.0, c = 5.0);
  return y == 17 && d[a] == 12 && d[b] == 4 && d[c] == 1;
}());
static_assert(tg::grad(a * a)(a = 3.0) == 6);
static_assert(tg::jacobian(polynomial)(b = 3.0, c = 5.0, a = 2.0)[b] == 4);

// ---- second derivatives: 2b, 2a, 0; 2a, 0, 0; 0, 0, 0

template <class Matrix>
constexpr bool is_hessian(const Matrix& h) {
  return h[a][a] == 6 && h[a][b] == 4 && h[a][c] == 0 && h[b][a] == 4 && h[b][b] == 0 &&
         h[b][c] == 0 && h[c][a] == 0 && h[c][b] == 0 && h[c][c] == 0;
}
static_assert(is_hessian(tg::hessian(polynomial)(c = 5.0, b = 3.0, a = 2.0)));
static_assert(is_hessian(tg::jacobian(tg::grad(polynomial))(c = 5.0, b = 3.0, a = 2.0)));
static_assert([] {
  constexpr auto mixed = tg::jacobian<tg::wrt<1, 0>>(tg::grad<tg::wrt<0, 2>>(polynomial));
  const auto h = mixed(c = 5.0, b = 3.0, a = 2.0);
  return h[a][b] == 4 && h[a][a] == 6 && h[c][a] == 0 && std::get<0>(std::get<0>(h)) == 4;
}());
static_assert(tg::hessian(a * a * a)(a = 2.0) == 12);

// Products with the Jacobian go by position: along (1, 0, 2) the polynomial grows by 12 + 2.
static_assert(tg::jvp(polynomial)(tg::at(2.0, 3.0, 5.0), tg::along(1.0, 0.0, 2.0)) ==
              std::pair(17.0, 14.0));
static_assert(tg::vjp(polynomial)(2.0, 3.0, 5.0).second(10.0) == std::tuple(120.0, 40.0, 10.0));
static_assert(tg::hvp(polynomial)(tg::at(2.0, 3.0, 5.0), tg::along(1.0, 1.0, 1.0)) ==
              std::tuple(10.0, 4.0, 0.0));

// ---- diff is a formula again, over the same variables.

constexpr auto d_seed = tg::diff(seed, x1);
static_assert(std::is_empty_v<decltype(d_seed)> && tg::is_formula<decltype(tg::diff(seed, x1))>);
static_assert(d_seed(x1 = 2.0, x2 = 5.0) == 5.5);
static_assert(d_seed(2.0, 5.0) == 5.5);
static_assert(tg::grad(d_seed)(x1 = 2.0, x2 = 5.0)[x1] == -0.25);
static_assert(tg::diff(d_seed, x1, x1)(x1 = 2.0, x2 = 5.0) == 0.25);

constexpr auto monomial = pow(a, tg::constant<3>) * b * b;  // a³ b²
static_assert(tg::diff(monomial, a)(a = 2.0, b = 5.0) == 300);
static_assert(tg::diff(monomial, a, a)(a = 2.0, b = 5.0) == 300);
static_assert(tg::diff(monomial, a, b)(a = 2.0, b = 5.0) == 120);
static_assert(tg::diff(monomial, b, a)(a = 2.0, b = 5.0) == 120);
static_assert(tg::diff(monomial, a, b, a)(a = 2.0, b = 5.0) == 120);
static_assert(tg::diff(tg::diff(tg::diff(monomial, a), a), a)(a = 2.0, b = 5.0) == 150);
static_assert(tg::diff(monomial, a, a, a, a)(a = 2.0, b = 5.0) == 0);

// In further formulas: a ∂/∂a is the degree of a monomial in a; the product rule; Laplace's
// equation for a³ - 3ab².
static_assert((a * tg::diff(monomial, a) / monomial)(a = 2.0, b = 5.0) == 3);
static_assert((tg::diff(a * b * monomial, a) - b * monomial -
               a * b * tg::diff(monomial, a))(a = 2.0, b = 5.0) == 0);
constexpr auto harmonic = a * a * a - tg::constant<3> * a * b * b;
static_assert((tg::diff(harmonic, a, a) + tg::diff(harmonic, b, b))(a = 2.0, b = 5.0) == 0);

// d/da [a · d/db (a + b)] = 1 at every point, where a and b are one symbol too.
constexpr auto nested = tg::diff(a * tg::diff(a + b, b), a);
static_assert(nested(a = 1.0, b = 1.0) == 1);
static_assert(tg::grad([](auto x) { return nested(x, x); })(1.0) == 0);
static_assert(tg::trace<double>([](auto x) { return nested(x, x); })(7.0) == 1);

// ---- formulas in traced programs: d/dt f(t², t) = 2t ∂f/∂a + ∂f/∂b, and ∂f/∂a at (t², t)

constexpr auto product = a * a * b;
static_assert(tg::grad([](auto t) { return product(t * t, t); })(2.0) == 5 * 16);
static_assert(tg::grad([](auto t) { return product(b = t, a = t * t); })(2.0) == 5 * 16);
static_assert(tg::grad([](auto t) { return tg::diff(product, a)(t * t, t); })(2.0) == 6 * 4);
static_assert(tg::grad([](auto t) { return tg::grad(product)(b = t, a = t * t)[a]; })(2.0) == 24);
static_assert(tg::diff(tg::apply(product, c* c, c), c)(c = 2.0) == 5 * 16);

// ---- plain numbers: values of the formula, not of its type

constexpr auto line = 2 * a + b / 4 - 0.5;
static_assert(line(b = 6.0, a = 3.0) == 7);
static_assert(line(3.0f, 6.0f) == 7);
static_assert(std::is_same_v<decltype(line(3.0f, 6.0f)), float>);
static_assert(tg::grad(line)(b = 6.0, a = 3.0) == std::tuple(2.0, 0.25));
static_assert(tg::grad(3 * a * a)(a = 2.0) == 12 && tg::grad(5 * a * a)(a = 2.0) == 20);
static_assert(tg::hessian(3 * a * a * b)(a = 2.0, b = 5.0)[a][b] == 12);
static_assert(tg::diff(3 * a * a * b, a)(a = 2.0, b = 5.0) == 60);
static_assert(tg::diff(tg::diff(3 * a * a * b, a) * 7, a)(a = 2.0, b = 5.0) == 210);
static_assert(tg::jvp(line)(tg::at(3.0, 6.0), tg::along(1.0, 4.0)) == std::pair(7.0, 3.0));
static_assert(tg::grad([](auto x) { return line(x, x * x); })(6.0) == 5);
static_assert(select(a > 2, 3 * a, 5)(a = 4.0) == 12 && select(a > 2, 3 * a, 5)(a = 1.0) == 5);

// Constants that the compiler knows: the formula stays without state, and x³ is two products.
constexpr auto cube = pow(a, tg::constant<3>) * tg::constant<0.5> - tg::constant<1, 4>;
static_assert(std::is_empty_v<decltype(cube)> && cube(a = 2.0) == 3.75);
static_assert(tg::cost(tg::trace<double>(cube)) ==
              tg::operation_counts{.additions = 1, .multiplications = 3});

// The derived program is as good as that of a callable: one product, one quotient, one sum.
static_assert(tg::cost(tg::trace<double, double>(d_seed)) ==
              tg::operation_counts{.additions = 1, .divisions = 1});

}  // namespace

TEST_CASE("a formula and its derivatives have the values found by hand") {
  CHECK(seed(x2 = 5.0, x1 = 2.0) == Approx(11.652071455223083778).epsilon(1e-15));
  const auto d = tg::grad(seed)(x2 = 5.0, x1 = 2.0);
  CHECK(d[x1] == Approx(5.5).epsilon(1e-15));
  CHECK(d[x2] == Approx(1.7163378145367737736).epsilon(1e-15));
  const auto h = tg::hessian(seed)(x2 = 5.0, x1 = 2.0);
  CHECK(h[x1][x1] == Approx(-0.25).epsilon(1e-15));
  CHECK(h[x1][x2] == 1);
  CHECK(h[x2][x2] == Approx(-0.9589242746631384689).epsilon(1e-15));
  CHECK(tg::diff(seed, x2, x2, x2)(x1 = 2.0, x2 = 5.0) ==
        Approx(0.28366218546322626447).epsilon(1e-15));
}

TEST_CASE("values can be given by name in a gradient that is called at run time") {
  const auto gradient_of_line = tg::value_and_grad(line);
  double sum = 0;
  for (const double value : {1.0, 2.0, 3.0}) {
    const auto [y, d] = gradient_of_line(b = 4 * value, a = value);
    CHECK(d[a] == 2);
    CHECK(d[b] == 0.25);
    sum += y;
  }
  CHECK(sum == 3 * (1 + 2 + 3) - 1.5);
}

TEST_CASE("formulas print as they are written") {
  CHECK(tg::to_string(seed) == "log(x1) + x1 * x2 - sin(x2)");
  CHECK(tg::to_string((a - (b - c)) / (a / b)) == "(a - (b - c)) / (a / b)");
  CHECK(tg::to_string(2 * a + 0.5) == "2 * a + 0.5");
  CHECK(tg::to_string(tg::constant<1, 3> * b - a) == "1/3 * b - a");
  CHECK(tg::to_string(pow(a, b) + atan2(a, 1)) == "pow(a, b) + atan2(a, 1)");
  CHECK(tg::to_string(c) == "c");
}

TEST_CASE("derivatives print as simplified formulas") {
  CHECK(tg::to_string(d_seed) == "1 / x1 + x2");
  CHECK(tg::to_string(tg::diff(seed, x2)) == "x1 - cos(x2)");
  CHECK(tg::to_string(tg::diff(a * b, a)) == "b");
  CHECK(tg::to_string(tg::diff(a * b, a, b)) == "1");
  CHECK(tg::to_string(tg::diff(a * b, a, a)) == "0");
  CHECK(tg::to_string(tg::diff(3 * a, a)) == "3");
  CHECK(tg::to_string(tg::diff(exp(2 * a), a)) == "2 * exp(2 * a)");
}
