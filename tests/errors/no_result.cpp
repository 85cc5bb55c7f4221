// expect: typegrad: the program returns nothing; let it return a number
#include <typegrad.hpp>

constexpr auto program = [](auto) {};
auto traced = typegrad::trace<double>(program)(2.0);
