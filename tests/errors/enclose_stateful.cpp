// expect: typegrad: only a program without state is evaluated over intervals
#include <typegrad/verify.hpp>

int n = 3;
auto bounds = typegrad::enclose([k = n](auto x) { return k * x; })(typegrad::interval(1, 2));
