// expect: typegrad: a variable of a formula stands for one number, and for no array, tuple or
// formula
#include <typegrad.hpp>

#include <array>

constexpr auto x1 = typegrad::var<"x1">;
constexpr auto x2 = typegrad::var<"x2">;
auto value = (x1 * sin(x2))(std::array{1.0, 2.0}, 5.0);
