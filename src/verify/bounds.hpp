// The number type of enclosures: a lower and an upper bound, 64 bits each, every operation rounded
// outward by MPFI and MPFR. No number (NaN) stands where an operation is not defined on all of its
// operands.
#pragma once

#include <mpfi.h>

namespace typegrad::verify {

/// Whether something holds: surely, surely not, or here and not there.
struct possibility {
  bool can_hold, can_fail;

  friend possibility operator!(possibility a) { return {a.can_fail, a.can_hold}; }
  friend possibility operator&&(possibility a, possibility b) {
    return {a.can_hold && b.can_hold, a.can_fail || b.can_fail};
  }
  friend possibility operator||(possibility a, possibility b) { return !(!a && !b); }
};

class bounds {
 public:
  static constexpr mpfr_prec_t precision = 64;

  bounds() { mpfi_init2(value_, precision); }
  explicit bounds(long double number) : bounds(number, number) {}
  explicit bounds(int number) : bounds(static_cast<long double>(number)) {}
  bounds(long double low, long double high) : bounds() {
    mpfr_set_ld(lower(), low, MPFR_RNDD);
    mpfr_set_ld(upper(), high, MPFR_RNDU);
  }
  bounds(const bounds& other) : bounds() { mpfi_set(value_, other.value_); }
  bounds& operator=(const bounds& other) {
    mpfi_set(value_, other.value_);
    return *this;
  }
  ~bounds() { mpfi_clear(value_); }

  mpfi_ptr get() { return value_; }
  mpfi_srcptr get() const { return value_; }
  mpfr_ptr lower() { return &value_->left; }
  mpfr_ptr upper() { return &value_->right; }
  mpfr_srcptr lower() const { return &value_->left; }
  mpfr_srcptr upper() const { return &value_->right; }

  bool is_defined() const { return !mpfr_nan_p(lower()) && !mpfr_nan_p(upper()); }
  static bounds undefined() {
    bounds r;
    mpfr_set_nan(r.lower());
    mpfr_set_nan(r.upper());
    return r;
  }
  static bounds everything() {
    bounds r;
    mpfr_set_inf(r.lower(), -1);
    mpfr_set_inf(r.upper(), 1);
    return r;
  }
  bool has_zero() const { return mpfr_sgn(lower()) <= 0 && mpfr_sgn(upper()) >= 0; }
  bool is_thin() const { return mpfr_equal_p(lower(), upper()) != 0; }

 private:
  mpfi_t value_;
};

/// The least interval that contains both.
inline bounds hull(const bounds& a, const bounds& b) {
  if (!a.is_defined() || !b.is_defined()) return bounds::undefined();
  bounds r;
  mpfr_min(r.lower(), a.lower(), b.lower(), MPFR_RNDD);
  mpfr_max(r.upper(), a.upper(), b.upper(), MPFR_RNDU);
  return r;
}

inline bounds select(possibility c, const bounds& a, const bounds& b) {
  return !c.can_fail ? a : !c.can_hold ? b : hull(a, b);
}

namespace detail {

/// Infinite ends may have no sum, product or quotient: any number is possible then.
template <class Operation>
bounds arithmetic(const Operation& operation, const bounds& a, const bounds& b) {
  if (!a.is_defined() || !b.is_defined()) return bounds::undefined();
  bounds r;
  operation(r.get(), a.get(), b.get());
  return r.is_defined() ? r : bounds::everything();
}

}  // namespace detail

inline bounds operator+(const bounds& a, const bounds& b) {
  return detail::arithmetic(mpfi_add, a, b);
}
inline bounds operator-(const bounds& a, const bounds& b) {
  return detail::arithmetic(mpfi_sub, a, b);
}
inline bounds operator*(const bounds& a, const bounds& b) {
  return detail::arithmetic(mpfi_mul, a, b);
}
inline bounds operator/(const bounds& a, const bounds& b) {
  if (a.is_defined() && b.is_defined() && b.has_zero()) return bounds::everything();
  return detail::arithmetic(mpfi_div, a, b);
}
inline bounds operator-(const bounds& a) {
  bounds r;
  mpfi_neg(r.get(), a.get());
  return r;
}

// What is not defined compares either way: mpfr's comparisons with NaN are false.
inline possibility operator<(const bounds& a, const bounds& b) {
  return {!mpfr_greaterequal_p(a.lower(), b.upper()), !mpfr_less_p(a.upper(), b.lower())};
}
inline possibility operator<=(const bounds& a, const bounds& b) { return !(b < a); }
inline possibility operator==(const bounds& a, const bounds& b) {
  const bool apart =
      mpfr_less_p(a.upper(), b.lower()) != 0 || mpfr_less_p(b.upper(), a.lower()) != 0;
  return {!apart, apart || !a.is_thin() || !b.is_thin()};
}
inline possibility operator!=(const bounds& a, const bounds& b) { return !(a == b); }

}  // namespace typegrad::verify
