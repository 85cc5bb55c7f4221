// Arrays of numbers of 50 digits, for tests that the compiled evaluator works on such numbers.
#pragma once

#include <tuple>

#include <support/arrays.hpp>
#include <support/real_numbers.hpp>

namespace typegrad::test {

template <class T, std::size_t Rank>
xt::xtensor<real50, Rank> to_real(const xt::xtensor<T, Rank>& x) {
  xt::xtensor<real50, Rank> r(x.shape());
  for (std::size_t k = 0; k < x.size(); ++k) r.data()[k] = real50(x.data()[k]);
  return r;
}
template <std::size_t... N>
auto to_real(const xt::xtensor_fixed<double, xt::xshape<N...>>& x) {
  xt::xtensor_fixed<real50, xt::xshape<N...>> r;
  for (std::size_t k = 0; k < x.size(); ++k) r.data()[k] = real50(x.data()[k]);
  return r;
}
inline real50 to_real(double x) { return real50(x); }
template <class... A>
auto to_real(const std::tuple<A...>& x) {
  return std::apply([](const auto&... part) { return std::make_tuple(to_real(part)...); }, x);
}

/// All numbers of a tree of arrays, in order.
template <class Tree>
std::vector<real50> numbers_in(const Tree& tree) {
  std::vector<real50> all_numbers;
  structure<Tree>::each(tree, [&](const auto& leaf) {
    if constexpr (array_like<std::remove_cvref_t<decltype(leaf)>>)
      for (std::size_t k = 0; k < leaf.size(); ++k) all_numbers.push_back(real50(leaf.data()[k]));
    else
      all_numbers.push_back(real50(leaf));
  });
  return all_numbers;
}

/// x + h v, element by element.
template <class A>
A moved_along(const A& x, const A& v, const real50& h) {
  if constexpr (array_like<A>) {
    A r = x;
    for (std::size_t k = 0; k < x.size(); ++k) r.data()[k] = x.data()[k] + h * v.data()[k];
    return r;
  } else {
    return x + h * v;
  }
}

}  // namespace typegrad::test
