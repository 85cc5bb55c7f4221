// Products of arrays. Names and meaning are NumPy's. All are sums of products by labels of axes:
// matrix products where that is what they are, else one loop.
#pragma once

#include <cstddef>

#include <typegrad/graph/shape_functions.hpp>

namespace typegrad {

namespace detail {

constexpr axis_labels labels_from(char first, int count) {
  axis_labels l;
  for (int k = 0; k < count; ++k) l.append(static_cast<char>(first + k));
  return l;
}

/// Has the result no more axes than an array can have?
constexpr bool fits(builder& b, const char* name, const shape& x, const shape& y, int rank) {
  if (rank <= shape::max_rank) return true;
  misfit(b, name, x, y, "the result would have more than 6 axes");
  return false;
}

}  // namespace detail

/// Σ_k x[..., k] y[..., k, :]: the product of vectors, of matrices, of a matrix and a vector; of
/// numbers the plain product.
constexpr symbol dot(const symbol& x, const symbol& y) {
  if (x.owner() == nullptr || y.owner() == nullptr) return x * y;
  builder& b = *x.owner();
  const shape s = detail::shape_of(x), t = detail::shape_of(y);
  const int p = s.rank, q = t.rank;
  if (p == 0 || q == 0) return x * y;
  if (!detail::fits(b, "dot", s, t, p + q - 2)) return x;
  const axis_labels left = detail::labels_from('a', p);
  axis_labels right = detail::labels_from('n', q), out;
  right.at[q == 1 ? 0 : q - 2] = left.at[p - 1];
  for (int k = 0; k + 1 < p; ++k) out.append(left.at[k]);
  for (int k = 0; k < q; ++k)
    if (right.at[k] != left.at[p - 1]) out.append(right.at[k]);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, out)};
}

/// The products of the matrices in the last two axes, over all axes before, which are matched as in
/// elementwise operations: (..., i, k) and (..., k, j) make (..., i, j). A vector is a row on the
/// left and a column on the right, and that axis is not in the result.
constexpr symbol matmul(const symbol& x, const symbol& y) {
  builder& b = detail::traced_by(x, y);
  const shape s = b.shape_of(x.in(b)), t = b.shape_of(y.in(b));
  if (!detail::has_rank(b, "matmul", s, 1) || !detail::has_rank(b, "matmul", t, 1)) return x;
  const int batches = (s.rank > t.rank ? s.rank : t.rank) - 2;
  axis_labels left, right, out, batch = detail::labels_from('a', batches < 0 ? 0 : batches);
  shape kept_left, kept_right;
  for (int k = 0; k < batch.size; ++k) {
    // An axis of extent 1 that meets a longer one is left out: it repeats by itself.
    const int i = k - batch.size + s.rank - 2, j = k - batch.size + t.rank - 2;
    const bool in_left = i >= 0 && !(s.extents[i] == 1 && j >= 0 && t.extents[j] != 1);
    const bool in_right = j >= 0 && !(t.extents[j] == 1 && i >= 0 && s.extents[i] != 1);
    if (in_left) left.append(batch.at[k]), kept_left.extents[kept_left.rank++] = s.extents[i];
    if (in_right) right.append(batch.at[k]), kept_right.extents[kept_right.rank++] = t.extents[j];
    out.append(batch.at[k]);
  }
  const auto append = [](axis_labels& labels, shape& kept, char label, std::int32_t extent) {
    labels.append(label);
    kept.extents[kept.rank++] = extent;
  };
  if (s.rank > 1) append(left, kept_left, 'x', s.extents[s.rank - 2]), out.append('x');
  append(left, kept_left, 'y', s.extents[s.rank - 1]);
  append(right, kept_right, 'y', t.extents[t.rank > 1 ? t.rank - 2 : 0]);
  if (t.rank > 1) append(right, kept_right, 'z', t.extents[t.rank - 1]), out.append('z');
  const index i = detail::reshaped(b, x.in(b), kept_left);
  return {b, detail::einsum(b, {i, left}, {detail::reshaped(b, y.in(b), kept_right), right}, out)};
}

/// x_i y_j, with the axes of x and then those of y
constexpr symbol outer(const symbol& x, const symbol& y) {
  builder& b = detail::traced_by(x, y);
  const shape s = b.shape_of(x.in(b)), t = b.shape_of(y.in(b));
  if (!detail::fits(b, "outer", s, t, s.rank + t.rank)) return x;
  const axis_labels left = detail::labels_from('a', s.rank),
                    right = detail::labels_from('n', t.rank);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, left + right)};
}

/// Sums of products over pairs of axes, axis left[k] of x with axis right[k] of y; the result has
/// the other axes of x and then those of y.
constexpr symbol tensordot(const symbol& x, const symbol& y, const axes& left_axes,
                           const axes& right_axes) {
  builder& b = detail::traced_by(x, y);
  const shape s = b.shape_of(x.in(b)), t = b.shape_of(y.in(b));
  const axis_set p = left_axes.of(b, "tensordot", s), q = right_axes.of(b, "tensordot", t);
  const int pairs = left_axes.count();
  if (std::popcount(p) != pairs || std::popcount(q) != right_axes.count() ||
      pairs != right_axes.count()) {
    detail::misfit(b, "tensordot", s, t, "both take the same number of different axes");
    return x;
  }
  if (!detail::fits(b, "tensordot", s, t, s.rank + t.rank - 2 * pairs)) return x;
  const axis_labels left = detail::labels_from('a', s.rank);
  axis_labels right = detail::labels_from('n', t.rank), out;
  for (int k = 0; k < pairs; ++k)
    right.at[detail::axis_of(b, "tensordot", right_axes[k], t)] =
        left.at[detail::axis_of(b, "tensordot", left_axes[k], s)];
  for (int k = 0; k < s.rank; ++k)
    if (!has_axis(p, k)) out.append(left.at[k]);
  for (int k = 0; k < t.rank; ++k)
    if (!has_axis(q, k)) out.append(right.at[k]);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, out)};
}

/// As above, with the last `count` axes of x and the first ones of y.
constexpr symbol tensordot(const symbol& x, const symbol& y, int count = 2) {
  builder& b = detail::traced_by(x, y);
  const shape s = b.shape_of(x.in(b)), t = b.shape_of(y.in(b));
  if (count < 0 || count > s.rank || count > t.rank) {
    detail::misfit(b, "tensordot", s, t, "the arrays have not as many axes as are to be summed");
    return x;
  }
  if (!detail::fits(b, "tensordot", s, t, s.rank + t.rank - 2 * count)) return x;
  const axis_labels left = detail::labels_from('a', s.rank);
  axis_labels right = detail::labels_from('n', t.rank), out;
  for (int k = 0; k < count; ++k) right.at[k] = left.at[s.rank - count + k];
  for (int k = 0; k + count < s.rank; ++k) out.append(left.at[k]);
  for (int k = count; k < t.rank; ++k) out.append(right.at[k]);
  return {b, detail::einsum(b, {x.in(b), left}, {y.in(b), right}, out)};
}

}  // namespace typegrad
