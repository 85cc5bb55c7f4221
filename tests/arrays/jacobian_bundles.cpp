// Jacobians and Hessians along as many directions at once as a batch has lanes, against differences
// in 50 digits and each other.
#include <cmath>
#include <cstddef>
#include <tuple>

#include <support/matrices.hpp>

namespace tg = typegrad;
using tg::test::matrix, tg::test::vector, tg::test::difference;

namespace {

using real = tg::test::real50;

/// Products of what all lanes share, of it with lanes, and of lanes; views, running sums, choices.
constexpr auto program = [](auto W, auto x, auto b) {
  const auto h = tg::tanh(tg::dot(W, x) + b);
  const auto back = tg::dot(tg::transpose(W), h * h);
  const auto squares = tg::dot(tg::outer(h, b), tg::exp(h));
  return tg::concatenate({tg::cumsum(squares, 0), tg::flip(tg::max(back, x), 0) * tg::sum(x)}, 0);
};
constexpr auto energy = [](auto W, auto x, auto b) {
  const auto h = tg::tanh(tg::dot(W, x) + b);
  const auto back = tg::dot(tg::transpose(W), h * tg::exp(b));
  return tg::logsumexp(back * x) + tg::dot(tg::cumsum(h), b) * tg::sum(tg::flip(x) * back);
};
constexpr std::size_t rows = 7, columns = 11;

template <class T>
struct point {
  matrix<T> W = xt::zeros<T>({rows, columns});
  vector<T> x = xt::zeros<T>({columns}), b = xt::zeros<T>({rows});

  /// Numbers of a few binary digits: the same in every type.
  point() {
    int k = 0;
    for (auto& e : W) e = T((37 * ++k) % 64 - 31) / T(128);
    for (auto& e : x) e = T((41 * ++k) % 64 - 31) / T(32);
    for (auto& e : b) e = T((43 * ++k) % 64 - 31) / T(64);
  }
};

/// Checks the derivatives of f by the elements of a, where f is a function of a point.
template <class D, class A, class F>
void check(const D& derivative, A point<real>::*a, double tolerance, F f) {
  const point<real> p;
  const std::size_t n = (p.*a).size();
  for (std::size_t j = 0; j < n; ++j) {
    const vector<real> expected = difference(p.*a, j, [&](const A& moved) {
      point<real> at = p;
      at.*a = moved;
      return vector<real>(f(at));
    });
    REQUIRE(derivative.size() == expected.size() * n);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const real error = abs(real(derivative.data()[i * n + j]) - expected(i));
      CHECK(error <= tolerance * (1 + abs(expected(i))));
    }
  }
}

template <class T, class Mode>
void check_all(double tolerance) {
  const point<T> p;
  const auto value = [](const point<real>& at) { return tg::value(program)(at.W, at.x, at.b); };
  auto step = tg::bind(tg::jacobian<Mode>(program), p.W, p.x, p.b);
  const auto copy = step;
  const auto J = step(p.W, p.x, p.b);
  check(std::get<0>(J), &point<real>::W, tolerance, value);
  check(std::get<1>(J), &point<real>::x, tolerance, value);
  check(std::get<2>(J), &point<real>::b, tolerance, value);

  // A copy has bundles of its own.
  auto same = J;
  std::get<0>(same).fill(T(0));
  auto copied = copy;
  copied(p.W, p.x, p.b, same);
  CHECK((same == J));
}

}  // namespace

TEST_CASE("along bundles of directions, forward and back, a Jacobian is right to its last digits") {
  check_all<double, tg::forward>(1e-14);
  check_all<double, tg::reverse>(1e-14);
}

TEST_CASE("along bundles of directions, a Hessian is right to its last digits, and symmetric") {
  const point<double> p;
  const auto H = tg::hessian<tg::wrt<1, 2>>(energy)(p.W, p.x, p.b);
  const auto gradient = [](const point<real>& at) {
    return tg::grad<tg::wrt<1, 2>>(energy)(at.W, at.x, at.b);
  };
  const auto along_x = [&](const point<real>& at) { return std::get<0>(gradient(at)); };
  const auto along_b = [&](const point<real>& at) { return std::get<1>(gradient(at)); };
  const auto& [of_x, of_b] = H;
  check(std::get<0>(of_x), &point<real>::x, 1e-14, along_x);
  check(std::get<1>(of_x), &point<real>::b, 1e-14, along_x);
  check(std::get<0>(of_b), &point<real>::x, 1e-14, along_b);
  check(std::get<1>(of_b), &point<real>::b, 1e-14, along_b);
  CHECK(std::get<0>(of_x) == xt::transpose(std::get<0>(of_x)));
  CHECK(std::get<1>(of_b) == xt::transpose(std::get<1>(of_b)));
  CHECK(std::get<1>(of_x) == xt::transpose(std::get<0>(of_b)));
}

TEST_CASE("bundled rows are those of bundled columns: u (J v) is (J' u) v") {
  const point<double> p;
  vector<double> v = xt::zeros<double>({columns}), u = xt::zeros<double>({rows + columns});
  for (std::size_t j = 0; j < columns; ++j) v(j) = std::cos(1.0 + static_cast<double>(j));
  for (std::size_t i = 0; i < u.size(); ++i) u(i) = std::sin(2.0 + static_cast<double>(i));
  const auto by_columns = tg::jacobian<tg::forward, tg::wrt<1>>(program)(p.W, p.x, p.b);
  const auto by_rows = tg::jacobian<tg::reverse, tg::wrt<1>>(program)(p.W, p.x, p.b);
  const vector<double> Jv =
      std::get<1>(tg::jvp<tg::wrt<1>>(program)(tg::at(p.W, p.x, p.b), tg::along(v)));
  const vector<double> Ju = tg::vjp<tg::wrt<1>>(program)(p.W, p.x, p.b).second(u);
  const double size = xt::amax(xt::abs(by_columns))();
  CHECK(xt::amax(xt::abs(by_columns - by_rows))() <= 1e-15 * size);
  double left = 0, right = 0;
  for (std::size_t i = 0; i < u.size(); ++i) {
    double row = 0;
    for (std::size_t j = 0; j < columns; ++j) row += by_columns(i, j) * v(j);
    CHECK(std::abs(row - Jv(i)) <= 1e-14 * size);
    left += u(i) * row;
  }
  for (std::size_t j = 0; j < columns; ++j) {
    double column = 0;
    for (std::size_t i = 0; i < u.size(); ++i) column += u(i) * by_rows(i, j);
    CHECK(std::abs(column - Ju(j)) <= 1e-14 * size);
    right += column * v(j);
  }
  CHECK(std::abs(left - right) <= 1e-14 * size);
}

TEST_CASE("arrays of fixed sizes, and fewer directions than lanes at the end") {
  const xt::xtensor_fixed<double, xt::xshape<3, 3>> A = {
      {0.5, -1, 0.25}, {1, 0.125, -0.5}, {2, -0.75, 1}};
  const auto square = [](auto x) { return tg::dot(x, x); };
  const auto J = tg::jacobian<tg::forward>(square)(A);
  // ∂(A A)_ij/∂A_kl = δ_ik A_lj + A_ik δ_jl
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t l = 0; l < 3; ++l) {
          const double expected = (i == k ? A(l, j) : 0) + (j == l ? A(i, k) : 0);
          CHECK(J(i, j, k, l) == expected);
        }
}
