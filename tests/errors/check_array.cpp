// expect: typegrad: a check takes numbers and trees of numbers, and no arrays of xtensor
#include <typegrad/verify.hpp>
#include <typegrad/xtensor.hpp>

xt::xtensor<double, 1> x;
auto report = typegrad::check([](auto v) { return typegrad::sum(v); })(x);
