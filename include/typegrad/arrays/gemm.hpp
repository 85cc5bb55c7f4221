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

/// Where the elements of the factors lie: A(i, k) = a[i row + k step], B(k, j) = b[k step + j
/// column].
struct factor_strides {
  std::ptrdiff_t a_row, a_step, b_step, b_column;

  explicit factor_strides(const matrix_product& p)
      : a_row(p.left_turned ? 1 : p.summed),
        a_step(p.left_turned ? p.rows : 1),
        b_step(p.right_turned ? 1 : p.columns),
        b_column(p.right_turned ? p.summed : 1) {}
};

/// A tile of C, Rows × Columns batches wide, where the rows of B lie in memory as they are: each
/// number of B that is read serves Rows rows, each of A as many columns as there are lanes. Of the
/// last batch only `present` columns are there.
template <std::size_t Rows, std::size_t Columns, bool IsPart, class T>
void multiply_tile(const matrix_product& p, const factor_strides& s, const T* a, const T* b, T* c,
                   std::size_t present = 0) {
  using lanes = simd::lanes<T>;
  using batch = typename lanes::type;
  batch sums[Rows][Columns];
  simd::unrolled<Rows * Columns>(
      [&](std::size_t t) { sums[t / Columns][t % Columns] = batch(T(0)); });
  for (std::ptrdiff_t k = 0; k < p.summed; ++k, a += s.a_step, b += s.b_step) {
    batch row_of_b[Columns];
    simd::unrolled<Columns>([&](std::size_t j) {
      row_of_b[j] = IsPart ? lanes::load_first(b, present) : lanes::load(b + j * lanes::size);
    });
    simd::unrolled<Rows>([&](std::size_t i) {
      const batch left(a[static_cast<std::ptrdiff_t>(i) * s.a_row]);
      simd::unrolled<Columns>([&](std::size_t j) { sums[i][j] = sums[i][j] + left * row_of_b[j]; });
    });
  }
  simd::unrolled<Rows * Columns>([&](std::size_t t) {
    T* const to =
        c + static_cast<std::ptrdiff_t>(t / Columns) * p.columns + t % Columns * lanes::size;
    if constexpr (IsPart)
      lanes::store_first(sums[t / Columns][t % Columns], to, present);
    else
      lanes::store(sums[t / Columns][t % Columns], to);
  });
}

/// A tile of C of Rows × Columns numbers, where both factors lie in memory along the summed index.
template <std::size_t Rows, std::size_t Columns, class T>
void multiply_dots(const matrix_product& p, const factor_strides& s, const T* a, const T* b, T* c) {
  using lanes = simd::lanes<T>;
  using batch = typename lanes::type;
  constexpr std::ptrdiff_t width = lanes::size;
  const auto place = [](std::size_t i, std::ptrdiff_t stride) {
    return static_cast<std::ptrdiff_t>(i) * stride;
  };
  batch sums[Rows][Columns];
  simd::unrolled<Rows * Columns>(
      [&](std::size_t t) { sums[t / Columns][t % Columns] = batch(T(0)); });
  std::ptrdiff_t k = 0;
  for (; k + width <= p.summed; k += width) {
    batch right[Columns];
    simd::unrolled<Columns>(
        [&](std::size_t j) { right[j] = lanes::load(b + place(j, s.b_column) + k); });
    simd::unrolled<Rows>([&](std::size_t i) {
      const batch left = lanes::load(a + place(i, s.a_row) + k);
      simd::unrolled<Columns>([&](std::size_t j) { sums[i][j] = sums[i][j] + left * right[j]; });
    });
  }
  simd::unrolled<Rows * Columns>([&](std::size_t t) {
    const std::size_t i = t / Columns, j = t % Columns;
    T sum = lanes::sum(sums[i][j]);
    for (std::ptrdiff_t rest = k; rest < p.summed; ++rest)
      sum = sum + a[place(i, s.a_row) + rest] * b[place(j, s.b_column) + rest];
    c[place(i, p.columns) + static_cast<std::ptrdiff_t>(j)] = sum;
  });
}

/// One number of C.
template <class T>
T multiply_one(const matrix_product& p, const factor_strides& s, const T* a, const T* b) {
  T sum(0);
  for (std::ptrdiff_t k = 0; k < p.summed; ++k) sum = sum + a[k * s.a_step] * b[k * s.b_step];
  return sum;
}

/// Calls tile.of<Rows, Columns>(i, j) for tiles that cover rows × columns: as many as possible of
/// the size R × C, the rest of one row or one column.
template <std::ptrdiff_t R, std::ptrdiff_t C, class Tile>
void cover(std::ptrdiff_t rows, std::ptrdiff_t columns, Tile tile) {
  std::ptrdiff_t i = 0;
  const auto row_of_tiles = [&]<std::size_t Rows>(std::integral_constant<std::size_t, Rows> r) {
    std::ptrdiff_t j = 0;
    for (; j + C <= columns; j += C) tile(i, j, r, std::integral_constant<std::size_t, C>{});
    for (; j < columns; ++j) tile(i, j, r, std::integral_constant<std::size_t, 1>{});
  };
  for (; i + R <= rows; i += R) row_of_tiles(std::integral_constant<std::size_t, R>{});
  for (; i < rows; ++i) row_of_tiles(std::integral_constant<std::size_t, 1>{});
}

/// In tiles whose sums stay in registers.
template <class T>
void multiply_directly(const matrix_product& p, const T* a, const T* b, T* c) {
  constexpr std::ptrdiff_t width = simd::lanes<T>::size;
  const factor_strides s(p);
  if (p.right_turned && !p.left_turned)
    return cover<4, 4>(p.rows, p.columns, [&](std::ptrdiff_t i, std::ptrdiff_t j, auto r, auto n) {
      multiply_dots<r(), n()>(p, s, a + i * s.a_row, b + j * s.b_column, c + i * p.columns + j);
    });
  if (!p.right_turned) {
    const std::ptrdiff_t in_lanes = p.columns / width * width;
    cover<4, 3>(p.rows, in_lanes / width, [&](std::ptrdiff_t i, std::ptrdiff_t j, auto r, auto n) {
      multiply_tile<r(), n(), false>(p, s, a + i * s.a_row, b + j * width,
                                     c + i * p.columns + j * width);
    });
    if (in_lanes < p.columns)
      cover<8, 1>(p.rows, 1, [&](std::ptrdiff_t i, std::ptrdiff_t, auto r, auto) {
        multiply_tile<r(), 1, true>(p, s, a + i * s.a_row, b + in_lanes,
                                    c + i * p.columns + in_lanes,
                                    static_cast<std::size_t>(p.columns - in_lanes));
      });
    return;
  }
  for (std::ptrdiff_t i = 0; i < p.rows; ++i)
    for (std::ptrdiff_t j = 0; j < p.columns; ++j)
      c[i * p.columns + j] = multiply_one(p, s, a + i * s.a_row, b + j * s.b_column);
}

/// y = M x for a matrix of rows × columns: dot products, several rows at a time.
template <class T>
void multiply_by_column(std::ptrdiff_t rows, std::ptrdiff_t columns, const T* m, const T* x, T* y) {
  const matrix_product p{rows, 1, columns, false, true};
  const factor_strides s(p);
  cover<8, 1>(rows, 1, [&](std::ptrdiff_t i, std::ptrdiff_t, auto r, auto) {
    multiply_dots<r(), 1>(p, s, m + i * columns, x, y + i);
  });
}

template <class T>
void multiply(matrix_product p, const T* a, const T* b, T* c);

/// The product if a factor is a vector, or both are; false where neither is.
template <class T>
bool multiply_vectors(const matrix_product& p, const T* a, const T* b, T* c) {
  if (p.columns == 1 && !p.left_turned)
    multiply_by_column(p.rows, p.summed, a, b, c);
  else if (p.rows == 1 && p.right_turned)
    multiply_by_column(p.columns, p.summed, b, a, c);
  else if (p.columns == 1)  // the rows of Aᵀ, which lie in memory, are summed
    multiply({1, p.rows, p.summed, false, false}, b, a, c);
  else
    return false;
  return true;
}

/// C = A B. Cost: 2 · rows · columns · summed operations.
template <class T>
void multiply(matrix_product p, const T* a, const T* b, T* c) {
  if (p.rows == 0 || p.columns == 0) return;
  if (p.summed == 0) {
    std::fill_n(c, p.rows * p.columns, T(0));
    return;
  }
  // A vector lies in memory as its transpose does.
  p.left_turned = p.left_turned && p.rows > 1 && p.summed > 1;
  p.right_turned = p.right_turned && p.columns > 1 && p.summed > 1;
  if (multiply_vectors(p, a, b, c)) return;
  if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>) {
    // Our own tiles are as fast while B stays in the cache; short dot products are not.
    const bool is_small = p.right_turned && p.summed < 64 ? p.rows * p.columns * p.summed <= 4096
                                                          : p.columns * p.summed <= 1 << 15;
    if (!is_small) return multiply_by_blas(p, a, b, c);
  }
  multiply_directly(p, a, b, c);
}

}  // namespace typegrad::detail
