// expect: typegrad: a derivative of an array
// expect: of shape (n1): take it of one
// expect: number, tg::sum of the array for
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::grad([](auto x) { return x * x; })(a);
}
