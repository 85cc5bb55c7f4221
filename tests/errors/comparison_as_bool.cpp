// expect: typegrad: a comparison of symbols was used as a bool; write tg::select(condition, a, b)
#include <typegrad.hpp>

constexpr auto program = [](auto x) { return x > 0 ? x * x : x; };
double derivative = typegrad::grad(program)(2.0);
