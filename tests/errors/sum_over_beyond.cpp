// expect: typegrad: sum_over<...> or map_over<...> names an argument that the call does not have; positions count from 0
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto sum = typegrad::sum_over<2>(product)(2.0, std::array{1.0, 3.0});
