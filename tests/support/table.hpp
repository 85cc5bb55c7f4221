// The rows of the table as data: for tests that hold for every operation.
#pragma once

#include <cstdlib>
#include <vector>

#include <typegrad/op/kernel.hpp>

#include "support/real.hpp"

namespace typegrad::test {

struct interval {
  double lowest, highest;
  constexpr interval(double low, double high) : lowest(low), highest(high) {}
};

struct row {
  operation op;
  std::vector<interval> domain;  ///< one interval an argument
};

/// The rows that are functions of numbers: all but choices, comparisons, logic and constants.
inline const std::vector<row>& rows() {
  static const std::vector<row> all = {
#define TYPEGRAD_UNARY(name, value, dx, x) {operation::name, {interval x}},
#define TYPEGRAD_BINARY(name, value, dx, dy, x, y) {operation::name, {interval x, interval y}},
#define TYPEGRAD_TERNARY(name, value, dx, dy, dz, x, y, z) \
  {operation::name, {interval x, interval y, interval z}},
#include <typegrad/op/table.def>
  };
  return all;
}

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
