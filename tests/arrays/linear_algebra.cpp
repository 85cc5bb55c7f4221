// Determinants, solutions and factors of matrices, by what defines them, and their derivatives.
#include <xtensor/xview.hpp>

#include <support/real_arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

constexpr auto f = [](const auto& a, const auto& y, const auto& v) {
  const auto spd = matmul(a, matrix_transpose(a)) + diagonal_matrix(v * v + 1);
  return std::tuple(det(a), logdet(a), inv(a), solve(a, y), solve(a, v), solve(y, y), cholesky(spd),
                    triangular_solve(spd, y), triangular_solve(spd, v, triangle::upper),
                    triangular_solve(spd, y, triangle::lower, true),
                    triangular_solve(spd, y, triangle::upper, true), trace(a), logdet(spd));
};
constexpr auto check_system = [](const auto& a, const auto& y, const auto& v) {
  const auto spd = matmul(a, matrix_transpose(a)) + diagonal_matrix(v * v + 1);
  const auto l = cholesky(spd);
  return std::tuple(
      matmul(a, solve(a, y)) - y, einsum<"bij,bj->bi">(a, solve(a, v)) - v,
      matmul(inv(a), a) - select(tril(a * 0 + 1) * triu(a * 0 + 1) == 1, 1, 0),
      matmul(l, matrix_transpose(l)) - spd, triu(l, 1),
      matmul(tril(spd), triangular_solve(spd, y)) - y,
      einsum<"bij,bj->bi">(triu(spd), triangular_solve(spd, v, triangle::upper)) - v,
      matmul(matrix_transpose(tril(spd)), triangular_solve(spd, y, triangle::lower, true)) - y,
      matmul(matrix_transpose(triu(spd)), triangular_solve(spd, y, triangle::upper, true)) - y,
      logdet(a) - log(abs(det(a))));
};

/// By the sum over all permutations.
double determinant(const array<2>& a) {
  std::vector<std::size_t> p(a.shape(0));
  for (std::size_t k = 0; k < p.size(); ++k) p[k] = k;
  double total = 0;
  do {
    double term = 1;
    for (std::size_t i = 0; i < p.size(); ++i) {
      term *= a(i, p[i]);
      for (std::size_t j = 0; j < i; ++j)
        if (p[j] > p[i]) term = -term;
    }
    total += term;
  } while (std::next_permutation(p.begin(), p.end()));
  return total;
}

}  // namespace

TEST_CASE("Solutions solve, factors multiply to what they are of") {
  sampler random(1);
  for (const std::size_t n : {0u, 1u, 2u, 5u, 12u}) {
    const auto a = random(3, n, n), y = random(3, n, n);
    const auto v = random(n);
    check_close(numbers_in(value_of(check_system, a, y, v)),
                std::vector<real50>(numbers_in(value_of(check_system, a, y, v)).size(), 0), 1e-9);
    const auto exact = numbers_in(value_of(check_system, to_real(a), to_real(y), to_real(v)));
    check_close(exact, std::vector<real50>(exact.size(), 0), real50("1e-42"));
    if (n > 0 && n < 6)
      for (std::size_t k = 0; k < 3; ++k)
        CHECK(std::get<0>(value_of(f, a, y, v))(k) ==
              Approx(determinant(xt::view(a, k))).margin(1e-12));
  }
}

TEST_CASE("Derivatives of matrix functions") {
  sampler random(2);
  check_derivatives(f, random(2, 3, 3), random(2, 3, 3), random(3));
  check_derivatives(f, random(1, 1, 1), random(1, 1, 1), random(1));
  check_derivatives(f, random(0, 2, 2), random(0, 2, 2), random(2));
  check_derivatives(f, random(2, 0, 0), random(2, 0, 0), random(0));
  check_derivatives(f, random(1, 7, 7), random(1, 7, 7), random(7));
}

TEST_CASE("Second derivatives of matrix functions") {
  constexpr auto g = [](const auto& a, const auto& v) {
    const auto spd = matmul(a, matrix_transpose(a)) + diag(v * v + 1);
    return det(a) + logdet(a) + sum(solve(a, v)) + sum(square(cholesky(spd)) * a) +
           sum(triangular_solve(a, v, triangle::upper));
  };
  sampler random(3);
  check_derivatives(grad(g), random(3, 3), random(3));
}

TEST_CASE("The derivative of a determinant is the matrix of cofactors, if singular too") {
  constexpr auto g = [](const auto& a) { return det(a); };
  for (const array<2>& a :
       {array<2>{{1, 2, 3}, {2, 4, 6}, {1, 0, 5}}, array<2>{{0, 1, 0}, {0, 0, 1}, {0, 0, 0}},
        array<2>{{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, array<2>{{0, 2, 1}, {3, 1, 0}, {1, 1, 1}}}) {
    const auto gradient_of_det = value_of(grad(g), a);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        // det is linear in each element.
        array<2> up = a, down = a;
        up(i, j) += 1;
        down(i, j) -= 1;
        CHECK(gradient_of_det(i, j) ==
              Approx((determinant(up) - determinant(down)) / 2).margin(1e-12));
      }
  }
}

TEST_CASE("A symmetric matrix that is not positive definite has no factor") {
  constexpr auto g = [](const auto& a) { return cholesky(a); };
  CHECK(std::isnan(value_of(g, array<2>{{1, 2}, {2, 1}})(1, 1)));
}
