// expect: typegrad: the callable has state, so it is no program of its own
#include <typegrad/simd.hpp>

auto sum(double w) {
  return typegrad::sum_over<0>([w](auto x) { return w * x; })(std::array{1.0, 3.0});
}
