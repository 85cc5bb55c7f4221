// expect: typegrad: the formula has no variables
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
auto value = sin(typegrad::constant<2>)();
