// The steps that move whole arrays.
#pragma once

#include <typegrad/arrays/plan.hpp>
#include <typegrad/arrays/views.hpp>

namespace typegrad::detail {

/// Runs a step of the program P that is neither a loop nor a contraction, over arrays whose sizes
/// are given by type, and whose symbolic dimensions are `extents`.
template <class P, class T>
void run_whole(const plan_step& s, const array_size* sizes, const std::ptrdiff_t* extents,
               T* const* at) {
  const array_size &size = sizes[s.result_type], &a = sizes[s.a_type], &b = sizes[s.b_type];
  T* const r = at[s.result];
  const T *const x = at[s.a], *const y = at[s.b];
  const auto n = static_cast<std::size_t>(size.elements());
  switch (s.op) {
    case operation::view:
      each_element(P::plan.maps[s.attribute], a, size,
                   [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[j] = x[i]; });
      break;
    case operation::unview:
      std::fill_n(r, n, T(0));
      each_element(P::plan.maps[s.attribute], size, a,
                   [&](std::ptrdiff_t i, std::ptrdiff_t j) { r[i] = r[i] + x[j]; });
      break;
    case operation::take:
      each_indexed(a, static_cast<int>(s.attribute), y, b.elements(),
                   [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                     std::copy_n(x + i, length, r + j);
                   });
      break;
    case operation::scatter:
      std::fill_n(r, n, T(0));
      each_indexed(size, static_cast<int>(s.attribute), y, b.elements(),
                   [&](std::ptrdiff_t i, std::ptrdiff_t j, std::ptrdiff_t length) {
                     for (std::ptrdiff_t k = 0; k < length; ++k) r[i + k] = r[i + k] + x[j + k];
                   });
      break;
    case operation::cumsum:
      sum_along(size, static_cast<int>(s.attribute & 7u), (s.attribute & 8u) != 0, x, r);
      break;
    case operation::iota:
      for (std::size_t k = 0; k < n; ++k) r[k] = T(static_cast<double>(k));
      break;
    case operation::extent:
      *r = T(static_cast<double>(extents[s.attribute]));
      break;
    default:
      break;
  }
}

}  // namespace typegrad::detail
