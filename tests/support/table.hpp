// The values of the rows of the table at high precision.
#pragma once

#include <cstdlib>
#include <vector>

#include <typegrad/op/kernel.hpp>

#include "support/real.hpp"
#include "support/rows.hpp"

namespace typegrad::test {

/// The value of a row at high precision. ψ and ψ⁽¹⁾ are MPFR's own and its central difference, not
/// the library's.
inline real value(operation o, const std::vector<real>& x) {
  switch (o) {
#define TYPEGRAD_UNARY(name, ...) \
  case operation::name:           \
    return kernel<operation::name, real>::of(x[0]);
#define TYPEGRAD_BINARY(name, ...) \
  case operation::name:            \
    return kernel<operation::name, real>::of(x[0], x[1]);
#define TYPEGRAD_TERNARY(name, ...) \
  case operation::name:             \
    return kernel<operation::name, real>::of(x[0], x[1], x[2]);
#include <typegrad/op/table.def>
    default:
      std::abort();
  }
}

/// ψ(x) as MPFR computes it.
inline real mpfr_digamma_of(const real& x) {
  real r;
  mpfr_digamma(r.backend().data(), x.backend().data(), MPFR_RNDN);
  return r;
}

}  // namespace typegrad::test
