// expect: typegrad: a formula is called with one number for each of its variables, by name
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
double value = (x1 * sin(x2))(2.0);
