// The program itself as a transformation: evaluated by its recorded code, as derivatives are.
#pragma once

#include <tuple>

#include <typegrad/program/transformed.hpp>

namespace typegrad {

namespace detail {

struct value_rule {
  template <class F, class... Shapes>
  static constexpr auto apply(const F& f, const std::tuple<Shapes...>& arguments) {
    return std::apply(f, arguments);
  }
};

}  // namespace detail

/// x -> f(x), recorded and evaluated as derivatives are: on numbers, on arrays, inside programs.
template <class F>
constexpr auto value(const F& f) {
  return transformed<detail::value_rule, F>{f};
}

}  // namespace typegrad
