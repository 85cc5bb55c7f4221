// Products of matrices whose numbers are batches, each lane a product of its own. The numbers of
// one factor may be plain: all lanes share them.
#pragma once

#include <cstddef>
#include <type_traits>

#include <typegrad/arrays/gemm.hpp>

namespace typegrad::detail {

template <class T>
inline constexpr bool is_batched = xsimd::is_batch<T>::value;

template <class T>
struct number_in_lanes {
  using type = T;
};
template <class T>
  requires is_batched<T>
struct number_in_lanes<T> {
  using type = typename T::value_type;
};
/// The numbers in the lanes of T; T itself where it is no batch.
template <class T>
using number_in = typename number_in_lanes<T>::type;

/// A tile of C of Rows × Columns batches.
template <std::size_t Rows, std::size_t Columns, class A, class B, class Batch>
void multiply_tile_of_batches(const matrix_product& p, const A* a, const B* b, Batch* c) {
  const auto place = [](std::size_t i, std::ptrdiff_t stride) {
    return static_cast<std::ptrdiff_t>(i) * stride;
  };
  Batch sums[Rows][Columns];
  simd::unrolled<Rows * Columns>([&](std::size_t t) { sums[t / Columns][t % Columns] = Batch(0); });
  for (std::ptrdiff_t k = 0; k < p.summed; ++k, a += p.a_step(), b += p.b_step()) {
    Batch right[Columns];
    simd::unrolled<Columns>([&](std::size_t j) { right[j] = Batch(b[place(j, p.b_column())]); });
    simd::unrolled<Rows>([&](std::size_t i) {
      const Batch left(a[place(i, p.a_row())]);
      simd::unrolled<Columns>([&](std::size_t j) { sums[i][j] = sums[i][j] + left * right[j]; });
    });
  }
  simd::unrolled<Rows * Columns>([&](std::size_t t) {
    c[place(t / Columns, p.columns) + static_cast<std::ptrdiff_t>(t % Columns)] =
        sums[t / Columns][t % Columns];
  });
}

/// C = A B for each place along the axes that the factors share.
template <class A, class B, class Batch>
void multiply_in_tiles(const batched_product& all, const A* a, const B* b, Batch* c) {
  const matrix_product& p = all.each;
  constexpr std::size_t side = batch_registers == 32 ? 4 : 3;
  for (std::ptrdiff_t k = 0; k < all.batches; ++k, c += p.rows * p.columns) {
    each_piece<2 * side, 2, 1>(p.columns == 1 ? p.rows : 0, [&](std::ptrdiff_t i, auto r) {
      multiply_tile_of_batches<r(), 1>(p, a + i * p.a_row(), b, c + i);
    });
    each_piece<side, 2, 1>(p.columns == 1 ? 0 : p.rows, [&](std::ptrdiff_t i, auto r) {
      each_piece<side, 2, 1>(p.columns, [&](std::ptrdiff_t j, auto n) {
        multiply_tile_of_batches<r(), n()>(p, a + i * p.a_row(), b + j * p.b_column(),
                                           c + i * p.columns + j);
      });
    });
    a += p.rows * p.summed;
    b += p.summed * p.columns;
  }
}

/// A factor: its batches or, where all lanes are equal, the plain numbers.
template <class Batch>
struct batch_factor {
  const typename Batch::value_type* plain;
  const Batch* batches;
};

template <class Batch>
void multiply_batches(const batched_product& all, const batch_factor<Batch>& a,
                      const batch_factor<Batch>& b, Batch* c) {
  if (a.plain && b.plain) {
    // The plain product lies at the end of C, where batches reach no number that is still needed.
    const std::ptrdiff_t n = all.batches * all.each.rows * all.each.columns;
    auto* const product = reinterpret_cast<typename Batch::value_type*>(c + n) - n;
    const bound_product<typename Batch::value_type> multiply{all};
    multiply(a.plain, b.plain, product, all.batches);
    for (std::ptrdiff_t i = 0; i < n; ++i) c[i] = Batch(product[i]);
  } else if (a.plain) {
    multiply_in_tiles(all, a.plain, b.batches, c);
  } else if (b.plain) {
    multiply_in_tiles(all, a.batches, b.plain, c);
  } else {
    multiply_in_tiles(all, a.batches, b.batches, c);
  }
}

}  // namespace typegrad::detail
