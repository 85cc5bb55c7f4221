// expect: typegrad: the callable has state, so it is no program of its own; pass a captureless
#include <typegrad/verify.hpp>

int n = 3;
auto report = typegrad::check([k = n](auto x) { return k * x; })(2.0);
