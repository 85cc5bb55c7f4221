// Array operations in the interpreter, each as its definition, element by element: sums and
// products along axes, and elements that move.
#pragma once

#include <cstddef>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>

#include <typegrad/eval/array_of.hpp>
#include <typegrad/graph/arrays.hpp>

namespace typegrad::detail {

/// The place without the axes that are not in `axes`.
inline array_place kept_place(const array_place& p, int rank, axis_set axes) {
  array_place kept{};
  std::size_t next = 0;
  for (int k = 0; k < rank; ++k)
    if (has_axis(axes, k)) kept[next++] = p[static_cast<std::size_t>(k)];
  return kept;
}

/// r_j = x_(those of the j that are axes of x)
template <class T>
void repeat(const array_of<T>& x, axis_set axes, array_of<T>& r) {
  each_place(r.size, [&](const array_place& p) { r[p] = x[kept_place(p, r.size.rank, axes)]; });
}

/// The sum or product over the axes that are not kept, or the largest or smallest element; NaN
/// where one is.
template <class T>
void reduce_axes(operation o, const array_of<T>& x, axis_set kept, array_of<T>& r) {
  r = filled_array(r.size, o == operation::prod ? T(1) : T(0));
  each_place(x.size, [&](const array_place& p) {
    T& sofar = r[kept_place(p, x.size.rank, kept)];
    const T& next = x[p];
    bool is_first = true;
    for (int k = 0; k < x.size.rank; ++k)
      is_first = is_first && (has_axis(kept, k) || p[static_cast<std::size_t>(k)] == 0);
    if (o == operation::sum)
      sofar = sofar + next;
    else if (o == operation::prod)
      sofar = sofar * next;
    else if (is_first || next != next || (o == operation::amax ? sofar < next : next < sofar))
      sofar = next;
  });
}

/// Calls f(place in the array, place in the view) for every element of a view; value(e) is the
/// number that the extent e is.
template <class Value, class F>
void each_viewed(const affine_map& m, const array_size& array, const array_size& view, Value value,
                 F f) {
  each_place(view, [&](const array_place& p) {
    array_place from{};
    for (int i = 0; i < array.rank; ++i) {
      std::ptrdiff_t place =
          value(m.base[i]) + m.offset[i] + (m.offset[i] < 0 ? array.extents[i] : 0);
      for (int j = 0; j < view.rank; ++j) place += m.step[i][j] * p[static_cast<std::size_t>(j)];
      from[static_cast<std::size_t>(i)] = place;
    }
    f(static_cast<const array_place&>(from), p);
  });
}

/// Calls f(place in the array, place in what is looked up) for every element that the indices name:
/// found[before, j..., after] = array[before, indices[j...], after]. Throws std::out_of_range where
/// an index is not a whole number in [0, extent).
template <class T, class F>
void each_looked_up(const array_size& array, const array_of<T>& indices, const array_size& found,
                    int axis, F f) {
  const auto extent = T(static_cast<double>(array.extents[axis]));
  each_place(found, [&](const array_place& p) {
    array_place from{}, which{};
    for (int k = 0; k < indices.size.rank; ++k)
      which[static_cast<std::size_t>(k)] = p[static_cast<std::size_t>(axis + k)];
    const T& place = indices[which];
    const bool is_within = place >= T(0) && place < extent;
    const auto whole = is_within ? static_cast<std::ptrdiff_t>(place) : 0;
    if (!is_within || T(static_cast<double>(whole)) != place)
      throw std::out_of_range("typegrad: take: an index is not among the " +
                              std::to_string(array.extents[axis]) + " places of axis " +
                              std::to_string(axis));
    for (int k = 0; k < array.rank; ++k)
      from[static_cast<std::size_t>(k)] =
          k == axis ? whole : p[static_cast<std::size_t>(k < axis ? k : k + indices.size.rank - 1)];
    f(static_cast<const array_place&>(from), p);
  });
}

template <class T>
void join_along(const array_of<T>& x, const array_of<T>& y, std::size_t axis, array_of<T>& r) {
  const std::ptrdiff_t length = x.size.extents[axis];
  each_place(r.size, [&](array_place p) {
    T& joined = r[p];
    const bool is_first = p[axis] < length;
    if (!is_first) p[axis] -= length;
    joined = (is_first ? x : y)[p];
  });
}

/// r_k = step(k, k') along an axis, k' being the place before, or none at the first one; reversed,
/// the last place is the first.
template <class T, class Step>
void run_along(std::size_t axis, bool reversed, array_of<T>& r, Step step) {
  each_place(r.size, [&](array_place p) {
    const bool is_first = p[axis] == 0;
    if (reversed) p[axis] = r.size.extents[axis] - 1 - p[axis];
    array_place before = p;
    before[axis] += reversed ? 1 : -1;
    r[p] = step(p, is_first ? nullptr : &before);
  });
}

/// At each element the product of the others of its line along the last axis.
template <class T>
void multiply_others_of(const array_of<T>& x, array_of<T>& r) {
  const auto axis = static_cast<std::size_t>(x.size.rank - 1);
  each_place(x.size, [&](const array_place& p) {
    T product(1);
    array_place other = p;
    for (other[axis] = 0; other[axis] < x.size.extents[axis]; ++other[axis])
      if (other[axis] != p[axis]) product = product * x[other];
    r[p] = product;
  });
}

/// Σ_k x[batch, rows, k] y[batch, k, columns]
template <class T>
void contract_arrays(const contraction& c, const array_of<T>& x, const array_of<T>& y,
                     array_of<T>& r) {
  array_size summed;
  const int first = c.batch + (c.left_turned ? 0 : c.rows);
  for (int k = 0; k < c.summed; ++k) summed.extents[summed.rank++] = x.size.extents[first + k];
  const auto group = [](array_place& to, int& rank, const array_place& from, int at, int count) {
    for (int k = 0; k < count; ++k)
      to[static_cast<std::size_t>(rank++)] = from[static_cast<std::size_t>(at + k)];
  };
  each_place(r.size, [&](const array_place& p) {
    T sum(0);
    each_place(summed, [&](const array_place& q) {
      array_place left{}, right{};
      int i = 0, j = 0;
      group(left, i, p, 0, c.batch);
      if (c.left_turned) group(left, i, q, 0, c.summed);
      group(left, i, p, c.batch, c.rows);
      if (!c.left_turned) group(left, i, q, 0, c.summed);
      group(right, j, p, 0, c.batch);
      if (!c.right_turned) group(right, j, q, 0, c.summed);
      group(right, j, p, c.batch + c.rows, c.columns);
      if (c.right_turned) group(right, j, q, 0, c.summed);
      sum = sum + x[left] * y[right];
    });
    r[p] = sum;
  });
}

/// The elements of slice t along the leading axis, of which there are so many.
template <class T>
std::span<T> slice_of(array_of<T>& x, std::ptrdiff_t t, std::ptrdiff_t slices) {
  const std::ptrdiff_t length = std::ssize(x.elements) / slices;
  return std::span(x.elements).subspan(static_cast<std::size_t>(t * length),
                                       static_cast<std::size_t>(length));
}

}  // namespace typegrad::detail
