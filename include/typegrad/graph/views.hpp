// Nodes that name or place elements of an array by where they stand: affine views and their
// transposes, concatenation, counting.
#pragma once

#include <typegrad/graph/arrays.hpp>

namespace typegrad::detail {

/// Is the view all of the array, with its axes in some order?
constexpr bool is_permutation(const affine_map& m, const shape& array, const shape& view) {
  if (array.rank != view.rank) return false;
  for (int i = 0; i < array.rank; ++i) {
    int steps = 0;
    for (int j = 0; j < view.rank; ++j) {
      if (m.step[i][j] == 0) continue;
      if (m.step[i][j] != 1 || array.extents[i] != view.extents[j]) return false;
      ++steps;
    }
    if (m.offset[i] != 0 || m.base[i] != 0 || steps != 1) return false;
  }
  return true;
}

/// The view m of the view `before`, where each place of m is counted from the start.
constexpr affine_map composed(const affine_map& before, const affine_map& m) {
  affine_map both;
  for (int i = 0; i < shape::max_rank; ++i) {
    both.base[i] = before.base[i];
    both.offset[i] = before.offset[i];
    for (int k = 0; k < shape::max_rank; ++k) {
      both.offset[i] += before.step[i][k] * m.offset[k];
      for (int j = 0; j < shape::max_rank; ++j) both.step[i][j] += before.step[i][k] * m.step[k][j];
    }
  }
  return both;
}
constexpr bool counts_from_start(const affine_map& m) {
  for (int i = 0; i < shape::max_rank; ++i)
    if (m.offset[i] < 0 || m.base[i] != 0) return false;
  return true;
}

constexpr index map_of(builder& b, const affine_map& m) {
  sequence<affine_map>& maps = b.tables().maps;
  index place = 0;
  while (place < maps.size() && !(maps[place] == m)) ++place;
  if (place == maps.size()) maps.push_back(m);
  return place;
}

/// The view of x, of shape s, whose element j is x's element m(j).
constexpr index view(builder& b, index x, const shape s, const affine_map& m) {
  const shape from = b.shape_of(x);
  bool same = is_permutation(m, from, s);
  for (int k = 0; k < s.rank; ++k) same = same && m.step[k][k] == 1;
  if (same) return x;
  if (b[x].op == operation::view && counts_from_start(m)) {
    const affine_map before = b.program().maps[b[x].attribute];
    return view(b, b[x].operands[0], s, composed(before, m));
  }
  return b.intern_array(operation::view, type_of(b, s), map_of(b, m), x);
}

/// The array of shape s whose element m(j) is the sum of the elements j of x that come there, 0
/// where none does: the transpose of view.
constexpr index unview(builder& b, index x, const shape s, const affine_map& m) {
  const shape from = b.shape_of(x);
  if (is_permutation(m, s, from)) {
    affine_map inverse;
    for (int i = 0; i < s.rank; ++i)
      for (int j = 0; j < s.rank; ++j) inverse.step[j][i] = m.step[i][j];
    return view(b, x, s, inverse);
  }
  return b.intern_array(operation::unview, type_of(b, s), map_of(b, m), x);
}

/// Its axes in another order: axis k of the result is axis order[k] of x.
constexpr index permuted(builder& b, index x, const int* order) {
  const shape from = b.shape_of(x);
  shape s;
  s.rank = from.rank;
  affine_map m;
  for (int k = 0; k < s.rank; ++k) {
    s.extents[k] = from.extents[order[k]];
    m.step[order[k]][k] = 1;
  }
  return view(b, x, s, m);
}

/// 0, 1, 2, ... along an axis.
constexpr index iota(builder& b, std::int32_t extent) {
  shape s;
  s.rank = 1;
  s.extents[0] = extent;
  return b.intern_array(operation::iota, type_of(b, s), 0, 0);
}

/// x and, after it along an axis, y.
constexpr index concatenated(builder& b, index x, index y, int axis) {
  const shape p = b.shape_of(x), q = b.shape_of(y);
  if (p.rank != q.rank) {
    misfit(b, "concatenate", p, q, "the arrays have to have the same number of axes");
    return x;
  }
  for (int k = 0; k < p.rank; ++k)
    if (k != axis) unify(b, operation::concatenate, p.extents[k], q.extents[k], p, q);
  shape s = b.shape_of(x);
  s.extents[axis] = extent_sum(b, s.extents[axis], b.shape_of(y).extents[axis]);
  return b.intern_array(operation::concatenate, type_of(b, s), static_cast<index>(axis), x, y);
}

/// Part 0 or 1 of a concatenation of arrays of the shapes `first` and `second`.
constexpr index part_of(builder& b, index x, const shape first, const shape second, int axis,
                        int part) {
  affine_map m;
  for (int k = 0; k < first.rank; ++k) m.step[k][k] = 1;
  const std::int32_t before = first.extents[axis];
  if (part == 1) (before < 0 ? m.base[axis] : m.offset[axis]) = before;
  return view(b, x, part == 0 ? first : second, m);
}

}  // namespace typegrad::detail
