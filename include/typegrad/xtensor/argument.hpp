// xtensor's containers, views and expressions as arguments, its containers as results.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <xtensor/xadapt.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xtensor.hpp>

#include <typegrad/arrays/argument.hpp>

namespace typegrad {

namespace detail {

template <class A>
concept xtensor_expression = xt::is_xexpression<A>::value;

inline constexpr std::size_t unknown_rank = static_cast<std::size_t>(-1);

template <class A>
constexpr std::size_t rank_of_expression() {
  using shape_type = std::decay_t<typename A::shape_type>;
  if constexpr (requires { std::tuple_size<shape_type>::value; })
    return std::tuple_size<shape_type>::value;
  else
    return unknown_rank;
}

/// The extents that a shape of xtensor's fixes; none by default.
template <class Shape>
struct fixed_extents {
  static constexpr bool are_known = false;
};
template <std::size_t... N>
struct fixed_extents<xt::fixed_shape<N...>> {
  static constexpr bool are_known = true;
  static constexpr std::array<std::int32_t, sizeof...(N) + 1> values = {
      static_cast<std::int32_t>(N)..., 0};
};

/// Results over numbers T: of a rank, or of fixed extents.
struct xtensor_results {
  template <class T, std::size_t Rank>
  using of_rank = xt::xtensor<T, Rank>;
  template <class T, std::size_t... N>
  using fixed = xt::xtensor_fixed<T, xt::xshape<N...>>;

  template <class T, std::size_t Rank>
  static void resize(xt::xtensor<T, Rank>& r, const array_size& s) {
    std::array<std::size_t, Rank> extents{};
    for (std::size_t k = 0; k < Rank; ++k) extents[k] = static_cast<std::size_t>(s.extents[k]);
    r.resize(extents);
  }
};

/// An expression whose elements lie in row-major order without gaps.
template <class A>
concept in_row_major_memory =
    A::static_layout == xt::layout_type::row_major && A::contiguous_layout &&
    requires(const A& a) { a.data() + a.data_offset(); };

/// An expression A as an array of the given rank.
template <class A, std::size_t Rank>
struct expression_argument {
  using number = typename A::value_type;
  using results = xtensor_results;
  static constexpr std::size_t rank = Rank;

  static array_size size(const A& a) {
    array_size s;
    s.rank = static_cast<int>(rank);
    for (std::size_t k = 0; k < rank; ++k) s.extents[k] = static_cast<std::ptrdiff_t>(a.shape(k));
    return s;
  }
  static auto data(const A& a)
    requires in_row_major_memory<A>
  {
    return a.data() + a.data_offset();
  }
  static auto data(A& a)
    requires in_row_major_memory<A>
  {
    return a.data() + a.data_offset();
  }

  /// Evaluates the expression.
  template <class T>
  static void copy(const A& a, T* to) {
    std::array<std::size_t, rank> extents{};
    for (std::size_t k = 0; k < rank; ++k) extents[k] = a.shape(k);
    xt::noalias(xt::adapt(to, a.size(), xt::no_ownership(), extents)) = xt::cast<T>(a);
  }
};

}  // namespace detail

template <detail::xtensor_expression A>
struct array_argument<A> : detail::expression_argument<A, detail::rank_of_expression<A>()> {
  static constexpr bool has_rank = detail::rank_of_expression<A>() != detail::unknown_rank;
  static_assert(has_rank,
                "typegrad: an xt::xarray has no rank at compile time; write tg::ranked<2>(x) for "
                "one of rank 2, or pass an xt::xtensor<T, 2>");

  static constexpr auto extents = [] {
    constexpr std::size_t rank = has_rank ? detail::rank_of_expression<A>() : 0;
    using fixed = detail::fixed_extents<std::decay_t<typename A::shape_type>>;
    std::array<std::int32_t, rank + 1> e{};
    for (std::size_t k = 0; k < rank; ++k)
      if constexpr (fixed::are_known)
        e[k] = fixed::values[k];
      else
        e[k] = -1;
    return e;
  }();
};

}  // namespace typegrad
