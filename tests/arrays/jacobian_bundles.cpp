// Jacobians along as many directions at once as a batch has lanes, against differences of values in
// 50 digits.
#include <catch2/catch.hpp>

#include <cstddef>
#include <tuple>

#include <boost/multiprecision/mpfr.hpp>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                           boost::multiprecision::et_off>;
template <class T>
using matrix = xt::xtensor<T, 2>;
template <class T>
using vector = xt::xtensor<T, 1>;

/// Products of what all lanes share, of it with lanes, and of lanes; views, running sums, choices.
constexpr auto program = [](auto W, auto x, auto b) {
  const auto h = tg::tanh(tg::dot(W, x) + b);
  const auto back = tg::dot(tg::transpose(W), h * h);
  const auto squares = tg::dot(tg::outer(h, b), tg::exp(h));
  return tg::concatenate({tg::cumsum(squares, 0), tg::flip(tg::max(back, x), 0) * tg::sum(x)}, 0);
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

/// Checks ∂y/∂a against central differences, which are right to about 30 digits.
template <class J, class A>
void check(const J& jacobian, const point<real>& p, A point<real>::*a, double tolerance) {
  const real h("1e-15");
  const std::size_t n = (p.*a).size();
  REQUIRE(jacobian.size() == (rows + columns) * n);
  for (std::size_t j = 0; j < n; ++j) {
    point<real> right = p, left = p;
    (right.*a).data()[j] += h;
    (left.*a).data()[j] -= h;
    const vector<real> high = tg::value(program)(right.W, right.x, right.b);
    const vector<real> low = tg::value(program)(left.W, left.x, left.b);
    for (std::size_t i = 0; i < rows + columns; ++i) {
      const real expected = (high(i) - low(i)) / (2 * h);
      const real error = abs(real(jacobian.data()[i * n + j]) - expected);
      CHECK(error <= tolerance * (1 + abs(expected)));
    }
  }
}

template <class T, class Mode>
void check_all(double tolerance) {
  const point<T> p;
  const point<real> exact;
  auto step = tg::bind(tg::jacobian<Mode>(program), p.W, p.x, p.b);
  const auto copy = step;
  const auto J = step(p.W, p.x, p.b);
  check(std::get<0>(J), exact, &point<real>::W, tolerance);
  check(std::get<1>(J), exact, &point<real>::x, tolerance);
  check(std::get<2>(J), exact, &point<real>::b, tolerance);

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
