// expect: typegrad: the callable has state, so it is no program of its own
#include <typegrad.hpp>

auto derivative(double a) {
  return typegrad::grad([a](auto x) { return a * x; })(2.0);
}
