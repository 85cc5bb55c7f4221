// expect: typegrad: a variable of the formula has no value; give one to each
// expect: {"x2"}
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr auto x3 = typegrad::var<"x3">;
constexpr auto product = x1 * x2;
auto value = product(x1 = 2.0);
