// Exact assertions on derivatives at single points, in every mode and nesting.
#pragma once

#include <tuple>

#include <typegrad.hpp>

namespace typegrad::test {

/// check(mode) for each mode.
template <class F>
constexpr bool in_every_mode(const F& check) {
  return check(forward{}) && check(reverse{}) && check(automatic{});
}

/// f'(x) in all modes.
template <class F>
constexpr bool has_derivative(const F& f, double x, double expected) {
  return in_every_mode([&]<class Mode>(Mode) { return grad<Mode>(f)(x) == expected; });
}

/// f''(x) by all nestings of forward and reverse.
template <class F>
constexpr bool has_second_derivative(const F& f, double x, double expected) {
  return in_every_mode([&]<class Outer>(Outer) {
    return in_every_mode(
        [&]<class Inner>(Inner) { return grad<Outer>(grad<Inner>(f))(x) == expected; });
  });
}

template <class F>
constexpr bool has_gradient(const F& f, double x, double y, double dx, double dy) {
  return in_every_mode([&]<class Mode>(Mode) { return grad<Mode>(f)(x, y) == std::tuple(dx, dy); });
}

}  // namespace typegrad::test
