// expect: typegrad: the histories that reverse mode keeps of the loops in this program take more than 4 MiB of the stack; take the derivative in forward mode, with tg::forward, or nest two tg::iterate, of which the inner one is computed anew
#include <typegrad.hpp>

constexpr auto f = [](auto x) {
  return typegrad::iterate<1'000'000>([](auto y) { return y * (1 - y); }, x);
};
double slope(double x) { return typegrad::grad<typegrad::reverse>(f)(x); }
