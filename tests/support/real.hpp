// The number type of the oracles: the library's, MPFR with as many digits as are asked for.
#pragma once

#include <typegrad/verify/real.hpp>

namespace typegrad::test {

using verify::real, verify::working_digits, verify::is_finite;

}  // namespace typegrad::test
