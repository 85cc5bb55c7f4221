// expect: typegrad: a check of a program over arrays stands in a header of its own
#include <typegrad/verify.hpp>
#include <typegrad/xtensor.hpp>

xt::xtensor<double, 1> x;
auto report = typegrad::check([](auto v) { return typegrad::sum(v); })(x);
