// Products of small matrices in tiles whose sums stay in registers, for any number type. The
// product is a `matrix_product`, or a type whose members of the same names are constants.
#pragma once

#include <cstddef>
#include <type_traits>

#include <typegrad/simd/lanes.hpp>

namespace typegrad::detail {

/// The registers that hold batches: a tile's sums, a row of B and a number of A have to find room.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr std::size_t batch_registers = 32;
#else
inline constexpr std::size_t batch_registers = 16;
#endif

/// A product C = A B of row-major matrices, C of rows × columns; a factor that is turned is stored
/// as its transpose.
struct matrix_product {
  std::ptrdiff_t rows, columns, summed;
  bool left_turned, right_turned;

  // Where the elements of the factors lie: A(i, k) = a[i a_row + k a_step], B(k, j) = b[k b_step +
  // j b_column].
  constexpr std::ptrdiff_t a_row() const { return left_turned ? 1 : summed; }
  constexpr std::ptrdiff_t a_step() const { return left_turned ? rows : 1; }
  constexpr std::ptrdiff_t b_step() const { return right_turned ? 1 : columns; }
  constexpr std::ptrdiff_t b_column() const { return right_turned ? summed : 1; }

  /// Cᵀ = Bᵀ Aᵀ
  constexpr matrix_product transposed() const {
    return {columns, rows, summed, !right_turned, !left_turned};
  }
  constexpr matrix_product with_right_in_order() const {
    return {rows, columns, summed, left_turned, false};
  }
  /// A vector lies in memory as its transpose does.
  constexpr matrix_product with_vectors_in_order() const {
    return {rows, columns, summed, left_turned && rows > 1 && summed > 1,
            right_turned && columns > 1 && summed > 1};
  }
  /// With vectors in order, a product with one is computed as dot products of the rows of A with a
  /// column, or as a sum of the rows of B: as its transpose, if that is what lies in memory so.
  constexpr bool is_computed_transposed() const {
    return columns == 1 ? left_turned : rows == 1 && right_turned;
  }
};

/// A tile of C, Rows × Columns batches wide, where the rows of B lie in memory as they are: each
/// number of B that is read serves Rows rows, each of A as many columns as there are lanes. Of the
/// last batch only `present` columns are there, where it IsPart.
template <std::size_t Rows, std::size_t Columns, bool IsPart, class Product, class T>
void multiply_tile(const Product& p, const T* a, const T* b, T* c, std::size_t present) {
  using lanes = simd::lanes<T>;
  using batch = typename lanes::type;
  const auto is_part = [](std::size_t column) { return IsPart && column + 1 == Columns; };
  batch sums[Rows][Columns];
  simd::unrolled<Rows * Columns>(
      [&](std::size_t t) { sums[t / Columns][t % Columns] = batch(T(0)); });
  for (std::ptrdiff_t k = 0; k < p.summed; ++k, a += p.a_step(), b += p.b_step()) {
    batch row_of_b[Columns];
    simd::unrolled<Columns>([&](std::size_t j) {
      const T* const from = b + j * lanes::size;
      row_of_b[j] = is_part(j) ? lanes::load_first(from, present) : lanes::load(from);
    });
    simd::unrolled<Rows>([&](std::size_t i) {
      const batch left(a[static_cast<std::ptrdiff_t>(i) * p.a_row()]);
      simd::unrolled<Columns>([&](std::size_t j) { sums[i][j] = sums[i][j] + left * row_of_b[j]; });
    });
  }
  simd::unrolled<Rows * Columns>([&](std::size_t t) {
    T* const to =
        c + static_cast<std::ptrdiff_t>(t / Columns) * p.columns + t % Columns * lanes::size;
    if (is_part(t % Columns))
      lanes::store_first(sums[t / Columns][t % Columns], to, present);
    else
      lanes::store(sums[t / Columns][t % Columns], to);
  });
}

/// All rows of C, in a column of tiles: as many rows at a time as keep the sums in registers.
template <std::size_t Columns, bool IsPart, class Product, class T>
void multiply_tiles(const Product& p, const T* a, const T* b, T* c, std::size_t present) {
  std::ptrdiff_t i = 0;
  const auto run = [&]<std::size_t Rows>(std::integral_constant<std::size_t, Rows>) {
    for (; i + std::ptrdiff_t{Rows} <= p.rows; i += Rows)
      multiply_tile<Rows, Columns, IsPart>(p, a + i * p.a_row(), b, c + i * p.columns, present);
  };
  if constexpr (8 * Columns + Columns + 1 <= batch_registers)
    run(std::integral_constant<std::size_t, 8>{});
  run(std::integral_constant<std::size_t, 4>{});
  run(std::integral_constant<std::size_t, 2>{});
  run(std::integral_constant<std::size_t, 1>{});
}

/// C = a bᵀ, row by row.
template <class Product, class T>
void multiply_outer(const Product& p, const T* a, const T* b, T* c) {
  using lanes = simd::lanes<T>;
  constexpr std::ptrdiff_t width = lanes::size, together = 4;
  const std::ptrdiff_t whole = p.columns / width * width;
  const auto present = static_cast<std::size_t>(p.columns - whole);
  typename lanes::type last(T(0));
  if (present > 0) last = lanes::load_first(b + whole, present);
  for (std::ptrdiff_t i = 0; i < p.rows; ++i, c += p.columns) {
    const typename lanes::type left(a[i]);
    std::ptrdiff_t j = 0;
    const auto put = [&](std::ptrdiff_t k) { lanes::store(left * lanes::load(b + k), c + k); };
    for (; j + together * width <= whole; j += together * width)
      simd::unrolled<together>(
          [&](std::size_t k) { put(j + static_cast<std::ptrdiff_t>(k) * width); });
    for (; j < whole; j += width) put(j);
    if (present > 0) lanes::store_first(left * last, c + whole, present);
  }
}

/// C = A B where the rows of B lie in memory as they are.
template <class Product, class T>
void multiply_rows(const Product& p, const T* a, const T* b, T* c) {
  constexpr std::ptrdiff_t width = simd::lanes<T>::size;
  std::ptrdiff_t j = 0;
  for (; j + 3 * width <= p.columns; j += 3 * width)
    multiply_tiles<3, false>(p, a, b + j, c + j, 0);
  const std::ptrdiff_t full = (p.columns - j) / width;
  const auto present = static_cast<std::size_t>(p.columns - j - full * width);
  if (full == 2)
    present > 0 ? multiply_tiles<3, true>(p, a, b + j, c + j, present)
                : multiply_tiles<2, false>(p, a, b + j, c + j, 0);
  else if (full == 1)
    present > 0 ? multiply_tiles<2, true>(p, a, b + j, c + j, present)
                : multiply_tiles<1, false>(p, a, b + j, c + j, 0);
  else if (present > 0)
    multiply_tiles<1, true>(p, a, b + j, c + j, present);
}

/// A tile of C of Rows × Columns numbers, where both factors lie in memory along the summed index.
template <std::size_t Rows, std::size_t Columns, class Product, class T>
[[gnu::always_inline]] inline void multiply_dots(const Product& p, const T* a, const T* b, T* c) {
  using lanes = simd::lanes<T>;
  using batch = typename lanes::type;
  constexpr std::ptrdiff_t width = lanes::size;
  const auto place = [](std::size_t i, std::ptrdiff_t stride) {
    return static_cast<std::ptrdiff_t>(i) * stride;
  };
  batch sums[Rows][Columns];
  simd::unrolled<Rows * Columns>(
      [&](std::size_t t) { sums[t / Columns][t % Columns] = batch(T(0)); });
  const auto add = [&](auto load) {
    batch right[Columns];
    simd::unrolled<Columns>([&](std::size_t j) { right[j] = load(b + place(j, p.b_column())); });
    simd::unrolled<Rows>([&](std::size_t i) {
      const batch left = load(a + place(i, p.a_row()));
      simd::unrolled<Columns>([&](std::size_t j) { sums[i][j] = sums[i][j] + left * right[j]; });
    });
  };
  std::ptrdiff_t k = 0;
  for (; k + width <= p.summed; k += width) add([&](const T* x) { return lanes::load(x + k); });
  if (const auto rest = static_cast<std::size_t>(p.summed - k); rest > 0)
    add([&](const T* x) { return lanes::load_first(x + k, rest); });
  simd::unrolled<Rows * Columns>([&](std::size_t t) {
    const std::size_t i = t / Columns, j = t % Columns;
    c[place(i, p.columns) + static_cast<std::ptrdiff_t>(j)] = lanes::sum(sums[i][j]);
  });
}

/// One number of C.
template <class Product, class T>
T multiply_one(const Product& p, const T* a, const T* b) {
  T sum(0);
  for (std::ptrdiff_t k = 0; k < p.summed; ++k) sum = sum + a[k * p.a_step()] * b[k * p.b_step()];
  return sum;
}

/// Calls f(i, number of indices) for pieces of 0 ... n - 1, of the first of the lengths as long as
/// they last, then of the next one.
template <std::size_t... Lengths, class F>
[[gnu::always_inline]] inline void each_piece(std::ptrdiff_t n, F f) {
  std::ptrdiff_t i = 0;
  const auto run = [&]<std::size_t Length>(std::integral_constant<std::size_t, Length> length) {
    for (; i + std::ptrdiff_t{Length} <= n; i += Length) f(i, length);
  };
  (run(std::integral_constant<std::size_t, Lengths>{}), ...);
}

/// B, of which the transpose lies at b, in rows.
template <class Product, class T>
void turn(const Product& p, const T* b, T* rows) {
  for (std::ptrdiff_t j = 0; j < p.columns; ++j)
    for (std::ptrdiff_t k = 0; k < p.summed; ++k) rows[k * p.columns + j] = b[j * p.summed + k];
}

/// The numbers of a factor that is brought into the other order first.
inline constexpr std::ptrdiff_t most_turned = 2048;

/// C = A B where B lies in memory as its transpose.
template <class T>
void multiply_turned(const matrix_product& p, const T* a, const T* b, T* c) {
  if (p.columns * p.summed <= most_turned) {
    T turned[most_turned];
    turn(p, b, turned);
    return multiply_rows(p.with_right_in_order(), a, turned, c);
  }
  constexpr std::size_t side = batch_registers == 32 ? 5 : 3;
  if (!p.left_turned)
    return each_piece<side, 2, 1>(p.rows, [&](std::ptrdiff_t i, auto r) {
      each_piece<side, 2, 1>(p.columns, [&](std::ptrdiff_t j, auto n) {
        multiply_dots<r(), n()>(p, a + i * p.a_row(), b + j * p.b_column(), c + i * p.columns + j);
      });
    });
  for (std::ptrdiff_t i = 0; i < p.rows; ++i)
    for (std::ptrdiff_t j = 0; j < p.columns; ++j)
      c[i * p.columns + j] = multiply_one(p, a + i * p.a_row(), b + j * p.b_column());
}

/// y = M x, with x as a column that lies in memory as its transpose: dot products, several rows at
/// a time.
template <class Product, class T>
void multiply_by_column(const Product& p, const T* m, const T* x, T* y) {
  each_piece<8, 4, 2, 1>(p.rows, [&](std::ptrdiff_t i, auto r) {
    multiply_dots<r(), 1>(p, m + i * p.summed, x, y + i);
  });
}

}  // namespace typegrad::detail
