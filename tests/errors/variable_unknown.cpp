// expect: typegrad: a value is given to a name that is no variable of the formula
// expect: {"x3"}
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr auto x3 = typegrad::var<"x3">;
constexpr auto product = x1 * x2;
auto value = product(x1 = 2.0, x2 = 5.0, x3 = 1.0);
