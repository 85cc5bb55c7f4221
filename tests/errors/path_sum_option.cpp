// expect: typegrad: a path sum takes tg::wrt<...> and tg::at_most<N> paths
#include <typegrad.hpp>
double y = typegrad::path_sum<typegrad::forward>([](auto x) { return x * x; })(0.1);
