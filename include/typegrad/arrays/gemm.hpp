// Products of matrices: BLAS for float and double, vector code of our own where they are small, and
// plain loops for other numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include <typegrad/simd/lanes.hpp>

// Fortran's names of the BLAS routines, under names of our own: any header may declare them too.
extern "C" {
void typegrad_sgemm(const char*, const char*, const int*, const int*, const int*, const float*,
                    const float*, const int*, const float*, const int*, const float*, float*,
                    const int*) __asm__("sgemm_");
void typegrad_dgemm(const char*, const char*, const int*, const int*, const int*, const double*,
                    const double*, const int*, const double*, const int*, const double*, double*,
                    const int*) __asm__("dgemm_");
}

namespace typegrad::detail {

/// A product C = A B of row-major matrices, C of rows × columns; a factor that is turned is stored
/// as its transpose.
struct matrix_product {
  std::ptrdiff_t rows, columns, summed;
  bool left_turned, right_turned;
};

inline void call_blas(const char* ta, const char* tb, const int* m, const int* n, const int* k,
                      const float* a, const int* lda, const float* b, const int* ldb, float* c,
                      const int* ldc) {
  const float one = 1, zero = 0;
  typegrad_sgemm(ta, tb, m, n, k, &one, a, lda, b, ldb, &zero, c, ldc);
}
inline void call_blas(const char* ta, const char* tb, const int* m, const int* n, const int* k,
                      const double* a, const int* lda, const double* b, const int* ldb, double* c,
                      const int* ldc) {
  const double one = 1, zero = 0;
  typegrad_dgemm(ta, tb, m, n, k, &one, a, lda, b, ldb, &zero, c, ldc);
}

/// By BLAS, whose matrices are column-major: Cᵀ = Bᵀ Aᵀ.
template <class T>
void multiply_by_blas(const matrix_product& p, const T* a, const T* b, T* c) {
  const int m = static_cast<int>(p.columns), n = static_cast<int>(p.rows),
            k = static_cast<int>(p.summed);
  const int lda = static_cast<int>(p.right_turned ? p.summed : p.columns);
  const int ldb = static_cast<int>(p.left_turned ? p.rows : p.summed);
  call_blas(p.right_turned ? "T" : "N", p.left_turned ? "T" : "N", &m, &n, &k, b, &lda, a, &ldb, c,
            &m);
}

/// Row by row, the columns in SIMD lanes where B's rows lie in memory one after another.
template <class T>
void multiply_directly(const matrix_product& p, const T* a, const T* b, T* c) {
  using lanes = simd::lanes<T>;
  using batch = typename lanes::type;
  constexpr std::ptrdiff_t width = lanes::size;
  const std::ptrdiff_t a_row = p.left_turned ? 1 : p.summed, a_k = p.left_turned ? p.rows : 1;
  const std::ptrdiff_t b_k = p.right_turned ? 1 : p.columns,
                       b_column = p.right_turned ? p.summed : 1;
  for (std::ptrdiff_t i = 0; i < p.rows; ++i) {
    const T* const row = a + i * a_row;
    std::ptrdiff_t j = 0;
    if (!p.right_turned)
      for (; j + width <= p.columns; j += width) {
        batch sum(T(0));
        for (std::ptrdiff_t k = 0; k < p.summed; ++k)
          sum = sum + batch(row[k * a_k]) * lanes::load(b + k * b_k + j);
        lanes::store(sum, c + i * p.columns + j);
      }
    for (; j < p.columns; ++j) {
      T sum(0);
      for (std::ptrdiff_t k = 0; k < p.summed; ++k)
        sum = sum + row[k * a_k] * b[k * b_k + j * b_column];
      c[i * p.columns + j] = sum;
    }
  }
}

/// C = A B. Cost: 2 · rows · columns · summed operations.
template <class T>
void multiply(const matrix_product& p, const T* a, const T* b, T* c) {
  if (p.rows == 0 || p.columns == 0) return;
  if (p.summed == 0) {
    std::fill_n(c, p.rows * p.columns, T(0));
    return;
  }
  if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>) {
    constexpr std::ptrdiff_t small = 4096;  // multiplications; below, the call costs more
    if (p.rows * p.columns * p.summed > small) return multiply_by_blas(p, a, b, c);
  }
  multiply_directly(p, a, b, c);
}

}  // namespace typegrad::detail
