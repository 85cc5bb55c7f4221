// expect: typegrad: a gradient is taken of a program that returns one number; use tg::jacobian for
#include <typegrad.hpp>

#include <array>
constexpr auto program = [](auto x) { return std::array{x, x * x}; };
auto derivative = typegrad::grad(program)(2.0);
