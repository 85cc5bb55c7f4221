// expect: typegrad: the program was traced for arguments of another shape
#include <typegrad.hpp>

constexpr auto square = [](auto x) { return x * x; };
auto value = typegrad::trace<double>(square)(1.0, 2.0);
