// expect: typegrad: the direction given to tg::along has not as many numbers as the arguments it
#include <typegrad.hpp>

constexpr auto product = [](auto x, auto y) { return x * y; };
auto derivative = typegrad::jvp(product)(typegrad::at(1.0, 2.0), typegrad::along(1.0));
