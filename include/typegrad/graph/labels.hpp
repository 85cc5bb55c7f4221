// Sums of products of two arrays whose axes have labels: all products of arrays are of this kind.
#pragma once

#include <typegrad/graph/views.hpp>

namespace typegrad {

/// The labels of an array's axes; equal labels mean one index of summation or of the result.
struct axis_labels {
  int size = 0;
  char at[shape::max_rank] = {};

  constexpr bool has(char label) const { return place(label) < size; }
  constexpr int place(char label) const {
    int k = 0;
    while (k < size && at[k] != label) ++k;
    return k;
  }
  constexpr void append(char label) {
    if (size == shape::max_rank) throw "typegrad: an array has more than 6 axes";
    at[size++] = label;
  }
  friend constexpr axis_labels operator+(axis_labels a, const axis_labels& b) {
    for (int k = 0; k < b.size; ++k) a.append(b.at[k]);
    return a;
  }
  friend constexpr bool operator==(const axis_labels& a, const axis_labels& b) {
    for (int k = 0; k < shape::max_rank; ++k)
      if (a.at[k] != b.at[k]) return false;
    return a.size == b.size;
  }
};

namespace detail {

/// An array with labelled axes.
struct labelled {
  index node;
  axis_labels labels;
};

constexpr labelled permuted(builder& b, const labelled& x, const axis_labels& to) {
  int order[shape::max_rank] = {};
  for (int k = 0; k < to.size; ++k) order[k] = x.labels.place(to.at[k]);
  return {permuted(b, x.node, order), to};
}

/// x with each label once: its diagonal where a label stands twice.
constexpr labelled diagonal(builder& b, const labelled& x) {
  const shape from = b.shape_of(x.node);
  shape s;
  affine_map m;
  axis_labels once;
  for (int k = 0; k < x.labels.size; ++k) {
    int place = once.place(x.labels.at[k]);
    if (place == once.size) {
      once.append(x.labels.at[k]);
      s.extents[s.rank++] = from.extents[k];
    } else {
      unify(b, operation::view, s.extents[place], from.extents[k], from, from);
    }
    m.step[k][place] = 1;
  }
  for (int k = 0; k < s.rank; ++k) s.extents[k] = known_extent(b, s.extents[k]);
  return once.size == x.labels.size ? x : labelled{view(b, x.node, s, m), once};
}

/// The sum over the axes of x whose labels are in neither set.
constexpr labelled summed(builder& b, const labelled& x, const axis_labels& wanted,
                          const axis_labels& others = {}) {
  axis_set kept = 0;
  axis_labels left;
  for (int k = 0; k < x.labels.size; ++k)
    if (wanted.has(x.labels.at[k]) || others.has(x.labels.at[k])) {
      kept |= 1u << k;
      left.append(x.labels.at[k]);
    }
  return {reduce(b, operation::sum, x.node, kept), left};
}

/// x with an axis for each label of `all`, those that it lacks being repeated.
constexpr index spread(builder& b, const labelled& x, const axis_labels& all, const shape s) {
  axis_labels own;
  axis_set axes = 0;
  for (int k = 0; k < all.size; ++k)
    if (x.labels.has(all.at[k])) {
      own.append(all.at[k]);
      axes |= 1u << k;
    }
  return broadcast(b, permuted(b, x, own).node, s, axes);
}

/// Σ x y over all labels that are not in `out`, with the axes of the result in the order of `out`.
/// Where rows and columns remain, or a matrix meets a vector, it is a contraction; else one loop.
constexpr index einsum(builder& b, labelled x, labelled y, const axis_labels& out) {
  x = summed(b, diagonal(b, x), y.labels, out);
  y = summed(b, diagonal(b, y), x.labels, out);
  axis_labels batch, rows, columns, shared;
  for (int k = 0; k < out.size; ++k) {
    const char label = out.at[k];
    (x.labels.has(label) ? (y.labels.has(label) ? batch : rows) : columns).append(label);
  }
  for (int k = 0; k < x.labels.size; ++k)
    if (!out.has(x.labels.at[k])) shared.append(x.labels.at[k]);
  if (shared.size == 0 || rows.size + columns.size == 0) {
    const axis_labels all = out + shared;
    shape s;
    for (int k = 0; k < all.size; ++k) {
      const shape p = b.shape_of(x.node), q = b.shape_of(y.node);
      const int i = x.labels.place(all.at[k]), j = y.labels.place(all.at[k]);
      if (i < x.labels.size && j < y.labels.size)
        unify(b, operation::multiply, p.extents[i], q.extents[j], p, q);
      s.extents[s.rank++] = i < x.labels.size ? p.extents[i] : q.extents[j];
    }
    for (int k = 0; k < s.rank; ++k) s.extents[k] = known_extent(b, s.extents[k]);
    const index product =
        elementwise(b, operation::multiply, {spread(b, x, all, s), spread(b, y, all, s), 0}, 2);
    return reduce(b, operation::sum, product, (1u << out.size) - 1);
  }
  if (!(batch + rows + columns == out) && batch + columns + rows == out)
    return einsum(b, y, x, out);
  const bool left_turned =
      x.labels == batch + shared + rows && !(x.labels == batch + rows + shared);
  const bool right_turned =
      y.labels == batch + columns + shared && !(y.labels == batch + shared + columns);
  if (!left_turned) x = permuted(b, x, batch + rows + shared);
  if (!right_turned) y = permuted(b, y, batch + shared + columns);
  const index product =
      contract(b, x.node, y.node,
               {batch.size, rows.size, columns.size, shared.size, left_turned, right_turned});
  return permuted(b, {product, batch + rows + columns}, out).node;
}

}  // namespace detail
}  // namespace typegrad
