// expect: typegrad: in a std::array of ranges, each range holds one number of each sample
#include <typegrad/simd.hpp>

#include <vector>
constexpr auto product = [](auto x) { return x[0][0] * x[1][1]; };
auto sum = typegrad::sum_over<0>(product)(std::array<std::vector<std::array<double, 2>>, 2>{});
