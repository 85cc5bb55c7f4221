// expect: typegrad: a symbol was converted to a number; declare the variable `auto`
#include <typegrad.hpp>

constexpr auto program = [](auto x) {
  double y = x;
  return x * y;
};
double derivative = typegrad::grad(program)(2.0);
