// expect: typegrad: an argument is a struct that cannot hold symbols; make it a class template over
#include <typegrad.hpp>

struct point {
  double x, y;
};
constexpr auto program = [](auto p) { return p.x * p.y; };
auto derivative = typegrad::grad(program)(point{1.0, 2.0});
