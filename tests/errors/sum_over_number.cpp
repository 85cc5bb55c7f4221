// expect: typegrad: an argument named by sum_over<...> or map_over<...> is no range of samples; pass a contiguous range of numbers or of arrays
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto sum = typegrad::sum_over<1>(product)(2.0, 3.0);
