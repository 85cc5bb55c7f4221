// expect: typegrad: a bound program is called with arguments of the types that it was bound to
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  auto step = typegrad::bind(typegrad::value([](auto x) { return x * x; }), a);
  step(2 * a);
}
