// expect: typegrad: amax of shape (n1): an
// expect: axis is named that the array does
// expect: not have
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::value([](auto x) { return typegrad::amax(x, 1); })(a);
}
