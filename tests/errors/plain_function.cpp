// expect: typegrad: a plain function cannot be run on symbols; make it a template and pass it in a
#include <typegrad.hpp>

#include <cmath>
double square(double x) { return x * x; }
auto derivative = typegrad::grad(square)(2.0);
