// expect: typegrad: a variable of the formula has no value; give one to each
#include <typegrad/verify.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
auto report = typegrad::check(x1 * x2)(x1 = 2.0);
