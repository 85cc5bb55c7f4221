// Derivatives of a sum over samples: ∂/∂w Σ_s f(w, x_s) = Σ_s ∂f/∂w (w, x_s).
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/program/directional.hpp>
#include <typegrad/program/gradient.hpp>
#include <typegrad/program/second_order.hpp>
#include <typegrad/simd/sum_over.hpp>

namespace typegrad {

namespace detail {

template <std::size_t... I>
constexpr bool avoids(all_arguments) {
  return false;
}
template <std::size_t... I, std::size_t... J>
constexpr bool avoids(wrt<J...>) {
  constexpr auto is_sample = [](std::size_t position) { return ((position == I) || ...); };
  return !(is_sample(J) || ...);
}

/// Σ_s D(w, x_s) for a derivative D of the program of one sample.
template <std::size_t... I, class Options, class D>
constexpr auto sum_of_derivatives(Options, const D& derivative) {
  static_assert(
      avoids<I...>(typename Options::with_respect_to{}),
      "typegrad: a sum over samples is differentiated with respect to an argument that varies by "
      "sample; name the others with tg::wrt<...>, or take one derivative a sample with "
      "tg::map_over<...>(tg::grad(f))");
  return sum_over<I...>(derivative);
}

/// A directional derivative as a program of one list of arguments: the N parts of the point, then
/// the direction's.
template <class D, std::size_t N>
struct point_and_direction {
  [[no_unique_address]] D derivative;

  template <class... Parts>
  constexpr auto operator()(const Parts&... parts) const {
    const std::tuple<const Parts&...> all(parts...);
    return [&]<std::size_t... X, std::size_t... V>(std::index_sequence<X...>,
                                                   std::index_sequence<V...>) {
      return derivative(at(std::get<X>(all)...), along(std::get<N + V>(all)...));
    }(std::make_index_sequence<N>{}, std::make_index_sequence<sizeof...(Parts) - N>{});
  }
};

/// (at(w, x), along(ẇ)) -> Σ_s D(at(w, x_s), along(ẇ)).
template <class D, std::size_t... I>
struct summed_directional {
  [[no_unique_address]] D derivative;

  template <class... X, class... V>
  auto operator()(const at<X...>& x, const along<V...>& v) const {
    return std::apply(
        sum_over<I...>(point_and_direction<D, sizeof...(X)>{derivative}),
        std::tuple_cat(
            std::apply([](const auto&... part) { return std::tie(part...); }, x.values),
            std::apply([](const auto&... part) { return std::tie(part...); }, v.values)));
  }
};

template <std::size_t... I, class Options, class D>
constexpr auto sum_of_directional(Options options, const D& derivative) {
  static_cast<void>(sum_of_derivatives<I...>(options, derivative));
  return summed_directional<D, I...>{derivative};
}

}  // namespace detail

// Each is the transformation of the same name, of the program of one sample, summed over samples.
// The arguments that vary by sample are not differentiated: name the others with wrt<...>.

template <class... Options, class F, std::size_t... I>
constexpr auto value_and_grad(const summed<F, I...>& sum) {
  return detail::sum_of_derivatives<I...>(detail::options_of<Options...>{},
                                          value_and_grad<Options...>(sum.f));
}

template <class... Options, class F, std::size_t... I>
constexpr auto grad(const summed<F, I...>& sum) {
  return detail::sum_of_derivatives<I...>(detail::options_of<Options...>{},
                                          grad<Options...>(sum.f));
}

template <class... Options, class F, std::size_t... I>
constexpr auto jacobian(const summed<F, I...>& sum) {
  return detail::sum_of_derivatives<I...>(detail::options_of<Options...>{},
                                          jacobian<Options...>(sum.f));
}

template <class... Options, class F, std::size_t... I>
constexpr auto hessian(const summed<F, I...>& sum) {
  return detail::sum_of_derivatives<I...>(detail::options_of<Options...>{},
                                          hessian<Options...>(sum.f));
}

/// The samples among at(...) are kept as they are given: pass std::span, which copies no samples.
template <class... Options, class F, std::size_t... I>
constexpr auto jvp(const summed<F, I...>& sum) {
  return detail::sum_of_directional<I...>(detail::options_of<Options...>{}, jvp<Options...>(sum.f));
}

/// (w, x) -> (Σ_s f(w, x_s), pullback) with pullback(ȳ) = Σ_s J_sᵀ ȳ. The pullback keeps the
/// samples as they are given: pass std::span, which copies none.
template <class... Options, class F, std::size_t... I>
constexpr auto vjp(const summed<F, I...>& sum) {
  using options = detail::options_of<Options...>;
  const transformed<detail::pullback_rule<typename options::with_respect_to>, F> back{sum.f};
  const auto summed_back = detail::sum_of_derivatives<I...>(options{}, back);
  return detail::vector_jacobian<summed<F, I...>, std::remove_const_t<decltype(summed_back)>>{
      sum, summed_back};
}

/// As jvp.
template <class... Options, class F, std::size_t... I>
constexpr auto hvp(const summed<F, I...>& sum) {
  return detail::sum_of_directional<I...>(detail::options_of<Options...>{}, hvp<Options...>(sum.f));
}

}  // namespace typegrad
