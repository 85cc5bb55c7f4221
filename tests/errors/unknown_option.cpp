// expect: typegrad: a transformation takes tg::wrt<...> and one of tg::forward, tg::reverse,
#include <typegrad.hpp>

constexpr auto square = [](auto x) { return x * x; };
auto derivative = typegrad::grad<double>(square)(1.0);
