// Steps on matrices: factorisations, solutions, determinants. Plain loops, for every number type.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace typegrad::detail {

/// P A = L U of an n × n matrix by elimination with partial pivoting (Golub & Van Loan, Matrix
/// Computations, 4th ed., 2013, algorithm 3.4.1). f has n + 1 rows: U and, below its diagonal, L
/// without its ones; then for each k the row that was exchanged with row k. Cost: 2/3 n³.
template <class T>
void factor(std::ptrdiff_t n, const T* a, T* f) {
  using std::abs;
  std::copy_n(a, n * n, f);
  for (std::ptrdiff_t k = 0; k < n; ++k) {
    std::ptrdiff_t pivot = k;
    for (std::ptrdiff_t i = k + 1; i < n; ++i)
      if (abs(f[pivot * n + k]) < abs(f[i * n + k])) pivot = i;
    f[n * n + k] = T(static_cast<double>(pivot));
    if (pivot != k) std::swap_ranges(f + k * n, f + (k + 1) * n, f + pivot * n);
    if (f[k * n + k] == T(0)) continue;
    for (std::ptrdiff_t i = k + 1; i < n; ++i) {
      const T factor = f[i * n + k] / f[k * n + k];
      f[i * n + k] = factor;
      for (std::ptrdiff_t j = k + 1; j < n; ++j)
        f[i * n + j] = f[i * n + j] - factor * f[k * n + j];
    }
  }
}

/// A triangle of a matrix: which one, whether of its transpose, whether with ones on the diagonal.
struct triangular_form {
  bool upper, transposed, unit;
};

/// r := M⁻¹ r for a triangle M of the n × n matrix m, or for its transpose. r is n × columns. Cost:
/// n² · columns.
template <class T>
void substitute_back(const triangular_form& t, std::ptrdiff_t n, std::ptrdiff_t columns, const T* m,
                     T* r) {
  const bool downward = t.upper == t.transposed;
  for (std::ptrdiff_t step = 0; step < n; ++step) {
    const std::ptrdiff_t i = downward ? step : n - 1 - step;
    T* const row = r + i * columns;
    for (std::ptrdiff_t k = downward ? 0 : i + 1; k < (downward ? i : n); ++k) {
      const T& factor = t.transposed ? m[k * n + i] : m[i * n + k];
      for (std::ptrdiff_t j = 0; j < columns; ++j) row[j] = row[j] - factor * r[k * columns + j];
    }
    if (!t.unit)
      for (std::ptrdiff_t j = 0; j < columns; ++j) row[j] = row[j] / m[i * n + i];
  }
}

/// r := A⁻¹ r, or A⁻ᵀ r, by the factors f of A.
template <class T>
void solve_by_factors(bool transposed, std::ptrdiff_t n, std::ptrdiff_t columns, const T* f, T* r) {
  const auto exchange = [&](std::ptrdiff_t k) {
    const auto pivot = static_cast<std::ptrdiff_t>(f[n * n + k]);
    if (pivot != k) std::swap_ranges(r + k * columns, r + (k + 1) * columns, r + pivot * columns);
  };
  if (!transposed)
    for (std::ptrdiff_t k = 0; k < n; ++k) exchange(k);
  substitute_back({transposed, transposed, !transposed}, n, columns, f, r);
  substitute_back({!transposed, transposed, transposed}, n, columns, f, r);
  if (transposed)
    for (std::ptrdiff_t k = n; k-- > 0;) exchange(k);
}

template <class T>
T determinant(std::ptrdiff_t n, const T* f) {
  T product(1);
  for (std::ptrdiff_t k = 0; k < n; ++k) {
    product = product * f[k * n + k];
    if (f[n * n + k] != T(static_cast<double>(k))) product = -product;
  }
  return product;
}

/// log |det A|
template <class T>
T log_determinant(std::ptrdiff_t n, const T* f) {
  using std::abs, std::log;
  T sum(0);
  for (std::ptrdiff_t k = 0; k < n; ++k) sum = sum + log(abs(f[k * n + k]));
  return sum;
}

/// The matrix of cofactors, ∂det A/∂A = det A · A⁻ᵀ. Of a singular matrix it is found by its
/// definition, in n⁵ operations and with memory for them.
template <class T>
void find_cofactors(std::ptrdiff_t n, const T* f, const T* a, T* r) {
  bool singular = false;
  for (std::ptrdiff_t k = 0; k < n; ++k) singular = singular || f[k * n + k] == T(0);
  if (!singular) {
    const T det = determinant(n, f);
    for (std::ptrdiff_t i = 0; i < n; ++i)
      for (std::ptrdiff_t j = 0; j < n; ++j) r[i * n + j] = i == j ? det : T(0);
    return solve_by_factors(true, n, n, f, r);
  }
  const std::ptrdiff_t m = n - 1;
  std::vector<T> minor(static_cast<std::size_t>(m * m)), factors(static_cast<std::size_t>(m * n));
  for (std::ptrdiff_t i = 0; i < n; ++i)
    for (std::ptrdiff_t j = 0; j < n; ++j) {
      for (std::ptrdiff_t p = 0; p < m; ++p)
        for (std::ptrdiff_t q = 0; q < m; ++q)
          minor[static_cast<std::size_t>(p * m + q)] = a[(p + (p >= i)) * n + q + (q >= j)];
      factor(m, minor.data(), factors.data());
      const T det = determinant(m, factors.data());
      r[i * n + j] = (i + j) % 2 == 0 ? det : T(-det);
    }
}

/// The lower triangular L of A = L Lᵀ (Golub & Van Loan, algorithm 4.2.1), which reads the lower
/// triangle of A; NaN where A is not positive definite. Cost: 1/3 n³.
template <class T>
void factor_symmetric(std::ptrdiff_t n, const T* a, T* l) {
  using std::sqrt;
  for (std::ptrdiff_t i = 0; i < n; ++i)
    for (std::ptrdiff_t j = 0; j < n; ++j) {
      T sum = j <= i ? a[i * n + j] : T(0);
      for (std::ptrdiff_t k = 0; k < j && j <= i; ++k) sum = sum - l[i * n + k] * l[j * n + k];
      l[i * n + j] = j > i ? T(0) : j == i ? T(sqrt(sum)) : T(sum / l[j * n + j]);
    }
}

}  // namespace typegrad::detail
