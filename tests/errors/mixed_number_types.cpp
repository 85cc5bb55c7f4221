// expect: typegrad: the arguments mix two number types; convert them to one
#include <typegrad.hpp>

struct one {
  friend one operator+(one, one);
  friend one operator*(one, one);
};
struct other {
  friend other operator+(other, other);
  friend other operator*(other, other);
};
constexpr auto product = [](auto x, auto y) { return x * y; };
auto derivative = typegrad::grad(product)(one{}, other{});
