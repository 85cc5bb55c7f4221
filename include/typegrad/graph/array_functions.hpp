// The functions of the traced language on whole arrays: reductions, products, and other shapes of
// the same elements. Names and meaning are NumPy's.
#pragma once

#include <initializer_list>

#include <typegrad/graph/compositions.hpp>
#include <typegrad/graph/einsum.hpp>

namespace typegrad {

/// Axes by number, negative ones counted from the last: all of an array's if none is named.
class axes {
 public:
  constexpr axes() = default;
  constexpr axes(int axis) : named_(true), count_(1), at_{axis} {}
  constexpr axes(std::initializer_list<int> several) : named_(true) {
    for (const int a : several) {
      if (count_ == shape::max_rank) throw "typegrad: an array has at most 6 axes";
      at_[count_++] = a;
    }
  }
  /// Those of an array of the shape s; an axis that it does not have is a fault of the program.
  constexpr axis_set of(builder& b, const char* name, const shape s) const {
    if (!named_) return all_axes(s);
    axis_set set = 0;
    for (int k = 0; k < count_; ++k) {
      const int axis = at_[k] < 0 ? at_[k] + s.rank : at_[k];
      if (axis < 0 || axis >= s.rank)
        detail::misfit(b, name, s, "an axis is named that the array does not have");
      else
        set |= 1u << axis;
    }
    return set;
  }

 private:
  bool named_ = false;
  int count_ = 0;
  int at_[shape::max_rank] = {};
};

/// Whether reduced axes stay as axes of extent 1.
enum class keep : bool { nothing, dimensions };

namespace detail {

constexpr builder& traced_by(const symbol& x) {
  if (x.owner() == nullptr)
    throw "typegrad: an array function of a constant; give it an argument of the program";
  return *x.owner();
}

constexpr symbol reduced(const symbol& x, operation o, const axes& over, keep k) {
  builder& b = traced_by(x);
  const shape s = b.shape_of(x.in(b));
  const axis_set gone = over.of(b, info(o).name.data(), s);
  const index r = reduce(b, o, x.in(b), all_axes(s) & ~gone);
  if (k == keep::nothing) return {b, r};
  shape kept = b.shape_of(x.in(b));
  for (int i = 0; i < kept.rank; ++i)
    if (has_axis(gone, i)) kept.extents[i] = 1;
  return {b, reshaped(b, r, kept)};
}

constexpr symbol count_along(const symbol& x, axis_set along) {
  builder& b = traced_by(x);
  return {b, count_along(b, b.shape_of(x.in(b)), along)};
}

constexpr axis_labels labels_from(char first, int count) {
  axis_labels l;
  for (int k = 0; k < count; ++k) l.append(static_cast<char>(first + k));
  return l;
}

}  // namespace detail

/// Σ x over the axes, all by default; 0 for none elements.
constexpr symbol sum(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::sum, over, k);
}
/// The largest element along the axes. The derivative is shared by all that are largest.
constexpr symbol amax(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::amax, over, k);
}
/// The smallest element along the axes; as amax.
constexpr symbol amin(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::amin, over, k);
}
/// Σ x / n
constexpr symbol mean(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  builder& b = detail::traced_by(x);
  return sum(x, over, k) / detail::count_along(x, over.of(b, "mean", b.shape_of(x.in(b))));
}
/// Σ (x - mean)² / n
constexpr symbol variance(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return mean(square(x - mean(x, over, keep::dimensions)), over, k);
}
/// The root of the variance.
constexpr symbol stddev(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return sqrt(variance(x, over, k));
}
/// √Σ x², whose derivative at 0 is 0
constexpr symbol norm(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  const symbol squares = sum(square(x), over, k);
  return select(squares == 0, 0, sqrt(select(squares == 0, 1, squares)));
}
/// mean (x - y)²
constexpr symbol mse(const symbol& x, const symbol& y) { return mean(square(x - y)); }

/// x as a constant: no derivative goes through it.
constexpr symbol stop_gradient(const symbol& x) {
  builder& b = detail::traced_by(x);
  const index i = x.in(b);
  return {b, b.intern_array(operation::stop_gradient, b[i].type, 0, i)};
}

/// log Σ e^x = m + log Σ e^(x - m), m the largest x: it overflows only where the value does. m is a
/// shift that cancels: it passes no derivative on.
constexpr symbol logsumexp(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  const symbol m = stop_gradient(amax(x, over, keep::dimensions));
  const symbol total = log(sum(exp(x - m), over, keep::dimensions)) + m;
  return k == keep::dimensions ? total : sum(total, over);
}
/// x - logsumexp x along the axes.
constexpr symbol log_softmax(const symbol& x, const axes& over = {}) {
  return x - logsumexp(x, over, keep::dimensions);
}
/// e^x / Σ e^x along the axes.
constexpr symbol softmax(const symbol& x, const axes& over = {}) {
  const symbol e = exp(x - stop_gradient(amax(x, over, keep::dimensions)));
  return e / sum(e, over, keep::dimensions);
}

/// The axes in the opposite order.
constexpr symbol transpose(const symbol& x) {
  builder& b = detail::traced_by(x);
  int order[shape::max_rank] = {};
  const int rank = b.shape_of(x.in(b)).rank;
  for (int k = 0; k < rank; ++k) order[k] = rank - 1 - k;
  return {b, detail::permuted(b, x.in(b), order)};
}

/// Σ_k x[..., k] y[..., k, :]: the product of vectors, of matrices, of a matrix and a vector; of
/// numbers the plain product.
constexpr symbol dot(const symbol& x, const symbol& y) {
  if (x.owner() == nullptr || y.owner() == nullptr) return x * y;
  builder& b = *x.owner();
  const int p = b.shape_of(x.in(b)).rank, q = b.shape_of(y.in(b)).rank;
  if (p == 0 || q == 0) return x * y;
  axis_labels left = detail::labels_from('a', p), right = detail::labels_from('n', q), out;
  right.at[q == 1 ? 0 : q - 2] = left.at[p - 1];
  for (int k = 0; k + 1 < p; ++k) out.append(left.at[k]);
  for (int k = 0; k < q; ++k)
    if (right.at[k] != left.at[p - 1]) out.append(right.at[k]);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, out)};
}

/// x_i y_j
constexpr symbol outer(const symbol& x, const symbol& y) {
  builder& b = detail::traced_by(x);
  const int p = b.shape_of(x.in(b)).rank, q = b.shape_of(y.in(b)).rank;
  const axis_labels left = detail::labels_from('a', p), right = detail::labels_from('n', q);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, left + right)};
}

}  // namespace typegrad
