// expect: typegrad: the body given to tg::iterate returns another shape than the state it is called with; let it return a number for a number, and an array, tuple or struct for one of the same type
#include <typegrad.hpp>

constexpr auto f = [](auto x) {
  return typegrad::iterate<10>([](auto y) { return std::array{y, y}; }, x);
};
double y = typegrad::grad(f)(1.0);
