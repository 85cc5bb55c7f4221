// expect: typegrad: a derivative along an
// expect: array of shape (n1): inside a
// expect: program, go along one direction by
// expect: tg::jvp or tg::hvp, or use
#include <typegrad/xtensor.hpp>
constexpr auto f = [](auto x) { return typegrad::sum(x * x); };
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::value([](auto x) { return typegrad::hessian(f)(x); })(a);
}
