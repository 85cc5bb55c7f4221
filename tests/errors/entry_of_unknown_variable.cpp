// expect: typegrad: the derivative has no entry of this name
// expect: {"x3"}
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr auto x3 = typegrad::var<"x3">;
double entry = typegrad::grad<typegrad::wrt<0, 1>>(x1 * x2 * x3)(x1 = 1.0, x2 = 2.0, x3 = 3.0)[x3];
