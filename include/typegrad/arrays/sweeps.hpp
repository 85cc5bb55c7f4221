// Derivatives with respect to arrays, one direction after another: a Jacobian by columns or by
// rows.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <typegrad/arrays/evaluator.hpp>

namespace typegrad::detail {

/// The sizes of some arrays and where each stands in a vector of all their elements.
template <std::size_t N>
struct stacked_arrays {
  leaf_sizes<N> sizes{};
  std::array<std::ptrdiff_t, N + 1> starts{};  ///< the last is the number of all elements

  explicit stacked_arrays(const leaf_sizes<N>& s) : sizes(s) {
    for (std::size_t k = 0; k < N; ++k) starts[k + 1] = starts[k] + sizes[k].elements();
  }
  std::ptrdiff_t elements() const { return starts[N]; }
  std::ptrdiff_t elements(std::size_t k) const { return starts[k + 1] - starts[k]; }

  /// Calls f(k, j, d) for the element j of array k, which is element d of all.
  template <class F>
  void each(F f) const {
    for (std::size_t k = 0; k < N; ++k)
      for (std::ptrdiff_t j = 0; j < elements(k); ++j) f(k, j, starts[k] + j);
  }
};

/// The extents of the one array, then those of the other.
inline array_size joined_size(const array_size& a, const array_size& b) {
  array_size s = a;
  for (int k = 0; k < b.rank; ++k) s.extents[s.rank++] = b.extents[k];
  return s;
}

template <std::size_t N, class State>
leaf_sizes<N> sizes_of_outputs(const State& program, std::size_t first) {
  leaf_sizes<N> sizes{};
  for (std::size_t k = 0; k < N; ++k) sizes[k] = program.output_size(first + k);
  return sizes;
}

/// A program, and memory of its own for unit directions (inputs after those of the point) and for
/// results.
template <class State, class T, std::size_t Point, std::size_t Directions, std::size_t Results>
class sweep {
 public:
  sweep(const leaf_sizes<Point>& point, const leaf_sizes<Directions>& along)
      : program_(both(point, along)),
        along_(along),
        results_(sizes_of_outputs<Results>(program_, 0)),
        direction_(static_cast<std::size_t>(along_.elements()), T(0)),
        memory_(static_cast<std::size_t>(results_.elements()), T(0)) {}

  const stacked_arrays<Directions>& along() const { return along_; }
  const array_size& result_size(std::size_t k) const { return results_.sizes[k]; }

  /// Results that are written elsewhere than to memory of the sweep are named by `redirect(out)`.
  template <class Redirect>
  void run(const T* const* point, Redirect redirect) {
    std::array<const T*, Point + Directions + 1> in{};
    for (std::size_t k = 0; k < Point; ++k) in[k] = point[k];
    for (std::size_t k = 0; k < Directions; ++k)
      in[Point + k] = direction_.data() + along_.starts[k];
    std::array<T*, Results + 1> out{};
    for (std::size_t k = 0; k < Results; ++k) out[k] = memory_.data() + results_.starts[k];
    redirect(out);
    program_(in.data(), out.data());
  }
  void run(const T* const* point) {
    run(point, [](auto&) {});
  }
  /// Along the unit vector number d of all directions.
  template <class... Redirect>
  void run_along(std::ptrdiff_t d, const T* const* point, Redirect... redirect) {
    T& one = direction_[static_cast<std::size_t>(d)];
    one = T(1);
    run(point, redirect...);
    one = T(0);
  }
  const T* result(std::size_t k) const { return memory_.data() + results_.starts[k]; }
  T* direction(std::ptrdiff_t d) { return direction_.data() + d; }
  State& program() { return program_; }

 private:
  static leaf_sizes<Point + Directions> both(const leaf_sizes<Point>& point,
                                             const leaf_sizes<Directions>& along) {
    leaf_sizes<Point + Directions> sizes{};
    for (std::size_t k = 0; k < Point; ++k) sizes[k] = point[k];
    for (std::size_t k = 0; k < Directions; ++k) sizes[Point + k] = along[k];
    return sizes;
  }

  State program_;
  stacked_arrays<Directions> along_;
  stacked_arrays<Results> results_;
  std::vector<T> direction_, memory_;
};

/// out[o V + v] = ∂y_o/∂x_v, by columns: Jvp gives (y, ẏ) for (x, ẋ), or of y the first `Values`
/// only.
template <class Jvp, class T, std::size_t Point, std::size_t V, std::size_t O, std::size_t Values>
class jacobian_columns {
 public:
  jacobian_columns(const leaf_sizes<Point>& point, const leaf_sizes<V>& variables)
      : sweep_(point, variables) {}

  const stacked_arrays<V>& along() const { return sweep_.along(); }
  const array_size& value_size(std::size_t o) const { return sweep_.result_size(Values + o); }
  array_size output_size(std::size_t k) const {
    return joined_size(value_size(k / V), sweep_.along().sizes[k % V]);
  }
  void operator()(const T* const* in, T* const* out) {
    sweep_.along().each([&](std::size_t v, std::ptrdiff_t j, std::ptrdiff_t d) {
      sweep_.run_along(d, in);
      const std::ptrdiff_t columns = sweep_.along().elements(v);
      for (std::size_t o = 0; o < O; ++o) {
        const std::ptrdiff_t rows = value_size(o).elements();
        for (std::ptrdiff_t i = 0; i < rows; ++i)
          out[o * V + v][i * columns + j] = sweep_.result(Values + o)[i];
      }
    });
  }
  /// y_o, after the derivatives.
  const T* value(const T* const* in, std::size_t o) {
    if (sweep_.along().elements() == 0) sweep_.run(in);
    return sweep_.result(o);
  }

 private:
  sweep<Jvp, T, Point, V, Values + O> sweep_;
};

/// The same by rows: Vjp gives x̄ for (x, ȳ).
template <class Vjp, class T, std::size_t Point, std::size_t V, std::size_t O>
class jacobian_rows {
 public:
  jacobian_rows(const leaf_sizes<Point>& point, const leaf_sizes<O>& results)
      : sweep_(point, results) {}

  const stacked_arrays<O>& along() const { return sweep_.along(); }
  const array_size& variable_size(std::size_t v) const { return sweep_.result_size(v); }
  array_size output_size(std::size_t k) const {
    return joined_size(sweep_.along().sizes[k / V], sweep_.result_size(k % V));
  }
  void operator()(const T* const* in, T* const* out) {
    sweep_.along().each([&](std::size_t o, std::ptrdiff_t i, std::ptrdiff_t d) {
      sweep_.run_along(d, in, [&](auto& rows) {
        for (std::size_t v = 0; v < V; ++v)
          rows[v] = out[o * V + v] + i * sweep_.result_size(v).elements();
      });
    });
  }

 private:
  sweep<Vjp, T, Point, O, V> sweep_;
};

}  // namespace typegrad::detail
