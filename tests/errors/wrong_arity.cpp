// expect: typegrad: the program cannot be called with these arguments; check their number and their
#include <typegrad.hpp>

constexpr auto product = [](auto x, auto y) { return x * y; };
double derivative = typegrad::grad(product)(1.0, 2.0, 3.0);
