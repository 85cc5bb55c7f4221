// expect: typegrad: an output of a bound program is a number, or an array in row-major order, of the number type of the call
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  xt::xtensor<float, 1> out = {1, 2};
  auto step = typegrad::bind(typegrad::value([](auto x) { return x * x; }), a);
  step(a, out);
}
