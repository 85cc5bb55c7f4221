// Checks of programs over arrays: values and derivatives as compiled, in double and in both modes,
// against 50 digits, each other and central differences.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>
#include <type_traits>

#include <catch2/catch.hpp>

#include <typegrad/verify/arrays.hpp>
#include <typegrad/xtensor.hpp>

#include <support/array_derivatives.hpp>

namespace typegrad::test {

template <std::size_t Rank>
using array = xt::xtensor<double, Rank>;

/// Random arrays, the same in every run.
class sampler {
 public:
  explicit sampler(unsigned seed) : engine_(seed) {}

  double number(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
  /// 0, 1, a small prime, or now and then 64.
  int extent() {
    constexpr int some[] = {0, 1, 2, 3, 5, 7, 64};
    return some[whole(0, 6)];
  }
  /// The same without 0.
  int positive_extent() {
    constexpr int some[] = {1, 2, 3, 5, 7, 64};
    return some[whole(0, 5)];
  }

  /// Such extents of an array of at most so many elements.
  template <std::size_t Rank>
  std::array<int, Rank> extents(int most) {
    std::array<int, Rank> all_extents{};
    int elements = 1;
    for (int& e : all_extents) {
      do e = extent();
      while (elements * e > most);
      elements *= e;
    }
    return all_extents;
  }

  template <class... Extents>
  auto operator()(Extents... extents) {
    return within(-2, 2, extents...);
  }
  template <class... Extents>
  auto within(double low, double high, Extents... extents) {
    array<sizeof...(Extents)> x(
        std::array<std::size_t, sizeof...(Extents)>{static_cast<std::size_t>(extents)...});
    for (double& element : x) element = number(low, high);
    return x;
  }
  /// Whole numbers from 0 to count - 1.
  template <class... Extents>
  auto places(int count, Extents... extents) {
    auto x = within(0, 1, extents...);
    for (double& element : x) element = whole(0, count - 1);
    return x;
  }

 private:
  std::mt19937 engine_;
};

/// A random direction for the numbers of x. Whole numbers are indices: they stay.
template <class A>
A direction_of(const A& x, sampler& random) {
  A v = x;
  structure<A>::each(v, [&](auto& leaf) {
    if constexpr (array_like<std::remove_cvref_t<decltype(leaf)>>) {
      bool whole = true;
      for (std::size_t k = 0; k < leaf.size(); ++k)
        whole = whole && leaf.data()[k] == std::floor(leaf.data()[k]);
      for (std::size_t k = 0; k < leaf.size(); ++k)
        leaf.data()[k] = whole ? 0 : random.number(-1, 1);
    } else {
      leaf = random.number(-1, 1);
    }
  });
  return v;
}

/// f on arrays.
template <class F, class... A>
auto value_of(const F& f, const A&... x) {
  return typegrad::bind(f, x...)(x...);
}

/// The value of f and its derivatives of first order at the point, compiled, in double: against 50
/// digits, where the modes are compared with each other and with central differences.
template <class F, class... A>
void check_derivatives(const F& f, const A&... x) {
  sampler random(7);
  const std::tuple<A...> v(direction_of(x, random)...);
  const auto way = std::apply([](const auto&... part) { return along(part...); }, v);
  const auto [y, pullback] = vjp(f)(x...);
  const auto [y_again, dy] = jvp(f)(at(x...), way);
  const auto y_bar = direction_of(y, random);
  const auto leaves_of = [](const auto&... trees) {
    return typegrad::detail::leaves_as<double>(trees...);
  };
  judge_derivatives(typegrad::detail::recorded_graph<F, A...>(),
                    {leaves_of(x...), leaves_of(v), leaves_of(y), leaves_of(y_again), leaves_of(dy),
                     leaves_of(y_bar), leaves_of(pullback(y_bar))});
}

}  // namespace typegrad::test
