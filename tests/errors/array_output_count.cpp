// expect: typegrad: a bound program is called with its arguments and, after them, nothing or as many outputs as its result has numbers and arrays
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  xt::xtensor<double, 1> out = a, more = a;
  auto step = typegrad::bind(typegrad::value([](auto x) { return x * x; }), a);
  step(a, out, more);
}
