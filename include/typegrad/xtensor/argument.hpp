// xtensor's containers and expressions as arguments and results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <xtensor/xfixed.hpp>
#include <xtensor/xtensor.hpp>

#include <typegrad/arrays/argument.hpp>

namespace typegrad {

namespace detail {

template <class A>
concept xtensor_expression = xt::is_xexpression<A>::value;

/// The rank of an expression; SIZE_MAX where it is known at run time only.
template <class A>
constexpr std::size_t rank_of_expression() {
  using shape_type = typename A::shape_type;
  if constexpr (requires { std::tuple_size<shape_type>::value; })
    return std::tuple_size<shape_type>::value;
  else
    return static_cast<std::size_t>(-1);
}

template <class S>
struct fixed_extents;
template <std::size_t... N>
struct fixed_extents<xt::fixed_shape<N...>> {
  static constexpr std::int32_t values[sizeof...(N) + 1] = {static_cast<std::int32_t>(N)..., 0};
};

}  // namespace detail

template <detail::xtensor_expression A>
struct array_argument<A> {
  using number = typename A::value_type;
  static_assert(detail::rank_of_expression<A>() != static_cast<std::size_t>(-1),
                "typegrad: an xt::xarray has no rank at compile time; pass an xt::xtensor<T, N>");
  static constexpr std::size_t rank = detail::rank_of_expression<A>();

  static constexpr auto extents = [] {
    std::array<std::int32_t, rank + 1> e{};
    for (std::size_t k = 0; k < rank; ++k) {
      if constexpr (requires { detail::fixed_extents<typename A::shape_type>::values; })
        e[k] = detail::fixed_extents<typename A::shape_type>::values[k];
      else
        e[k] = -1;
    }
    return e;
  }();

  static detail::array_size size(const A& a) {
    detail::array_size s;
    s.rank = static_cast<int>(rank);
    for (std::size_t k = 0; k < rank; ++k) s.extents[k] = static_cast<std::ptrdiff_t>(a.shape(k));
    return s;
  }

  /// A pointer, if the elements lie in row-major order; else an evaluated copy.
  template <class T>
  static decltype(auto) elements(const A& a) {
    if constexpr (std::is_same_v<A, xt::xtensor<T, rank>> || is_fixed)
      return (a);
    else
      return xt::xtensor<T, rank>(xt::cast<T>(a));
  }

  template <class T, std::size_t Rank>
  struct result_of {
    using type = xt::xtensor<T, Rank>;
  };
  template <class T, std::size_t Rank>
  static void resize(xt::xtensor<T, Rank>& r, const detail::array_size& s) {
    std::array<std::size_t, Rank> extents;
    for (std::size_t k = 0; k < Rank; ++k) extents[k] = static_cast<std::size_t>(s.extents[k]);
    r.resize(extents);
  }

 private:
  static constexpr bool is_fixed = requires {
    detail::fixed_extents<typename A::shape_type>::values;
  } && requires(A a) { a.data(); };
};

}  // namespace typegrad
