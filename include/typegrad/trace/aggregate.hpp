// The fields of an aggregate, by structured bindings.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace typegrad::detail {

/// Converts to anything: stands for a field while fields are counted. Never defined, never called.
struct any_field {
  template <class T>
  constexpr operator T() const;
};

template <class T, std::size_t... I>
constexpr bool takes_fields(std::index_sequence<I...>) {
  return requires { T{(static_cast<void>(I), any_field{})...}; };
}

template <class T, std::size_t N = 12>
constexpr std::size_t field_count() {
  if constexpr (N == 0)
    return 0;
  else if constexpr (takes_fields<T>(std::make_index_sequence<N>{}))
    return N;
  else
    return field_count<T, N - 1>();
}

/// f(fields...), for an aggregate of 1 to 12 fields.
template <class V, class F>
constexpr decltype(auto) visit_fields(V& v, F&& f) {
  constexpr std::size_t n = field_count<std::remove_cv_t<V>>();
  static_assert(n > 0,
                "typegrad: a struct among the arguments has no fields, or more than 12; group its "
                "fields in std::array");
  if constexpr (n == 1) {
    auto& [a] = v;
    return f(a);
  } else if constexpr (n == 2) {
    auto& [a, b] = v;
    return f(a, b);
  } else if constexpr (n == 3) {
    auto& [a, b, c] = v;
    return f(a, b, c);
  } else if constexpr (n == 4) {
    auto& [a, b, c, d] = v;
    return f(a, b, c, d);
  } else if constexpr (n == 5) {
    auto& [a, b, c, d, e] = v;
    return f(a, b, c, d, e);
  } else if constexpr (n == 6) {
    auto& [a, b, c, d, e, g] = v;
    return f(a, b, c, d, e, g);
  } else if constexpr (n == 7) {
    auto& [a, b, c, d, e, g, h] = v;
    return f(a, b, c, d, e, g, h);
  } else if constexpr (n == 8) {
    auto& [a, b, c, d, e, g, h, i] = v;
    return f(a, b, c, d, e, g, h, i);
  } else if constexpr (n == 9) {
    auto& [a, b, c, d, e, g, h, i, j] = v;
    return f(a, b, c, d, e, g, h, i, j);
  } else if constexpr (n == 10) {
    auto& [a, b, c, d, e, g, h, i, j, k] = v;
    return f(a, b, c, d, e, g, h, i, j, k);
  } else if constexpr (n == 11) {
    auto& [a, b, c, d, e, g, h, i, j, k, l] = v;
    return f(a, b, c, d, e, g, h, i, j, k, l);
  } else {
    auto& [a, b, c, d, e, g, h, i, j, k, l, m] = v;
    return f(a, b, c, d, e, g, h, i, j, k, l, m);
  }
}

}  // namespace typegrad::detail
