// Parts of arrays: slices with ranges, look-up by indices that are known at run time, and arrays
// that are parts of larger ones.
#pragma once

#include <typegrad/graph/shape_functions.hpp>

namespace typegrad {

/// As far as the array reaches in the direction of a range.
struct open_end {};
inline constexpr open_end to_end;

/// An axis as it is.
struct whole_axis {};
constexpr whole_axis all() { return {}; }

/// The places first, first + step, ... before `last`, as in Python: negative ones count from the
/// end of the axis, and `to_end` is where it is over.
class range {
 public:
  constexpr range(int first, int last, int step = 1)
      : first_(first), last_(last), step_(checked(step)) {}
  constexpr range(int first, open_end, int step = 1)
      : first_(first), step_(checked(step)), open_(true) {}
  constexpr explicit range(int last) : range(0, last) {}
  constexpr range(whole_axis) : range(0, to_end) {}

  constexpr int first() const { return first_; }
  constexpr int step() const { return step_; }

  /// The number of places along an axis of the given extent of x.
  constexpr std::int32_t count(builder& b, std::int32_t extent, const shape& x) const {
    check(b, first_, step_ < 0, extent, x);
    if (!open_) check(b, last_, false, extent, x);
    // Both ends are counted from the start (f), or from the end (n + f).
    const int last = open_ ? (step_ > 0 ? 0 : -1) : last_;
    const bool from_end = open_ ? step_ > 0 : last_ < 0;
    const int size = step_ < 0 ? -step_ : step_, way = step_ < 0 ? first_ - last : last - first_;
    if (from_end == (first_ < 0)) return way <= 0 ? 0 : (way + size - 1) / size;
    if (from_end == (step_ > 0)) return detail::extent_quotient(b, extent, way + size - 1, size);
    // The distance becomes shorter the longer the axis is.
    if (extent >= 0) return way - extent <= 0 ? 0 : (way - extent + size - 1) / size;
    return detail::extent_quotient(b, detail::extent_difference(b, 0, extent), way + size - 1,
                                   size);
  }

 private:
  static constexpr int checked(int step) {
    if (step == 0) throw "typegrad: the step of a range is not 0";
    return step;
  }
  /// An end of the range lies on the axis, or at its end.
  static constexpr void check(builder& b, int place, bool is_element, std::int32_t extent,
                              const shape& x) {
    detail::require_at_least(b, "slice", extent,
                             place < 0 ? -place - is_element : place + is_element, x,
                             "a range reaches beyond its axis");
  }

  int first_ = 0, last_ = 0, step_ = 1;
  bool open_ = false;
};

namespace detail {

/// What a slice takes from each axis: a view under construction.
struct slicing {
  builder& b;
  shape from, to;
  affine_map map;
  int axis = 0;

  constexpr void start_at(int place) {
    const std::int32_t extent = from.extents[axis];
    map.offset[axis] = place < 0 && extent >= 0 ? place + extent : place;
  }
  constexpr void take(int place) {
    require_at_least(b, "slice", from.extents[axis], place < 0 ? -place : place + 1, from,
                     "an index is beyond its axis");
    start_at(place);
    ++axis;
  }
  constexpr void take(const range& r) {
    to.extents[to.rank] = r.count(b, from.extents[axis], from);
    start_at(r.first());
    map.step[axis++][to.rank++] = r.step();
  }
};

}  // namespace detail

/// The part of x at the given places of its first axes: a whole number (negative from the end)
/// leaves its axis out, a tg::range or tg::all() keeps it; axes that are not named are kept whole.
/// slice(x, range(1, -1), all(), range(0, to_end, 2), 3) is NumPy's x[1:-1, :, ::2, 3]. Ranges have
/// to lie within the axis. Throws shape_error where they do not.
template <class... Places>
constexpr symbol slice(const symbol& x, const Places&... places) {
  builder& b = detail::traced_by(x);
  detail::slicing s{b, detail::shape_of(x), {}, {}};
  if (s.from.rank < static_cast<int>(sizeof...(Places))) {
    detail::misfit(b, "slice", s.from, "more places are named than the array has axes");
    return x;
  }
  (s.take(places), ...);
  while (s.axis < s.from.rank) s.take(range(all()));
  return {b, detail::view(b, x.in(b), s.to, s.map)};
}

/// x[..., indices, ...]: the parts of x at the places that `indices`, an array of whole numbers >=
/// 0, names along the axis; its axes take the place of that axis. An index that is none throws
/// std::out_of_range: before anything is written, if the indices are an argument of the program.
constexpr symbol take(const symbol& x, const symbol& indices, int axis = 0) {
  builder& b = detail::traced_by(x);
  const index places = indices.in(b);
  const shape s = detail::shape_of(x), which = b.shape_of(places);
  if (!detail::has_rank(b, "take", s, 1)) return x;
  const int at = detail::axis_of(b, "take", axis, s);
  shape to = detail::without_axis(s, at);
  for (int k = 0; k < which.rank; ++k)
    to = detail::with_axis(b, "take", to, at + k, which.extents[k]);
  return {b, b.intern_array(operation::take, detail::type_of(b, to), static_cast<index>(at),
                            x.in(b), places)};
}

/// x with `values` added at the places that `indices` names along the axis; places named twice take
/// both. The shape of the values is that of take(x, indices, axis). Errors as of take.
constexpr symbol scatter_add(const symbol& x, const symbol& indices, const symbol& values,
                             int axis = 0) {
  builder& b = detail::traced_by(x);
  if (!detail::has_rank(b, "scatter_add", detail::shape_of(x), 1)) return x;
  const symbol parts = broadcast_like(values, take(x, indices, axis));
  const index i = x.in(b);
  const int at = detail::axis_of(b, "scatter_add", axis, b.shape_of(i));
  return x + symbol(b, b.intern_array(operation::scatter, b[i].type, static_cast<index>(at),
                                      parts.in(b), indices.in(b)));
}

/// a where the condition holds, else b: select, under NumPy's name.
constexpr symbol where(const condition& c, const symbol& a, const symbol& b) {
  return select(c, a, b);
}

/// How much is added before and after an axis.
struct margin {
  int before = 0, after = 0;
};

/// x in the middle of an array of `value`: margins for the last axes, as many as are given.
constexpr symbol pad(const symbol& x, std::initializer_list<margin> margins,
                     const symbol& value = 0) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  if (s.rank < static_cast<int>(margins.size())) {
    detail::misfit(b, "pad", s, "more margins are given than the array has axes");
    return x;
  }
  shape to = s;
  affine_map m;
  int axis = s.rank - static_cast<int>(margins.size());
  for (int k = 0; k < s.rank; ++k) m.step[k][k] = 1;
  for (const margin& added : margins) {
    if (added.before < 0 || added.after < 0) {
      detail::misfit(b, "pad", s, "a margin is negative; use tg::slice to cut");
      return x;
    }
    m.offset[axis] = added.before;
    to.extents[axis] = detail::extent_quotient(b, s.extents[axis], added.before + added.after, 1);
    ++axis;
  }
  if (to == s) return x;
  const symbol placed(b, detail::unview(b, x.in(b), to, m));
  if (value.constant() != nullptr && value.constant()->is(0)) return placed;
  const index ones = detail::broadcast_to(b, b.number({1}), s);
  return select(symbol(b, detail::unview(b, ones, to, m)) == 1, placed, value);
}

/// The elements moved `by` places along the axis, those that leave it coming in at the other end:
/// element k of x comes to place (k + by) mod n.
constexpr symbol roll(const symbol& x, int by, int axis = -1) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x);
  if (!detail::has_rank(b, "roll", s, 1)) return x;
  const int at = detail::axis_of(b, "roll", axis, s);
  shape front = s, back = s;
  back.extents[at] = detail::extent_remainder(b, by, s.extents[at]);
  front.extents[at] = detail::extent_difference(b, s.extents[at], back.extents[at]);
  if (front == s) return x;
  const index i = x.in(b), moved = detail::part_of(b, i, front, back, at, 1);
  return {b, b.intern_array(operation::concatenate, b[i].type, static_cast<index>(at), moved,
                            detail::part_of(b, i, front, back, at, 0))};
}

}  // namespace typegrad
