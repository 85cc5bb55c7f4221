// expect: typegrad: a plain function cannot be run on symbols; make it a template and pass it in a
#include <typegrad/verify.hpp>

double square(double x) { return x * x; }
auto report = typegrad::check(square)(2.0);
