// expect: typegrad: the formula is differentiated with respect to a variable that it does not have
// expect: {"x3"}
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr auto x3 = typegrad::var<"x3">;
constexpr auto product = x1 * x2;
auto value = typegrad::diff(product, x3)(x1 = 2.0, x2 = 5.0);
