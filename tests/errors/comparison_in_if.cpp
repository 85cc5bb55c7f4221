// expect: typegrad: a comparison of symbols was used as a bool; write tg::select(condition, a, b)
#include <typegrad.hpp>

constexpr auto program = [](auto x) {
  if (x > 0) return x * x;
  return x;
};
double derivative = typegrad::grad(program)(2.0);
