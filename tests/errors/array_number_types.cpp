// expect: typegrad: the arguments mix two number types; convert them to one
#include <boost/multiprecision/mpfr.hpp>
#include <typegrad/xtensor.hpp>
int main() {
  using boost::multiprecision::mpfr_float_backend, boost::multiprecision::number;
  const xt::xtensor<number<mpfr_float_backend<50>>, 1> a = {1, 2};
  const xt::xtensor<number<mpfr_float_backend<100>>, 1> b = {1, 2};
  typegrad::grad([](auto x, auto y) { return typegrad::sum(x * y); })(a, b);
}
