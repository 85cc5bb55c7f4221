// expect: typegrad: a derivative needs arguments; call it with the point at which it is wanted
#include <typegrad.hpp>

constexpr auto square = [](auto x) { return x * x; };
auto derivative = typegrad::grad(square)();
