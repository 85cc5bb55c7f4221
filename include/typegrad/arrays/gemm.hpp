// Products of matrices: by BLAS for float and double, in tiles of our own where they are small and
// for other numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include <typegrad/arrays/tiles.hpp>
#include <typegrad/arrays/views.hpp>

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

/// How C = A B is made: with its kernel, C = kernel(A, B), or, where the factors are exchanged,
/// Cᵀ = kernel(Bᵀ, Aᵀ), which lies in memory as C does because C is a vector.
struct product_form {
  matrix_product product;
  bool is_exchanged;
};

constexpr product_form form_of(const matrix_product& given) {
  const matrix_product p = given.with_vectors_in_order();
  if (p.is_computed_transposed()) return {p.transposed().with_vectors_in_order(), true};
  return {p, false};
}

template <class T>
using product_kernel = void (*)(const matrix_product&, const T*, const T*, T*);

/// The kernel that suits a product in its form.
template <class T>
constexpr product_kernel<T> kernel_of(const matrix_product& p) {
  if (p.rows == 0 || p.columns == 0 || p.summed == 0)
    return [](const matrix_product& m, const T*, const T*, T* c) {
      std::fill_n(c, m.rows * m.columns, T(0));
    };
  if (p.columns == 1) return multiply_by_column<matrix_product, T>;
  if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>) {
    // Our own tiles are as fast while B stays in the cache; where it is turned, only if it can be
    // brought into order first, or its dot products are long.
    const std::ptrdiff_t numbers = p.columns * p.summed;
    const bool is_short = numbers <= most_turned ||
                          (numbers <= 1 << 15 && p.summed >= 16 * p.columns && !p.left_turned);
    const bool is_small = p.right_turned ? is_short : numbers <= 1 << 15;
    if (!is_small) return multiply_by_blas<T>;
  }
  if (p.right_turned) return multiply_turned<T>;
  return p.summed == 1 ? multiply_outer<matrix_product, T> : multiply_rows<matrix_product, T>;
}

/// A contraction of arrays of given sizes: a product of matrices for each place along the axes that
/// both factors share with the result.
struct batched_product {
  std::ptrdiff_t batches = 0;
  matrix_product each{};

  static constexpr batched_product of(const contraction& c, const array_size& a,
                                      const array_size& b) {
    const auto product = [](const array_size& s, int first, int count) {
      std::ptrdiff_t n = 1;
      for (int k = first; k < first + count; ++k) n *= s.extents[k];
      return n;
    };
    return {product(a, 0, c.batch),
            {product(a, c.batch + (c.left_turned ? c.summed : 0), c.rows),
             product(b, c.batch + (c.right_turned ? 0 : c.summed), c.columns),
             product(a, c.batch + (c.left_turned ? 0 : c.rows), c.summed), c.left_turned,
             c.right_turned}};
  }
};

/// A contraction over numbers T whose sizes are known, and so its kernel. Cost: 2 · batches · rows
/// · columns · summed operations.
template <class T>
class bound_product {
 public:
  bound_product() = default;
  constexpr explicit bound_product(const batched_product& product)
      : all_(product), form_(form_of(product.each)), kernel_(kernel_of<T>(form_.product)) {}

  const batched_product& all() const { return all_; }

  /// The first `count` of the batches: r = x y.
  void operator()(const T* x, const T* y, T* r, std::ptrdiff_t count) const {
    const matrix_product& p = all_.each;
    const std::ptrdiff_t left = p.rows * p.summed, right = p.summed * p.columns;
    for (std::ptrdiff_t k = 0; k < count; ++k, x += left, y += right, r += p.rows * p.columns)
      form_.is_exchanged ? kernel_(form_.product, y, x, r) : kernel_(form_.product, x, y, r);
  }

 private:
  batched_product all_{};
  product_form form_{};
  product_kernel<T> kernel_ = nullptr;
};

}  // namespace typegrad::detail
