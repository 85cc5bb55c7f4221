// Checks of programs over arrays: values and derivatives, in double and with 50 digits, in both
// modes, against each other and against central differences.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>
#include <type_traits>
#include <vector>

#include <boost/multiprecision/mpfr.hpp>
#include <catch2/catch.hpp>

#include <typegrad/xtensor.hpp>

namespace typegrad::test {

using real50 = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                             boost::multiprecision::et_off>;

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

inline real50 inner(const std::vector<real50>& x, const std::vector<real50>& y) {
  REQUIRE(x.size() == y.size());
  real50 total = 0;
  for (std::size_t k = 0; k < x.size(); ++k) total += x[k] * y[k];
  return total;
}

/// |x_k - y_k| <= tolerance (1 + max |y|)
inline void check_close(const std::vector<real50>& x, const std::vector<real50>& y,
                        const real50& tolerance) {
  REQUIRE(x.size() == y.size());
  real50 scale = 1, worst = 0;
  for (const real50& element : y) scale = std::max(scale, real50(1 + abs(element)));
  bool finite = true;
  for (std::size_t k = 0; k < x.size(); ++k) {
    finite = finite && isfinite(x[k]) && isfinite(y[k]);
    worst = std::max(worst, real50(abs(x[k] - y[k])));
  }
  CHECK(finite);
  CHECK(worst <= tolerance * scale);
}

/// f on arrays.
template <class F, class... A>
auto value_of(const F& f, const A&... x) {
  return typegrad::bind(f, x...)(x...);
}

/// The value of f and its derivatives of first order at the point: in double against 50 digits;
/// forward mode against central differences; reverse mode against forward mode, <ȳ, J ẋ> = <Jᵀ ȳ,
/// ẋ>.
template <class F, class... A>
void check_derivatives(const F& f, const A&... x) {
  sampler random(7);
  const std::tuple<A...> v(direction_of(x, random)...);
  const auto point = std::make_tuple(to_real(x)...);
  const auto direction = to_real(v);

  const auto y = value_of(f, x...);
  const auto exact = std::apply([&](const auto&... part) { return value_of(f, part...); }, point);
  check_close(numbers_in(y), numbers_in(exact), real50("1e-12"));

  const auto forward_at = [&](const auto& from, const auto& way) {
    const auto place = std::apply([](const auto&... part) { return at(part...); }, from);
    const auto turn = std::apply([](const auto&... part) { return along(part...); }, way);
    return jvp(f)(place, turn);
  };
  const auto [y_again, dy] = forward_at(point, direction);
  check_close(numbers_in(y_again), numbers_in(exact), real50("1e-45"));
  check_close(numbers_in(forward_at(std::tie(x...), v).second), numbers_in(dy), real50("1e-11"));

  const real50 h("1e-13");
  const auto shifted = [&](const real50& step) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return numbers_in(
          value_of(f, moved_along(std::get<I>(point), std::get<I>(direction), step)...));
    }(std::index_sequence_for<A...>{});
  };
  std::vector<real50> difference = shifted(h);
  const std::vector<real50> below = shifted(-h);
  for (std::size_t k = 0; k < difference.size(); ++k)
    difference[k] = (difference[k] - below[k]) / (2 * h);
  check_close(numbers_in(dy), difference, real50("1e-20"));

  const auto y_bar = direction_of(y, random);
  const auto x_bar = std::apply([&](const auto&... part) { return vjp(f)(part...); }, point)
                         .second(to_real(y_bar));
  const real50 left = inner(numbers_in(y_bar), numbers_in(dy));
  const real50 right = inner(numbers_in(x_bar), numbers_in(v));
  CHECK(abs(left - right) <= real50("1e-40") * (1 + abs(left)));
  check_close(numbers_in(vjp(f)(x...).second(y_bar)), numbers_in(x_bar), real50("1e-11"));
}

}  // namespace typegrad::test
