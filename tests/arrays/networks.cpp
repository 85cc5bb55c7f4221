// Convolution, pooling, losses: values by their definitions, and their derivatives.
#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

struct moves_by {
  int stride = 1, padding = 0, dilation = 1;
  bool flipped = false;
};

/// The sum that defines conv2d, with the rule of each axis.
array<4> convolved(const array<4>& x, const array<4>& w, const moves_by& rows,
                   const moves_by& columns) {
  const auto length = [&](int axis, const moves_by& m) {
    const int n = static_cast<int>(x.shape(std::size_t(axis))),
              k = static_cast<int>(w.shape(std::size_t(axis)));
    return (n + 2 * m.padding - m.dilation * (k - 1) - 1) / m.stride + 1;
  };
  const int height = length(2, rows), width = length(3, columns);
  const int kernel_rows = static_cast<int>(w.shape(2)),
            kernel_columns = static_cast<int>(w.shape(3));
  array<4> r = xt::zeros<double>({x.shape(0), w.shape(0), std::size_t(height), std::size_t(width)});
  for (std::size_t n = 0; n < x.shape(0); ++n)
    for (std::size_t o = 0; o < w.shape(0); ++o)
      for (int i = 0; i < height; ++i)
        for (int j = 0; j < width; ++j)
          for (std::size_t c = 0; c < w.shape(1); ++c)
            for (int k = 0; k < kernel_rows; ++k)
              for (int l = 0; l < kernel_columns; ++l) {
                const int p = i * rows.stride + k * rows.dilation - rows.padding;
                const int q = j * columns.stride + l * columns.dilation - columns.padding;
                if (p < 0 || q < 0 || p >= int(x.shape(2)) || q >= int(x.shape(3))) continue;
                r(n, o, i, j) += x(n, c, p, q) * (rows.flipped ? w(o, c, kernel_rows - 1 - k,
                                                                   kernel_columns - 1 - l)
                                                               : w(o, c, k, l));
              }
  return r;
}

constexpr auto images = [](const auto& x, const auto& w) {
  return std::tuple(conv2d(x, w), conv2d(x, w, {.stride = 2, .padding = 1}),
                    conv2d(x, w, {.stride = {1, 2}, .padding = {2, 0}, .dilation = {2, 1}}),
                    conv2d(x, w, {.padding = 2, .flipped = true}), max_pool(x, {2, 2}),
                    avg_pool(x, {2, 3}, {1, 2}), max_pool(x, {3}));
};
constexpr auto signals = [](const auto& x, const auto& w) {
  return std::tuple(conv1d(x, w),
                    conv1d(x, w, {.stride = 3, .padding = 2, .dilation = 2, .flipped = true}),
                    avg_pool(x, {2}), max_pool(x, {2}, {1}));
};

double largest_difference(const array<4>& x, const array<4>& y) {
  REQUIRE(x.shape() == y.shape());
  double worst = 0;
  for (std::size_t k = 0; k < x.size(); ++k)
    worst = std::max(worst, std::abs(x.data()[k] - y.data()[k]));
  return worst;
}

}  // namespace

TEST_CASE("Convolution is the sum that defines it") {
  sampler random(1);
  for (const std::size_t size : {5u, 7u, 8u}) {
    const auto x = random(2, 3, size, size + 1), w = random(4, 3, 2, 3);
    const auto r = value_of(images, x, w);
    CHECK(largest_difference(std::get<0>(r), convolved(x, w, {}, {})) < 1e-12);
    CHECK(largest_difference(std::get<1>(r), convolved(x, w, {2, 1}, {2, 1})) < 1e-12);
    CHECK(largest_difference(std::get<2>(r), convolved(x, w, {1, 2, 2}, {2, 0, 1})) < 1e-12);
    CHECK(largest_difference(std::get<3>(r), convolved(x, w, {1, 2, 1, true}, {1, 2, 1, true})) <
          1e-12);
    bool right = true;
    for (std::size_t n = 0; n < 2; ++n)
      for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t i = 0; i < size / 2; ++i)
          for (std::size_t j = 0; j < (size + 1) / 2; ++j)
            right =
                right && std::get<4>(r)(n, c, i, j) ==
                             std::max({x(n, c, 2 * i, 2 * j), x(n, c, 2 * i + 1, 2 * j),
                                       x(n, c, 2 * i, 2 * j + 1), x(n, c, 2 * i + 1, 2 * j + 1)});
        for (std::size_t i = 0; i + 1 < size; ++i)
          for (std::size_t j = 0; 2 * j + 2 < size + 1; ++j) {
            double total = 0;
            for (std::size_t k = 0; k < 2; ++k)
              for (std::size_t l = 0; l < 3; ++l) total += x(n, c, i + k, 2 * j + l);
            right = right && std::abs(std::get<5>(r)(n, c, i, j) - total / 6) < 1e-14;
          }
      }
    CHECK(right);
    CHECK((std::get<6>(r).shape() == std::array<std::size_t, 4>{2, 3, size, (size + 1) / 3}));

    const auto s = random(2, 3, size), v = random(4, 3, 3);
    const auto q = value_of(signals, s, v);
    const auto as_image = [](const array<3>& a) {
      array<4> image(std::array<std::size_t, 4>{a.shape(0), a.shape(1), 1, a.shape(2)});
      std::copy_n(a.data(), a.size(), image.data());
      return image;
    };
    CHECK(largest_difference(as_image(std::get<0>(q)),
                             convolved(as_image(s), as_image(v), {}, {})) < 1e-12);
    CHECK(largest_difference(
              as_image(std::get<1>(q)),
              convolved(as_image(s), as_image(v), {1, 0, 1, true}, {3, 2, 2, true})) < 1e-12);
  }
}

TEST_CASE("Derivatives of convolution and pooling") {
  sampler random(2);
  check_derivatives(images, random(2, 2, 5, 6), random(3, 2, 2, 3));
  check_derivatives(signals, random(1, 2, 7), random(2, 2, 3));
  check_derivatives(images, random(0, 2, 5, 6), random(3, 2, 2, 3));
  check_derivatives(images, random(1, 1, 7, 5), random(1, 1, 3, 3));
  check_derivatives(images, random(2, 0, 3, 3), random(1, 0, 1, 2));
  check_derivatives(signals, random(2, 1, 64), random(1, 1, 5));
}

TEST_CASE("Losses and activations") {
  constexpr auto f = [](const auto& x, const auto& p, const auto& labels) {
    return std::tuple(cross_entropy(x, softmax(p, -1)), cross_entropy(x, labels), mse(x, p),
                      softmax(x, -1), log_softmax(x, 0), sigmoid(x), relu(x), softplus(x), gelu(x),
                      silu(x), tanh(x));
  };
  sampler random(3);
  const auto x = random(4, 5), p = random(4, 5);
  const auto labels = random.places(5, 4);
  const auto r = value_of(f, x, p, labels);
  double entropy = 0, picked = 0, squares = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    double total_x = 0, total_p = 0;
    for (std::size_t k = 0; k < 5; ++k) total_x += std::exp(x(i, k)), total_p += std::exp(p(i, k));
    for (std::size_t k = 0; k < 5; ++k) {
      entropy -= std::exp(p(i, k)) / total_p * (x(i, k) - std::log(total_x)) / 4;
      if (k == std::size_t(labels(i))) picked -= (x(i, k) - std::log(total_x)) / 4;
      squares += (x(i, k) - p(i, k)) * (x(i, k) - p(i, k)) / 20;
    }
  }
  CHECK(std::get<0>(r) == Approx(entropy));
  CHECK(std::get<1>(r) == Approx(picked));
  CHECK(std::get<2>(r) == Approx(squares));
  check_derivatives(f, x, p, labels);
  constexpr auto loss = [](const auto& a, const auto& b) { return cross_entropy(a, b); };
  CHECK_THROWS_AS(value_of(loss, x, array<1>{0, 1, 5, 2}), std::out_of_range);
}
