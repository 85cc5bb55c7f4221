// A double that knows what it would be if the mathematics library alone had erred: it separates the
// errors of the rules from those of the calls they make.
//
// The derivative of tanh is (1 - r)(1 + r): where r is near 1, the last bit of r as tanh() returned
// it is worth many units in the last place of the derivative, and no rule that uses r can know
// better. So each number is carried twice, as the double that the program computes, and as a
// `witness` in high precision:
//
//     arithmetic       rounded = fl(a.rounded + b.rounded)     witness = a.witness + b.witness
//     a call f         rounded = f(a.rounded)                  witness = f(a.witness) + (rounded -
//     f(a.rounded))
//
// where f on the right is exact: the witness takes over what the call erred at the very argument
// that it was called with, and nothing else. So witness - exact is what the platform's libm
// contributes to the result, and rounded - witness is what the rule's own roundings do: that is to
// be at most a few units in the last place.
#pragma once

#include <typegrad/op/kernel.hpp>

#include "support/real.hpp"

namespace typegrad::test {

struct witnessed {
  double rounded = 0;
  real witness = 0;

  witnessed() = default;
  explicit witnessed(double x) : rounded(x), witness(x) {}
  explicit witnessed(long double x) : rounded(static_cast<double>(x)), witness(x) {}
  explicit witnessed(int x) : witnessed(static_cast<double>(x)) {}
  witnessed(double r, const real& w) : rounded(r), witness(w) {}

  friend witnessed operator/(const witnessed& a, const witnessed& b) {
    return {a.rounded / b.rounded, a.witness / b.witness};
  }
  friend bool operator<(const witnessed& a, const witnessed& b) { return a.rounded < b.rounded; }
};

/// The functions of libm in the table and the square root.
constexpr bool calls_libm(operation o) {
  using enum operation;
  for (const operation call : {pow,   sqrt,  cbrt,  hypot, exp,  exp2, expm1,  log,   log2, log10,
                               log1p, sin,   cos,   tan,   asin, acos, atan,   atan2, sinh, cosh,
                               tanh,  asinh, acosh, atanh, erf,  erfc, lgamma, tgamma})
    if (o == call) return true;
  return false;
}

}  // namespace typegrad::test

namespace typegrad {

template <operation O>
struct kernel<O, test::witnessed> {
  using witnessed = test::witnessed;
  using real = test::real;

  template <class... X>
  static auto of(const X&... x) {
    if constexpr (info(O).kind == operation_kind::logical) {
      return kernel<O, double>::of(x...);
    } else if constexpr (info(O).kind == operation_kind::comparison) {
      return kernel<O, double>::of(x.rounded...);
    } else {
      const double rounded = kernel<O, double>::of(x.rounded...);
      real witness = kernel<O, real>::of(x.witness...);
      if constexpr (test::calls_libm(O))
        if (std::isfinite(rounded)) witness += rounded - kernel<O, real>::of(real(x.rounded)...);
      return witnessed(rounded, witness);
    }
  }
  static witnessed of(bool x, const witnessed& y, const witnessed& z) { return x ? y : z; }
  template <class T>
  static witnessed of() {
    return {kernel<O, double>::template of<double>(), kernel<O, real>::template of<real>()};
  }
};

}  // namespace typegrad
