// The network 64 – 128 – 10: logits = W₂ᵀ relu(W₁ᵀ x + b₁) + b₂.
#include <utility>

#include "train.hpp"

namespace digits {

struct two_layers {
  static constexpr const char* name = "two layers, 64 - 128 - 10";
  static constexpr std::size_t hidden = 128;

  static auto start(tg::normal_numbers random) {
    auto one = start_layer<2>({pixels, hidden}, pixels, hidden, random);
    auto two = start_layer<2>({hidden, classes}, hidden, classes, random);
    return hana::make_map(hana::make_pair(first, std::move(one)),
                          hana::make_pair(output, std::move(two)));
  }

  template <class P, class X>
  constexpr auto operator()(const P& p, const X& images) const {
    return affine(p[output], tg::relu(affine(p[first], images)));
  }
};

void train_two_layers(const options& o) { train<two_layers>(o); }

}  // namespace digits
