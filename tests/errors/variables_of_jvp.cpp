// expect: typegrad: values are given by name to a formula, its gradient, Jacobian and Hessian
// expect: give them by position to jvp, vjp and hvp
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
auto value = typegrad::jvp(x1 * x2)(typegrad::at(x1 = 2.0, x2 = 5.0), typegrad::along(1.0, 0.0));
