// expect: typegrad: a sum over samples is differentiated with respect to an argument that varies by sample; name the others with tg::wrt<...>
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto derivative = typegrad::grad(typegrad::sum_over<1>(product))(2.0, std::array{1.0, 3.0});
