// Functions that make one number of many along axes, and those that run along an axis. Names and
// meaning are NumPy's. The cost of each is a constant number of operations an element.
#pragma once

#include <typegrad/graph/shape_functions.hpp>

namespace typegrad {

namespace detail {

constexpr symbol reduced(const symbol& x, operation o, const axes& over, keep k) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  const axis_set gone = over.of(b, info(o).name.data(), s);
  const index r = reduce(b, o, x.in(b), all_axes(s) & ~gone);
  if (k == keep::nothing) return {b, r};
  shape kept = shape_of(x);
  for (int i = 0; i < kept.rank; ++i)
    if (has_axis(gone, i)) kept.extents[i] = 1;
  return {b, reshaped(b, r, kept)};
}

constexpr symbol count_along(const symbol& x, const axes& over, const char* name) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  return {b, count_along(b, s, over.of(b, name, s))};
}

/// The root, with the derivative 0 at 0.
constexpr symbol root(const symbol& x) {
  return select(x == 0, symbol(0), sqrt(select(x == 0, symbol(1), x)));
}

/// The running value of r_k = f r_(k-1) + y_k along an axis; see `recurrence`.
constexpr symbol recurred(const recurrence& c, const symbol& factors, const symbol& y) {
  builder& b = traced_by(factors);
  const index x = factors.in(b);
  const index summands = broadcast_to(b, y.in(b), b.shape_of(x));
  return {b, b.intern_array(operation::recurrence, b[x].type, c.packed(), x, summands)};
}

/// 1 at the first place of the axis of x, or at the last one where it is `reversed`, 0 elsewhere.
constexpr symbol first_along(const symbol& x, int axis, bool reversed) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  const symbol places(b, iota(b, s.extents[axis]));
  const symbol first = select(places == 0, symbol(1), symbol(0));
  return {b, broadcast(b, (reversed ? flip(first) : first).in(b), s, 1u << axis)};
}

/// The array x and an axis along which to run: all elements in a row where none is named.
constexpr symbol run_of(const symbol& x, const axes& along, const char* name, int& axis) {
  builder& b = traced_by(x);
  if (!along.are_named()) return axis = 0, flatten(x);
  const shape s = shape_of(x);
  if (along.count() != 1) misfit(b, name, s, "it runs along one axis; name one or none");
  axis = has_rank(b, name, s, 1) ? axis_of(b, name, along[0], s) : 0;
  return x;
}

}  // namespace detail

/// Σ x over the axes, all by default; 0 for no elements.
constexpr symbol sum(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::sum, over, k);
}
/// Π x over the axes; 1 for no elements. No derivative divides by an element, so zeros do no harm.
constexpr symbol prod(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::prod, over, k);
}
/// The largest element along the axes, NaN where one is. All that are largest share the derivative.
/// Throws shape_error for no elements.
constexpr symbol amax(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::amax, over, k);
}
/// The smallest element along the axes; as amax.
constexpr symbol amin(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::reduced(x, operation::amin, over, k);
}
/// Σ x / n; NaN for no elements
constexpr symbol mean(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return sum(x, over, k) / detail::count_along(x, over, "mean");
}
/// Σ (x - mean)² / n
constexpr symbol variance(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return mean(square(x - mean(x, over, keep::dimensions)), over, k);
}
/// The root of the variance, whose derivative is 0 where all elements are equal.
constexpr symbol stddev(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::root(variance(x, over, k));
}
/// √Σ x², whose derivative at 0 is 0
constexpr symbol norm(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  return detail::root(sum(square(x), over, k));
}

/// Running sums along an axis: r_k = x_0 + ... + x_k; of all elements in a row where no axis is
/// named.
constexpr symbol cumsum(const symbol& x, const axes& along = {}) {
  builder& b = detail::traced_by(x);
  int axis = 0;
  const index i = detail::run_of(x, along, "cumsum", axis).in(b);
  if (b.shape_of(i).rank == 0) return x;
  return {b, b.intern_array(operation::cumsum, b[i].type, static_cast<index>(axis), i)};
}
/// Running products: r_k = x_0 ⋯ x_k; axes as for cumsum.
constexpr symbol cumprod(const symbol& x, const axes& along = {}) {
  int axis = 0;
  const symbol y = detail::run_of(x, along, "cumprod", axis);
  if (detail::shape_of(y).rank == 0) return x;
  const symbol start = select(detail::first_along(y, axis, false) == 1, y, symbol(0));
  return detail::recurred({axis, false, true}, y, start);
}

/// x as a constant: no derivative goes through it.
constexpr symbol stop_gradient(const symbol& x) {
  builder& b = detail::traced_by(x);
  const index i = x.in(b);
  return {b, b.intern_array(operation::stop_gradient, b[i].type, 0, i)};
}

namespace detail {

/// The largest elements along the axes, 0 where they are infinite: a shift that cancels in the
/// functions below, and so passes no derivative on.
constexpr symbol shift_of(const symbol& x, const axes& over) {
  const symbol m = stop_gradient(amax(x, over, keep::dimensions));
  return select(m - m == 0, m, symbol(0));
}

}  // namespace detail

/// log Σ e^x = m + log Σ e^(x - m), m the largest x: it overflows only where the value does.
constexpr symbol logsumexp(const symbol& x, const axes& over = {}, keep k = keep::nothing) {
  const symbol m = detail::shift_of(x, over);
  const symbol total = log(sum(exp(x - m), over, keep::dimensions)) + m;
  return k == keep::dimensions ? total : sum(total, over);
}
/// x - logsumexp x along the axes
constexpr symbol log_softmax(const symbol& x, const axes& over = {}) {
  return x - logsumexp(x, over, keep::dimensions);
}
/// e^x / Σ e^x along the axes
constexpr symbol softmax(const symbol& x, const axes& over = {}) {
  const symbol e = exp(x - detail::shift_of(x, over));
  return e / sum(e, over, keep::dimensions);
}

}  // namespace typegrad
