// expect: typegrad: sum_over<...> names no argument; name those that vary by sample
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto sum = typegrad::sum_over<>(product);
