// expect: typegrad: the formula cannot be read
// expect: d1*x1 + foo(
// expect: expected a function; no function
// expect: has this name
#include <typegrad.hpp>
auto value = typegrad::formula<"a1 + b1*x + c1*x^2 + d1*x1 + foo(x1) + x1*x2*x3*x4*x5*x6">;
