// Functions of neural networks: losses, look-up, convolution and pooling. Axes are (batch,
// channels, places...), kernels (channels out, channels in, places...).
#pragma once

#include <typegrad/graph/einsum.hpp>
#include <typegrad/graph/matrices.hpp>

namespace typegrad {

/// mean (x - y)²
constexpr symbol mse(const symbol& x, const symbol& y) { return mean(square(x - y)); }

/// The rows of the table that the indices name: take(table, indices), with its errors.
constexpr symbol embedding(const symbol& table, const symbol& indices) {
  return take(table, indices, 0);
}

/// -Σ_k p_k log softmax(x)_k over the last axis, and the mean over all others. `targets` are the
/// probabilities p, in the shape of x; or, with one axis less, the numbers of the classes, of which
/// one that does not exist throws std::out_of_range, as in take.
constexpr symbol cross_entropy(const symbol& x, const symbol& targets) {
  builder& b = detail::traced_by(x);
  const shape s = detail::shape_of(x), t = b.shape_of(targets.in(b));
  if (!detail::has_rank(b, "cross_entropy", s, 1)) return x;
  const symbol logarithms = log_softmax(x, -1);
  if (t.rank == s.rank)
    return -mean(sum(select(targets == 0, symbol(0), targets * logarithms), -1));
  if (t.rank + 1 != s.rank) {
    detail::misfit(b, "cross_entropy", s, t, "the targets are probabilities or class numbers");
    return x;
  }
  const symbol places(b, detail::iota(b, s.extents[s.rank - 1]));
  const condition is_class = expand_dims(take(places, targets), -1) == places;
  return -mean(sum(select(is_class, logarithms, symbol(0)), -1));
}

/// A number for each axis along which a window moves, or one for all.
class per_axis {
 public:
  constexpr per_axis(int each) : at_{each, each} {}
  constexpr per_axis(int rows, int columns) : at_{rows, columns} {}
  constexpr int operator[](int axis) const { return at_[axis]; }

 private:
  int at_[2];
};

/// How a kernel moves over an array: by how many places at a time; over how many zeros that are
/// added at each end; how far apart the places that it meets are. `flipped` turns the kernel over,
/// as a convolution does; else it is the cross-correlation that networks take for one.
struct convolution {
  per_axis stride = 1, padding = 0, dilation = 1;
  bool flipped = false;
};

namespace detail {

/// x with each of its last `count` axes in two: where a window begins, and the place within it.
/// The windows' extents are `window`, at most the axis'.
constexpr symbol windows(const char* name, const symbol& x, int count, const std::int32_t* window,
                         const per_axis& stride, const per_axis& dilation) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  const int first = s.rank - count;
  shape to = s;
  affine_map m;
  for (int k = 0; k < first; ++k) m.step[k][k] = 1;
  to.rank = static_cast<std::uint8_t>(s.rank + count);
  for (int k = 0; k < count; ++k) {
    if (stride[k] < 1 || dilation[k] < 1) {
      misfit(b, name, s, "stride and dilation have to be positive");
      return x;
    }
    const std::int32_t n = s.extents[first + k], w = window[k];
    // A window reaches over d (w - 1) + 1 places.
    const std::int32_t spread = extent_product(b, dilation[k], w);
    require_at_least(b, name, w, 1, s, "the window is empty");
    require_at_least(b, name, n, extent_quotient(b, spread, 1 - dilation[k], 1), s,
                     "the window is longer than the array");
    const int rest = dilation[k] - 1 + stride[k];
    to.extents[first + k] =
        spread >= 0   ? extent_quotient(b, n, rest - spread, stride[k])
        : n == spread ? extent_quotient(b, rest, 0, stride[k])
                      : extent_quotient(b, extent_difference(b, n, spread), rest, stride[k]);
    to.extents[s.rank + k] = w;
    m.step[first + k][first + k] = stride[k];
    m.step[first + k][s.rank + k] = dilation[k];
  }
  return {b, view(b, x.in(b), to, m)};
}

constexpr bool are_images(builder& b, const char* name, const shape& x, const shape& w, int count) {
  if (x.rank == count + 2 && w.rank == count + 2) return true;
  misfit(b, name, x, w,
         count == 1 ? "both have three axes, (batch, channels, places) and (out, in, places)"
                    : "both have four axes, (batch, channels, rows, columns) and (out, in, rows, "
                      "columns)");
  return false;
}

}  // namespace detail

/// r[n,o,i] = Σ_(c,k) x[n,c, i stride + k dilation - padding] w[o,c,k], with 0 for elements of x
/// that do not exist; flipped, with -k + K - 1 for k in w. Shapes (N,C,L), (O,C,K) make (N,O,(L +
/// 2 padding - dilation (K - 1) - 1) / stride + 1). Throws shape_error where that is not positive.
/// Cost: the windows are copied, and multiplied as a matrix: 2 N O C K operations a place.
constexpr symbol conv1d(const symbol& x, const symbol& w, const convolution& c = {}) {
  builder& b = detail::traced_by(x, w);
  const shape s = detail::shape_of(x), t = detail::shape_of(w);
  if (!detail::are_images(b, "conv1d", s, t, 1)) return x;
  const symbol padded = pad(x, {{c.padding[0], c.padding[0]}});
  const symbol v = detail::windows("conv1d", padded, 1, t.extents + 2, c.stride, c.dilation);
  return einsum<"ncik,ock->noi">(v, c.flipped ? flip(w, 2) : w);
}

/// As conv1d over two axes: shapes (N,C,H,W), (O,C,K,L) make (N,O,H',W').
constexpr symbol conv2d(const symbol& x, const symbol& w, const convolution& c = {}) {
  builder& b = detail::traced_by(x, w);
  const shape s = detail::shape_of(x), t = detail::shape_of(w);
  if (!detail::are_images(b, "conv2d", s, t, 2)) return x;
  const symbol padded = pad(x, {{c.padding[0], c.padding[0]}, {c.padding[1], c.padding[1]}});
  const symbol v = detail::windows("conv2d", padded, 2, t.extents + 2, c.stride, c.dilation);
  return einsum<"ncijkl,ockl->noij">(v, c.flipped ? flip(w, {2, 3}) : w);
}

namespace detail {

/// The windows of the given extents over the last axes of x, at most two.
constexpr symbol pooled(const char* name, const symbol& x, std::initializer_list<int> window,
                        std::initializer_list<int> stride, bool largest) {
  builder& b = traced_by(x);
  const shape s = shape_of(x);
  const int count = static_cast<int>(window.size());
  if (count < 1 || count > 2 || count > s.rank || s.rank + count > shape::max_rank ||
      (stride.size() != 0 && stride.size() != window.size())) {
    misfit(b, name, s, "a window has one or two extents, and a stride as many");
    return x;
  }
  std::int32_t extents[2] = {1, 1};
  int steps[2] = {1, 1};
  for (int k = 0; k < count; ++k) {
    extents[k] = window.begin()[k];
    steps[k] = stride.size() != 0 ? stride.begin()[k] : extents[k];
    if (extents[k] < 1) misfit(b, name, s, "the window is empty");
    if (extents[k] < 1) return x;
  }
  const symbol v = windows(name, x, count, extents, {steps[0], steps[1]}, 1);
  const axes within = count == 1 ? axes(-1) : axes{-2, -1};
  return largest ? amax(v, within) : mean(v, within);
}

}  // namespace detail

/// The largest element of each window over the last one or two axes: max_pool(x, {2, 2}). A window
/// follows the last one without overlap unless a stride is given; what is left over at the end is
/// not in the result. For margins, tg::pad with -∞.
constexpr symbol max_pool(const symbol& x, std::initializer_list<int> window,
                          std::initializer_list<int> stride = {}) {
  return detail::pooled("max_pool", x, window, stride, true);
}
/// The mean of each window; as max_pool.
constexpr symbol avg_pool(const symbol& x, std::initializer_list<int> window,
                          std::initializer_list<int> stride = {}) {
  return detail::pooled("avg_pool", x, window, stride, false);
}

}  // namespace typegrad
