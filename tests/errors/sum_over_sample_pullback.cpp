// expect: typegrad: a sum over samples is differentiated with respect to an argument that varies by sample; name the others with tg::wrt<...>
#include <typegrad/simd.hpp>

constexpr auto product = [](auto w, auto x) { return w * x; };
auto derivative = typegrad::vjp<typegrad::wrt<1>>(typegrad::sum_over<1>(product));
