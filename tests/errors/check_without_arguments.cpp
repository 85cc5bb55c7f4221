// expect: typegrad: a check needs arguments; call it with the point at which the program is to be
#include <typegrad/verify.hpp>

auto report = typegrad::check([](auto x) { return x * x; })();
