// expect: typegrad: a comparison of formulas was used as a bool; write tg::select(condition, a, b)
#include <typegrad.hpp>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
constexpr auto choice = x1 < x2 ? 1 : 2;
