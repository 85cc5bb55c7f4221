// The number type of references: MPFR with as many digits as the question at hand asks for.
#pragma once

#include <boost/multiprecision/mpfr.hpp>

namespace typegrad::verify {

using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>,
                                           boost::multiprecision::et_off>;

/// While it lives, new numbers of the type `real` have the given decimal digits.
class working_digits {
 public:
  explicit working_digits(unsigned digits) : before_(real::default_precision()) {
    real::default_precision(digits);
  }
  ~working_digits() { real::default_precision(before_); }
  working_digits(const working_digits&) = delete;
  working_digits& operator=(const working_digits&) = delete;

 private:
  unsigned before_;
};

inline bool is_finite(const real& x) { return mpfr_number_p(x.backend().data()) != 0; }

}  // namespace typegrad::verify
