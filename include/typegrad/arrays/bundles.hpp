// Programs over arrays along several directions at once: every number is a batch, of which each
// lane belongs to a direction of its own.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/sweeps.hpp>

namespace typegrad::detail {

/// May the numbers of the program P be batches? Not where elements are looked up or compared in
/// branches.
template <class P>
inline constexpr bool runs_on_batches = [] {
  using enum operation;
  for (index s = 0; s < P::plan.made.steps; ++s) {
    const operation o = P::plan.steps[s].op;
    if (o != input && o != contract && o != extent && o != iota && o != view && o != unview &&
        o != operation::concatenate && o != cumsum)
      return false;
  }
  return true;
}();

/// The state of the same program over batches of its numbers; `void` where there is none.
template <class State>
struct bundled {
  using type = void;
};
template <class P, class T>
  requires(simd::lanes<T>::size > 1 && runs_on_batches<P>)
struct bundled<bound_program<P, T>> {
  using type = bound_program<P, simd::lanes_t<T>>;

  /// Do others than products read input k? These take plain numbers where all lanes are equal.
  static constexpr bool needs_lanes(std::size_t k) {
    for (index s = 0; s < P::plan.made.steps; ++s) {
      const plan_step& step = P::plan.steps[s];
      const int arity = step.op == operation::contract ? 0 : info(step.op).arity;
      if ((arity > 0 && step.a == k) || (arity > 1 && step.b == k)) return true;
    }
    return std::any_of(P::plan.operands, P::plan.operands + P::plan.made.operands,
                       [&](const loop_operand& o) { return o.buffer == k; });
  }
};

/// A sweep of a program along as many directions at once as a batch has lanes.
template <class State, class T, std::size_t Point, std::size_t Directions, std::size_t Results>
class bundle_sweep {
 public:
  using batch = simd::lanes_t<T>;
  static constexpr std::ptrdiff_t width = simd::lanes<T>::size;

  bundle_sweep(const leaf_sizes<Point>& point, const leaf_sizes<Directions>& along)
      : point_(lane_sizes(point)),
        sweep_(point, along),
        copies_(static_cast<std::size_t>(point_.elements()), batch(T(0))) {}

  /// The sizes of the inputs that the program needs in lanes; of others that of none.
  static leaf_sizes<Point> lane_sizes(leaf_sizes<Point> point) {
    for (std::size_t k = 0; k < Point; ++k)
      if (!bundled<State>::needs_lanes(k)) point[k] = {1, {0}};
    return point;
  }

  /// Calls f(k, j, count) after a sweep along the elements j, ..., j + count - 1 of array k, for
  /// all of these.
  template <class F>
  void each(const T* const* point, F f) {
    take(point);
    const stacked_arrays<Directions>& along = sweep_.along();
    for (std::size_t k = 0; k < Directions; ++k)
      for (std::ptrdiff_t j = 0; j < along.elements(k); j += width) {
        const std::ptrdiff_t count = std::min(width, along.elements(k) - j);
        batch* const direction = sweep_.direction(along.starts[k] + j);
        set(direction, count, T(1));
        sweep_.run(in_.data());
        set(direction, count, T(0));
        f(k, j, static_cast<std::size_t>(count));
      }
  }
  const batch* result(std::size_t k) const { return sweep_.result(k); }

 private:
  void take(const T* const* point) {
    for (std::size_t k = 0; k < Point; ++k) {
      batch* const copy = copies_.data() + point_.starts[k];
      for (std::ptrdiff_t i = 0; i < point_.elements(k); ++i) copy[i] = batch(point[k][i]);
      in_[k] = copy;
      sweep_.program().share(k, point[k]);
    }
  }
  /// Sets element i in lane i.
  static void set(batch* direction, std::ptrdiff_t count, T value) {
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      T lanes[width] = {};
      lanes[i] = value;
      direction[i] = batch::load_unaligned(lanes);
    }
  }

  stacked_arrays<Point> point_;
  sweep<typename bundled<State>::type, batch, Point, Directions, Results> sweep_;
  std::vector<batch> copies_;
  std::array<const batch*, Point + 1> in_{};
};

/// Do bundles pay? Where directions fill one, and all that they need in lanes stays in the cache.
template <class Bundles, class Sizes>
bool is_worth_bundles(const Sizes& point, std::ptrdiff_t directions) {
  constexpr std::ptrdiff_t most = 1 << 14;
  std::ptrdiff_t in_lanes = directions;
  for (const array_size& s : Bundles::lane_sizes(point)) in_lanes += s.elements();
  return directions >= Bundles::width && in_lanes <= most;
}

/// A Jacobian by columns, in bundles where these pay.
template <class Jvp, class T, std::size_t Point, std::size_t V, std::size_t O, std::size_t Values>
class bundled_columns : public jacobian_columns<Jvp, T, Point, V, O, Values> {
  using one_by_one = jacobian_columns<Jvp, T, Point, V, O, Values>;
  using bundles = bundle_sweep<Jvp, T, Point, V, Values + O>;
  using lanes = simd::lanes<T>;

 public:
  bundled_columns(const leaf_sizes<Point>& point, const leaf_sizes<V>& variables)
      : one_by_one(point, variables) {
    if (is_worth_bundles<bundles>(point, this->along().elements()))
      sweep_.emplace(point, variables);
  }

  void operator()(const T* const* in, T* const* out) {
    if (!sweep_) return one_by_one::operator()(in, out);
    sweep_->each(in, [&](std::size_t v, std::ptrdiff_t j, std::size_t count) {
      const std::ptrdiff_t columns = this->along().elements(v);
      for (std::size_t o = 0; o < O; ++o) {
        const std::ptrdiff_t rows = this->value_size(o).elements();
        for (std::ptrdiff_t i = 0; i < rows; ++i) {
          T* const to = out[o * V + v] + i * columns + j;
          if (count == lanes::size)
            lanes::store(sweep_->result(Values + o)[i], to);
          else
            lanes::store_first(sweep_->result(Values + o)[i], to, count);
        }
      }
    });
    for (std::size_t o = 0; o < Values; ++o) values_[o] = sweep_->result(o)->get(0);
  }
  const T* value(const T* const* in, std::size_t o) {
    return sweep_ ? &values_[o] : one_by_one::value(in, o);
  }

 private:
  std::optional<bundles> sweep_;
  std::array<T, Values + 1> values_{};
};

/// A Jacobian by rows, in bundles where these pay.
template <class Vjp, class T, std::size_t Point, std::size_t V, std::size_t O>
class bundled_rows : public jacobian_rows<Vjp, T, Point, V, O> {
  using one_by_one = jacobian_rows<Vjp, T, Point, V, O>;
  using bundles = bundle_sweep<Vjp, T, Point, O, V>;

 public:
  bundled_rows(const leaf_sizes<Point>& point, const leaf_sizes<O>& results)
      : one_by_one(point, results) {
    if (is_worth_bundles<bundles>(point, this->along().elements())) sweep_.emplace(point, results);
  }

  void operator()(const T* const* in, T* const* out) {
    if (!sweep_) return one_by_one::operator()(in, out);
    sweep_->each(in, [&](std::size_t o, std::ptrdiff_t i, std::size_t count) {
      for (std::size_t v = 0; v < V; ++v) {
        const std::ptrdiff_t columns = this->variable_size(v).elements();
        for (std::ptrdiff_t j = 0; j < columns; ++j) {
          T lanes[bundles::width];
          sweep_->result(v)[j].store_unaligned(lanes);
          for (std::size_t lane = 0; lane < count; ++lane)
            out[o * V + v][(i + static_cast<std::ptrdiff_t>(lane)) * columns + j] = lanes[lane];
        }
      }
    });
  }

 private:
  std::optional<bundles> sweep_;
};

/// By columns, or by rows, in bundles or one direction after another.
template <class Jvp, class T, std::size_t Point, std::size_t V, std::size_t O, std::size_t Values>
using columns_of = typename std::conditional_t<
    std::is_void_v<typename bundled<Jvp>::type>,
    std::type_identity<jacobian_columns<Jvp, T, Point, V, O, Values>>,
    std::type_identity<bundled_columns<Jvp, T, Point, V, O, Values>>>::type;
template <class Vjp, class T, std::size_t Point, std::size_t V, std::size_t O>
using rows_of =
    typename std::conditional_t<std::is_void_v<typename bundled<Vjp>::type>,
                                std::type_identity<jacobian_rows<Vjp, T, Point, V, O>>,
                                std::type_identity<bundled_rows<Vjp, T, Point, V, O>>>::type;

}  // namespace typegrad::detail
