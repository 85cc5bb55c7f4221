// expect: typegrad: the program has too many paths to sum over one by one; use tg::grad, whose cost is linear, or allow more by tg::at_most<N>
#include <typegrad.hpp>
constexpr auto f = [](auto x) {
  for (int n = 0; n < 1000; ++n) x = 4 * x * (1 - x);
  return x;
};
double y = typegrad::path_sum(f)(0.1);
