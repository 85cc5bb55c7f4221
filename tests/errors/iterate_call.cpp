// expect: typegrad: the body given to tg::iterate cannot be called with its state x, nor with x and the counter t
#include <typegrad.hpp>

constexpr auto f = [](auto x) {
  return typegrad::iterate<10>([](auto y, auto, auto) { return y; }, x);
};
double y = typegrad::grad(f)(1.0);
