// Arrays whose rank is known at run time only, taken as arrays of a given rank.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include <typegrad/eval/shape_error.hpp>
#include <typegrad/xtensor/argument.hpp>

namespace typegrad {

/// An xt::xarray x, or another expression without a rank, as one of the rank R. It refers to x, if
/// x is an lvalue.
template <std::size_t R, class A>
struct ranked_array {
  A array;
};

template <std::size_t R, class A>
constexpr ranked_array<R, A> ranked(A&& x) {
  static_assert(R <= shape::max_rank, "typegrad: an array has at most 6 axes");
  return {std::forward<A>(x)};
}

template <std::size_t R, class A>
struct array_argument<ranked_array<R, A>> {
  using expression = std::remove_cvref_t<A>;
  using of_expression = detail::expression_argument<expression, R>;
  using number = typename of_expression::number;
  using results = typename of_expression::results;
  static constexpr std::size_t rank = R;
  static constexpr auto extents = [] {
    std::array<std::int32_t, R + 1> e{};
    for (auto& extent : e) extent = -1;
    return e;
  }();

  /// Throws shape_error where x has another rank.
  static detail::array_size size(const ranked_array<R, A>& x) {
    if (x.array.dimension() != R)
      throw shape_error("typegrad: tg::ranked<" + std::to_string(R) +
                        "> is given an array of the rank " + std::to_string(x.array.dimension()));
    return of_expression::size(x.array);
  }
  static auto data(const ranked_array<R, A>& x)
    requires detail::in_row_major_memory<expression>
  {
    return of_expression::data(x.array);
  }
  template <class T>
  static void copy(const ranked_array<R, A>& x, T* to) {
    of_expression::copy(x.array, to);
  }
};

}  // namespace typegrad
