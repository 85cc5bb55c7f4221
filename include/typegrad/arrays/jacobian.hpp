// Jacobians, Hessians and gradients in forward mode of programs over arrays: loops over directions
// while the program runs, where a program of numbers has all directions in its code.
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/bundles.hpp>
#include <typegrad/arrays/derivative_programs.hpp>
#include <typegrad/arrays/sweeps.hpp>

namespace typegrad::detail {

constexpr shape joined_shape(const shape& a, const shape& b) {
  shape s = a;
  if (a.rank + b.rank > shape::max_rank)
    throw "typegrad: a derivative has more than 6 axes; differentiate with respect to parts of the arrays";
  for (int k = 0; k < b.rank; ++k) s.extents[s.rank++] = b.extents[k];
  return s;
}

/// Which sweeps a Jacobian takes: those asked for, or the fewer, if sizes are known by now.
template <class D>
constexpr mode known_mode(mode m) {
  const auto columns = D::count_elements(D::V, D::variable_shape);
  const auto rows = D::count_elements(D::O, D::result_shape);
  if (m != mode::automatic || columns < 0 || rows < 0) return m;
  return columns <= rows ? mode::forward : mode::reverse;
}

struct no_sweeps {};

/// The Jacobian of the program that D is about.
template <class D, class Wrt, mode M, class T>
class jacobian_state {
  using sizes = leaf_sizes<D::point>;
  template <class S>
  using columns_if = columns_of<typename D::template along<S>, T, D::point, D::V, D::O, D::O>;
  template <std::size_t O>
  using rows_if = rows_of<typename D::template back_from<O>, T, D::point, D::V, O>;
  static constexpr bool has_columns = M != mode::reverse, has_rows = M != mode::forward;

  static auto columns_type() {
    if constexpr (has_columns)
      return std::type_identity<columns_if<tangent_rule<Wrt>>>{};
    else
      return std::type_identity<no_sweeps>{};
  }
  static auto rows_type() {
    if constexpr (has_rows)
      return std::type_identity<rows_if<D::O>>{};
    else
      return std::type_identity<no_sweeps>{};
  }

 public:
  explicit jacobian_state(const sizes& point) {
    const leaf_sizes<D::V> variables = D::variables::sizes(point);
    if constexpr (!has_rows) {
      columns_.emplace(point, variables);
    } else {
      const leaf_sizes<D::O> results = sizes_of_outputs<D::O>(typename D::value::state(point), 0);
      if constexpr (has_columns)
        if (stacked_arrays<D::V>(variables).elements() <=
            stacked_arrays<D::O>(results).elements()) {
          columns_.emplace(point, variables);
          return;
        }
      rows_.emplace(point, results);
    }
  }

  array_size output_size(std::size_t k) const {
    if constexpr (has_columns)
      if (columns_) return columns_->output_size(k);
    if constexpr (has_rows) return rows_->output_size(k);
    return {};
  }
  void operator()(const T* const* in, T* const* out) {
    if constexpr (has_columns)
      if (columns_) return (*columns_)(in, out);
    if constexpr (has_rows) (*rows_)(in, out);
  }
  /// The value of the program, after its derivatives.
  T value(const T* const* in)
    requires(has_columns)
  {
    return *columns_->value(in, 0);
  }

 private:
  std::optional<typename decltype(columns_type())::type> columns_;
  std::optional<typename decltype(rows_type())::type> rows_;
};

/// Value and gradient in forward mode.
template <class D, class Wrt, class T>
class value_and_columns_state {
 public:
  explicit value_and_columns_state(const leaf_sizes<D::point>& point) : columns_(point) {}
  array_size output_size(std::size_t k) const {
    return k == 0 ? array_size{} : columns_.output_size(k - 1);
  }
  void operator()(const T* const* in, T* const* out) {
    columns_(in, out + 1);
    *out[0] = columns_.value(in);
  }

 private:
  jacobian_state<D, Wrt, mode::forward, T> columns_;
};

/// The Hessian is the Jacobian of the gradient, whose products with vectors are a program. What
/// lies above the diagonal is taken from below it.
template <class D, class Wrt, class T>
class hessian_state {
  using product = typename D::template along<hessian_vector_rule<Wrt>>;

 public:
  explicit hessian_state(const leaf_sizes<D::point>& point)
      : columns_(point, D::variables::sizes(point)) {}

  array_size output_size(std::size_t k) const { return columns_.output_size(k); }
  void operator()(const T* const* in, T* const* out) {
    columns_(in, out);
    const auto elements = [&](std::size_t v) { return columns_.along().elements(v); };
    for (std::size_t w = 0; w < D::V; ++w)
      for (std::size_t v = w; v < D::V; ++v)
        for (std::ptrdiff_t i = 0; i < elements(v); ++i)
          for (std::ptrdiff_t j = 0; j < (v == w ? i : elements(w)); ++j)
            out[w * D::V + v][j * elements(v) + i] = out[v * D::V + w][i * elements(w) + j];
  }

 private:
  columns_of<product, T, D::point, D::V, D::V, 0> columns_;
};

template <class D>
constexpr void check_one_result() {
  static_assert(D::O == 1 && D::results_are_numbers,
                "typegrad: a gradient is taken of a program that returns one number; use "
                "tg::jacobian for several");
}

template <class F, class Wrt, class Trees, class T, class... Leaves>
concept along_arrays = !array_derivatives<F, Wrt, Trees, T, Leaves...>::variables_are_numbers;

/// Whether a Jacobian is more than the code of one sweep: one backward from a number, or one
/// forward along a number, is part of the recorded program.
template <class Options, class F, class Trees, class T, class... Leaves>
inline constexpr bool needs_sweeps = [] {
  using D = array_derivatives<F, typename Options::with_respect_to, Trees, T, Leaves...>;
  if (Options::how == mode::forward) return !D::variables_are_numbers;
  if (Options::how == mode::reverse) return !D::results_are_numbers;
  return !D::variables_are_numbers && !D::results_are_numbers;
}();

template <class Options, class F, class Trees, class T, class... Leaves>
  requires needs_sweeps<Options, F, Trees, T, Leaves...>
struct evaluator<transformed<jacobian_rule<Options>, F>, Trees, T, Leaves...> {
  using derivatives = array_derivatives<F, typename Options::with_respect_to, Trees, T, Leaves...>;
  using valid = typename derivatives::value::valid;
  using result = rebind_t<typename derivatives::result, typename derivatives::variables::tree>;
  using state = jacobian_state<derivatives, typename Options::with_respect_to,
                               known_mode<derivatives>(Options::how), T>;
  static constexpr shape output_shape(std::size_t k) {
    return joined_shape(derivatives::result_shape(k / derivatives::V),
                        derivatives::variable_shape(k % derivatives::V));
  }
};

template <class Wrt, class F, class Trees, class T, class... Leaves>
  requires along_arrays<F, Wrt, Trees, T, Leaves...>
struct evaluator<transformed<gradient_rule<options<mode::forward, Wrt>>, F>, Trees, T, Leaves...> {
  using derivatives = array_derivatives<F, Wrt, Trees, T, Leaves...>;
  using valid = typename derivatives::value::valid;
  using result = typename derivatives::variables::tree;
  using state = jacobian_state<derivatives, Wrt, mode::forward, T>;
  static constexpr shape output_shape(std::size_t k) {
    check_one_result<derivatives>();
    return derivatives::variable_shape(k);
  }
};

template <class Wrt, class F, class Trees, class T, class... Leaves>
  requires along_arrays<F, Wrt, Trees, T, Leaves...>
struct evaluator<transformed<value_and_gradient_rule<options<mode::forward, Wrt>>, F>, Trees, T,
                 Leaves...> {
  using derivatives = array_derivatives<F, Wrt, Trees, T, Leaves...>;
  using valid = typename derivatives::value::valid;
  using result = std::pair<typename derivatives::result, typename derivatives::variables::tree>;
  using state = value_and_columns_state<derivatives, Wrt, T>;
  static constexpr shape output_shape(std::size_t k) {
    check_one_result<derivatives>();
    return k == 0 ? shape{} : derivatives::variable_shape(k - 1);
  }
};

template <class Wrt, class F, class Trees, class T, class... Leaves>
  requires along_arrays<F, Wrt, Trees, T, Leaves...>
struct evaluator<transformed<hessian_rule<Wrt>, F>, Trees, T, Leaves...> {
  using derivatives = array_derivatives<F, Wrt, Trees, T, Leaves...>;
  using valid = typename derivatives::value::valid;
  using tree = typename derivatives::variables::tree;
  using result = rebind_t<tree, tree>;
  using state = hessian_state<derivatives, Wrt, T>;
  static constexpr shape output_shape(std::size_t k) {
    check_one_result<derivatives>();
    return joined_shape(derivatives::variable_shape(k / derivatives::V),
                        derivatives::variable_shape(k % derivatives::V));
  }
};

}  // namespace typegrad::detail
