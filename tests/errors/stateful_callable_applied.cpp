// expect: typegrad: the callable applied to formulas has state; pass a captureless lambda
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr int n = 3;
constexpr auto scaled = typegrad::apply([n = n](auto x) { return n * x; }, x1 + x2);
