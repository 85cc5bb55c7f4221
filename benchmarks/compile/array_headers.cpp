// The headers of array programs alone, and the containers' and SIMD headers alone.
#ifdef TYPEGRAD_CONTAINERS_ALONE
#include <sleef.h>
#include <xsimd/xsimd.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xtensor.hpp>
#else
#include <typegrad/xtensor.hpp>
#endif
