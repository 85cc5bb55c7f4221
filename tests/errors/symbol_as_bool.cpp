// expect: typegrad: a symbol was used as a bool; compare it and choose with tg::select(condition,
#include <typegrad.hpp>

constexpr auto program = [](auto x) { return x ? x * x : x; };
double derivative = typegrad::grad(program)(2.0);
