// expect: typegrad: a variable of the formula has no value
// expect: {"x1"}
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
auto gradient = typegrad::grad(x1 * sin(x2))(x2 = 5.0);
