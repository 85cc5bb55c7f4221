// Operations on matrices in the interpreter, in the plainest order of their loops.
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include <typegrad/eval/array_of.hpp>

namespace typegrad::detail {

template <class T>
struct matrix_of {
  std::size_t rows, columns;
  std::vector<T> elements;

  matrix_of(std::size_t r, std::size_t c) : rows(r), columns(c), elements(r * c, T(0)) {}
  T& operator()(std::size_t i, std::size_t j) { return elements[i * columns + j]; }
  const T& operator()(std::size_t i, std::size_t j) const { return elements[i * columns + j]; }
};

/// b becomes T⁻¹ B for a triangular T, row after row: downward for a lower triangle.
template <class T>
void substitute(const matrix_of<T>& t, bool downward, matrix_of<T>& b) {
  for (std::size_t j = 0; j < b.columns; ++j)
    for (std::size_t step = 0; step < t.rows; ++step) {
      const std::size_t i = downward ? step : t.rows - 1 - step;
      for (std::size_t k = downward ? 0 : i + 1; k < (downward ? i : t.rows); ++k)
        b(i, j) = b(i, j) - t(i, k) * b(k, j);
      b(i, j) = b(i, j) / t(i, i);
    }
}

/// Elimination with partial pivoting (Golub & Van Loan, Matrix Computations, 4th ed., 2013, section
/// 3.4): b becomes A⁻¹ B, and what is returned are numbers whose product is det A.
template <class T>
std::vector<T> eliminate(matrix_of<T> a, matrix_of<T>& b) {
  using std::abs;
  std::vector<T> pivots;
  for (std::size_t k = 0; k < a.rows; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < a.rows; ++i)
      if (abs(a(pivot, k)) < abs(a(i, k))) pivot = i;
    for (std::size_t j = 0; j < a.columns; ++j) std::swap(a(k, j), a(pivot, j));
    for (std::size_t j = 0; j < b.columns; ++j) std::swap(b(k, j), b(pivot, j));
    pivots.push_back(pivot == k ? a(k, k) : T(-a(k, k)));
    for (std::size_t i = k + 1; i < a.rows && a(k, k) != T(0); ++i) {
      const T factor = a(i, k) / a(k, k);
      for (std::size_t j = k; j < a.columns; ++j) a(i, j) = a(i, j) - factor * a(k, j);
      for (std::size_t j = 0; j < b.columns; ++j) b(i, j) = b(i, j) - factor * b(k, j);
    }
  }
  substitute(a, false, b);
  return pivots;
}

template <class T>
T determinant_of(const matrix_of<T>& a) {
  matrix_of<T> none(a.rows, 0);
  T product(1);
  for (const T& pivot : eliminate(a, none)) product = product * pivot;
  return product;
}

/// (-1)^(i + j) times the determinant without row i and column j, for all i and j. Cost: n⁵.
template <class T>
matrix_of<T> cofactors_of(const matrix_of<T>& a) {
  matrix_of<T> r(a.rows, a.columns), minor(a.rows - 1, a.columns - 1);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.columns; ++j) {
      for (std::size_t p = 0; p < minor.rows; ++p)
        for (std::size_t q = 0; q < minor.columns; ++q) minor(p, q) = a(p + (p >= i), q + (q >= j));
      const T det = determinant_of(minor);
      r(i, j) = (i + j) % 2 == 0 ? det : T(-det);
    }
  return r;
}

/// The lower triangular L with L Lᵀ = A, from l_ij l_jj = a_ij - Σ_(k < j) l_ik l_jk.
template <class T>
matrix_of<T> lower_factor(const matrix_of<T>& a) {
  using std::sqrt;
  matrix_of<T> l(a.rows, a.columns);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      T rest = a(i, j);
      for (std::size_t k = 0; k < j; ++k) rest = rest - l(i, k) * l(j, k);
      l(i, j) = i == j ? T(sqrt(rest)) : T(rest / l(j, j));
    }
  return l;
}

template <class T>
matrix_of<T> transposed(const matrix_of<T>& a) {
  matrix_of<T> r(a.columns, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < a.columns; ++j) r(j, i) = a(i, j);
  return r;
}

/// Matrix number k of an array of matrices, its first `rows` rows. The factors of a matrix have one
/// row more than it; here they are the matrix itself.
template <class T>
matrix_of<T> matrix_in(const array_of<T>& x, std::size_t k, std::size_t rows) {
  const auto stored = static_cast<std::size_t>(x.size.extents[x.size.rank - 2]);
  matrix_of<T> m(rows, static_cast<std::size_t>(x.size.extents[x.size.rank - 1]));
  for (std::size_t i = 0; i < rows * m.columns; ++i)
    m.elements[i] = x.elements[k * stored * m.columns + i];
  return m;
}

/// The matrix whose place is that of x, of an operation on x and y.
template <class T>
matrix_of<T> matrix_result(operation o, index attribute, const matrix_of<T>& x, matrix_of<T> y) {
  using std::abs, std::log;
  const std::size_t n = x.rows;
  switch (o) {
    case operation::solve:
      eliminate((attribute & 1u) != 0 ? transposed(x) : x, y);
      return y;
    case operation::triangular_solve: {
      const bool is_upper = (attribute & 1u) != 0, is_transposed = (attribute & 2u) != 0;
      substitute(is_transposed ? transposed(x) : x, is_upper == is_transposed, y);
      return y;
    }
    case operation::cholesky:
      return lower_factor(x);
    case operation::cofactors:
      return cofactors_of(y);
    case operation::lu: {
      matrix_of<T> factors = x;
      factors.elements.resize((n + 1) * n, T(0));
      return factors;
    }
    default: {
      matrix_of<T> number(1, 1), none(n, 0);
      if (o == operation::det) number(0, 0) = determinant_of(x);
      if (o == operation::logdet)
        for (const T& pivot : eliminate(x, none)) number(0, 0) = number(0, 0) + log(abs(pivot));
      return number;
    }
  }
}

/// The operation for each matrix of x, and of y where there is one.
template <class T>
void interpret_matrices(operation o, index attribute, const array_of<T>& x, const array_of<T>* y,
                        array_of<T>& r) {
  const auto n = static_cast<std::size_t>(x.size.extents[x.size.rank - 1]);
  std::size_t count = 1;
  for (int k = 0; k + 2 < x.size.rank; ++k) count *= static_cast<std::size_t>(x.size.extents[k]);
  r.elements.clear();
  for (std::size_t k = 0; k < count; ++k)
    for (const T& element : matrix_result(o, attribute, matrix_in(x, k, n),
                                          y == nullptr ? matrix_of<T>(n, 0) : matrix_in(*y, k, n))
                                .elements)
      r.elements.push_back(element);
}

}  // namespace typegrad::detail
