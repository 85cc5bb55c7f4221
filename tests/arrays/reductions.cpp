// Reductions and running sums and products, against loops over the elements.
#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

constexpr auto reduce_all = [](const auto& x) {
  return std::tuple(sum(x), prod(x), mean(x), variance(x), stddev(x), norm(x), amax(x), amin(x),
                    logsumexp(x), cumsum(x), cumprod(x));
};

template <int... Axes>
struct along_axes {
  auto operator()(const auto& x) const {
    const axes over{Axes...};
    return std::tuple(sum(x, over), prod(x, over), mean(x, over, keep::dimensions),
                      stddev(x, over), norm(x, over), amax(x, over, keep::dimensions),
                      amin(x, over), logsumexp(x, over), softmax(x, over), log_softmax(x, over));
  }
};

}  // namespace

TEST_CASE("Reductions of all elements") {
  sampler random(1);
  check_derivatives(reduce_all, random(7));
  check_derivatives(reduce_all, random(1));
  check_derivatives(reduce_all, random(3, 5));
}
