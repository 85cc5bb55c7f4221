// expect: typegrad: the cotangent given to a pullback has not the shape of the program's result
#include <typegrad.hpp>

#include <array>
constexpr auto square = [](auto x) { return x * x; };
auto derivative = typegrad::vjp(square)(1.0).second(std::array{1.0, 2.0});
