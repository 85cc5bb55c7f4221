// Products of small matrices whose sizes are constants of the program: code for just these sizes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/fixed_sizes.hpp>
#include <typegrad/arrays/gemm.hpp>

namespace typegrad::detail {

/// The product P as a type: code for it knows its sizes.
template <matrix_product P>
struct fixed_product {
  static constexpr std::ptrdiff_t rows = P.rows, columns = P.columns, summed = P.summed;
  static constexpr bool left_turned = P.left_turned, right_turned = P.right_turned;

  static constexpr std::ptrdiff_t a_row() { return P.a_row(); }
  static constexpr std::ptrdiff_t a_step() { return P.a_step(); }
  static constexpr std::ptrdiff_t b_step() { return P.b_step(); }
  static constexpr std::ptrdiff_t b_column() { return P.b_column(); }
};

/// No larger than what pays as code of its own.
constexpr bool is_fixed_product(const matrix_product& p) {
  constexpr std::ptrdiff_t longest = 16;
  const auto [least, most] = std::minmax({p.rows, p.columns, p.summed});
  return least > 0 && most <= longest;
}

/// C = A B where the rows of B lie in memory as they are: up to three batches of columns at a time.
template <matrix_product P, class T>
void multiply_fixed_rows(const T* a, const T* b, T* c) {
  constexpr std::size_t width = simd::lanes<T>::size, columns = std::size_t{P.columns},
                        batches = (columns + width - 1) / width, most = 3;
  const auto multiply_group = [&]<std::size_t First>(std::integral_constant<std::size_t, First>) {
    constexpr std::size_t count = std::min(most, batches - First);
    constexpr bool is_part = First + count == batches && columns % width != 0;
    multiply_tiles<count, is_part>(fixed_product<P>{}, a, b + First * width, c + First * width,
                                   columns % width);
  };
  [&]<std::size_t... G>(std::index_sequence<G...>) {
    (multiply_group(std::integral_constant<std::size_t, most * G>{}), ...);
  }(std::make_index_sequence<(batches + most - 1) / most>{});
}

/// C = A B, of the form P.
template <matrix_product P, class T>
void multiply_fixed(const T* a, const T* b, T* c) {
  if constexpr (P.columns == 1) {
    multiply_by_column(fixed_product<P>{}, a, b, c);
  } else if constexpr (P.right_turned) {
    T turned[P.columns * P.summed];
    turn(fixed_product<P>{}, b, turned);
    multiply_fixed_rows<P.with_right_in_order()>(a, turned, c);
  } else {
    multiply_fixed_rows<P>(a, b, c);
  }
}

/// The contraction that is step S of a program of fixed sizes.
template <class P, std::size_t S, class T>
void contract_fixed(const T* x, const T* y, T* r) {
  constexpr plan_step s = P::plan.steps[S];
  constexpr batched_product all =
      batched_product::of(contraction::of(s.attribute), fixed_size(P::plan.shapes[s.a_type]),
                          fixed_size(P::plan.shapes[s.b_type]));
  constexpr matrix_product each = all.each;
  constexpr product_form form = form_of(each);
  if constexpr (!is_fixed_product(each)) {
    static constexpr bound_product<T> product(all);
    product(x, y, r, all.batches);
  } else {
    for (std::ptrdiff_t k = 0; k < all.batches; ++k) {
      const T* const a = x + k * each.rows * each.summed;
      const T* const b = y + k * each.summed * each.columns;
      T* const c = r + k * each.rows * each.columns;
      if constexpr (form.is_exchanged)
        multiply_fixed<form.product>(b, a, c);
      else
        multiply_fixed<form.product>(a, b, c);
    }
  }
}

}  // namespace typegrad::detail
