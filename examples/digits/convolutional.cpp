// A convolutional network: 16 kernels of 3 × 3 over the image, of each 2 × 2 places the largest; 32
// kernels over these 16 channels, again the largest; and logits from the 32 · 2 · 2 numbers left.
#include <utility>

#include "train.hpp"

namespace digits {

struct convolutional {
  static constexpr const char* name = "two convolutions, 16 and 32 kernels of 3 x 3";
  static constexpr std::size_t side = 8, kernel = 3, area = kernel * kernel, channels = 16,
                               features = 32, left = features * (side / 4) * (side / 4);

  static auto start(tg::normal_numbers random) {
    auto one = start_layer<4>({channels, 1, kernel, kernel}, area, channels, random);
    auto two =
        start_layer<4>({features, channels, kernel, kernel}, channels * area, features, random);
    auto three = start_layer<2>({left, classes}, left, classes, random);
    return hana::make_map(hana::make_pair(first, std::move(one)),
                          hana::make_pair(second, std::move(two)),
                          hana::make_pair(output, std::move(three)));
  }

  template <class L, class X>
  static constexpr auto convolve(const L& l, const X& x) {
    const auto sums = tg::conv2d(x, l[weights], {.padding = 1});
    return tg::max_pool(tg::relu(sums + tg::reshape(l[offset], {-1, 1, 1})), {2, 2});
  }

  template <class P, class X>
  constexpr auto operator()(const P& p, const X& images) const {
    const auto pictures = tg::reshape(images, {-1, 1, side, side});
    const auto found = convolve(p[second], convolve(p[first], pictures));
    return affine(p[output], tg::reshape(found, {-1, left}));
  }
};

void train_convolutional(const options& o) { train<convolutional>(o); }

}  // namespace digits
