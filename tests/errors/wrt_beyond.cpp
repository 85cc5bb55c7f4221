// expect: typegrad: wrt<...> names an argument that the call does not have; positions count from 0
#include <typegrad.hpp>

constexpr auto product = [](auto x, auto y) { return x * y; };
auto derivative = typegrad::grad<typegrad::wrt<2>>(product)(1.0, 2.0);
