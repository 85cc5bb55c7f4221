// Functions that give the elements of arrays other places: other axes, other shapes, several arrays
// in one. Names and meaning are NumPy's. The cost of each is that of a copy, of reshapes none.
#pragma once

#include <concepts>

#include <typegrad/graph/axes.hpp>

namespace typegrad {

/// The axes in another order: axis k of the result is axis order[k] of x. By default the opposite
/// order.
constexpr symbol transpose(const symbol& x, const axes& order = {}) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  int from[shape::max_rank] = {};
  for (int k = 0; k < s.rank; ++k) from[k] = s.rank - 1 - k;
  if (order.are_named()) {
    if (order.of(b, "transpose", s) != all_axes(s)) {
      detail::misfit(b, "transpose", s, "the order has to name every axis of the array once");
      return x;
    }
    for (int k = 0; k < s.rank; ++k) from[k] = order[k] < 0 ? order[k] + s.rank : order[k];
  }
  return {b, detail::permuted(b, x.in(b), from)};
}

/// The transposes of the matrices in the last two axes.
constexpr symbol matrix_transpose(const symbol& x) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  if (!detail::has_rank(b, "matrix_transpose", s, 2)) return x;
  int from[shape::max_rank] = {};
  for (int k = 0; k < s.rank; ++k) from[k] = k;
  from[s.rank - 1] = s.rank - 2;
  from[s.rank - 2] = s.rank - 1;
  return {b, detail::permuted(b, x.in(b), from)};
}

/// The elements of x in row-major order, in one axis.
constexpr symbol flatten(const symbol& x) {
  builder& b = detail::traced_by(x);
  const shape from = detail::shape_of(x);
  shape s;
  s.rank = 1;
  s.extents[0] = 1;
  for (int k = 0; k < from.rank; ++k)
    s.extents[0] = detail::extent_product(b, s.extents[0], from.extents[k]);
  return {b, detail::reshaped(b, x.in(b), s)};
}

/// The elements of x in row-major order in the given extents, of which one may be -1 and is worked
/// out. Throws shape_error where the number of elements is another.
constexpr symbol reshape(const symbol& x, std::initializer_list<int> extents) {
  builder& b = detail::traced_by(x);
  const shape from = detail::shape_of(x);
  const std::int32_t total = detail::shape_of(flatten(x)).extents[0];
  shape to;
  std::int32_t known = 1;
  int open = -1;
  for (const int e : extents) {
    if (to.rank == shape::max_rank || e < -1 || (e == -1 && open >= 0)) {
      detail::misfit(b, "reshape", from,
                     "the new shape takes up to 6 extents, of which one may be -1");
      return x;
    }
    if (e == -1) open = to.rank;
    if (e != -1) known *= e;
    to.extents[to.rank++] = e;
  }
  if (open >= 0) {
    if (known == 0) {
      detail::misfit(b, "reshape", from, "beside an extent of 0, -1 can stand for any extent");
      return x;
    }
    to.extents[open] = detail::extent_quotient(b, total, 0, known);
    known = detail::extent_product(b, to.extents[open], known);
  }
  if (total >= 0 && known >= 0 && total != known)
    detail::misfit(b, "reshape", from, to, "the numbers of elements differ");
  else if (total != known)
    b.tables().constraints.push_back(
        {"reshape", constraint::relation::equal, total, known, from, to});
  return {b, detail::reshaped(b, x.in(b), to)};
}

/// x without the given axes, whose extents are 1; by default all that are known to be 1.
constexpr symbol squeeze(const symbol& x, const axes& which = {}) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  axis_set gone = 0;
  for (int k = 0; k < s.rank; ++k)
    if (s.extents[k] == 1) gone |= 1u << k;
  if (which.are_named()) {
    gone = which.of(b, "squeeze", s);
    for (int k = 0; k < s.rank; ++k)
      if (!has_axis(gone, k) || s.extents[k] == 1)
        continue;
      else if (s.extents[k] < 0)
        b.tables().constraints.push_back(
            {"squeeze", constraint::relation::equal, s.extents[k], 1, s, s});
      else
        detail::misfit(b, "squeeze", s, "only axes of extent 1 can be left out");
  }
  return {b, detail::reshaped(b, x.in(b), detail::chosen_axes(s, all_axes(s) & ~gone))};
}

/// x with a new axis of extent 1 at place `axis` of the result.
constexpr symbol expand_dims(const symbol& x, int axis) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  const int place = axis < 0 ? axis + s.rank + 1 : axis;
  if (place < 0 || place > s.rank) {
    detail::misfit(b, "expand_dims", s, "the place of the new axis is not one of the result's");
    return x;
  }
  return {b, detail::reshaped(b, x.in(b), detail::with_axis(b, "expand_dims", s, place, 1))};
}

/// x, which is repeated along these axes beside other arrays, as along all whose extent is known to
/// be 1 when the program is recorded. Throws shape_error where the extent of one is not 1.
constexpr symbol broadcastable(const symbol& x, const axes& which) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  const axis_set chosen = which.of(b, "broadcastable", s);
  for (int k = 0; k < s.rank; ++k)
    if (has_axis(chosen, k))
      detail::require_one(b, "broadcastable", s.extents[k], s,
                          "an array is repeated along axes of extent 1");
  return {b, x.in(b)};
}

/// x repeated to the shape of `like`, by the rules of elementwise operations.
constexpr symbol broadcast_like(const symbol& x, const symbol& like) {
  builder& b = detail::traced_by(like);
  const index i = x.in(b);
  const shape from = b.shape_of(i);
  const shape s = detail::broadcast_shape(b, operation::broadcast, from, detail::shape_of(like));
  if (s == detail::shape_of(like)) return {b, detail::broadcast_to(b, i, s)};
  detail::misfit(b, "broadcast_like", from, detail::shape_of(like),
                 "the first does not become the second by repetition");
  return like;
}

namespace detail {

/// Pairs are joined, then pairs of pairs: each element is moved log₂ count times.
constexpr index joined_along(builder& b, const symbol* parts, std::size_t count, int axis) {
  if (count == 1) return parts->in(b);
  const std::size_t half = count / 2;
  const index left = joined_along(b, parts, half, axis);
  return concatenated(b, left, joined_along(b, parts + half, count - half, axis), axis);
}

constexpr symbol joined_parts(std::initializer_list<symbol> parts, const char* name, int axis) {
  const symbol* const first = parts.begin();
  if (parts.size() == 0) throw "typegrad: no arrays to concatenate";
  builder& b = traced_by(*first);
  const shape s = shape_of(*first);
  if (!has_rank(b, name, s, 1)) return *first;
  return {b, joined_along(b, first, parts.size(), axis_of(b, name, axis, s))};
}

}  // namespace detail

/// Arrays one after another along an axis: concatenate({x, y, z}, 1). All other extents are equal.
constexpr symbol concatenate(std::initializer_list<symbol> parts, int axis = 0) {
  return detail::joined_parts(parts, "concatenate", axis);
}

/// Arrays, or numbers, of one shape along a new axis at place `axis` of the result.
constexpr symbol stack(std::initializer_list<symbol> parts, int axis = 0) {
  symbol all;
  for (const symbol& part : parts) {
    const symbol next = expand_dims(part, axis);
    all = all.owner() == nullptr ? next : detail::joined_parts({all, next}, "stack", axis);
  }
  return all;
}

/// The elements in the opposite order along the axes, all by default.
constexpr symbol flip(const symbol& x, const axes& along = {}) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  const axis_set turned = along.of(b, "flip", s);
  affine_map m;
  for (int k = 0; k < s.rank; ++k) {
    m.offset[k] = has_axis(turned, k) ? -1 : 0;
    m.step[k][k] = has_axis(turned, k) ? -1 : 1;
  }
  return {b, detail::view(b, x.in(b), s, m)};
}

}  // namespace typegrad
