// expect: typegrad: map_over<...> names no argument; name those that vary by sample
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto map = typegrad::map_over<>(product);
