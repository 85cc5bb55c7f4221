// expect: typegrad: an xt::xarray has no rank at compile time; write tg::ranked<2>(x)
#include <xtensor/xarray.hpp>
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xarray<double> a = {1, 2};
  typegrad::grad([](auto x) { return typegrad::sum(x); })(a);
}
