// Evaluates programs with MPFR in rising precision (Ziv, ACM Transactions on Mathematical Software
// 17, 1991, page 410).
#include "right_digits.hpp"

#include <boost/multiprecision/mpfr.hpp>
#include <cmath>
#include <limits>
#include <utility>

#include <typegrad/eval/interpret.hpp>

namespace laboratory {

namespace {

using number = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>,
                                             boost::multiprecision::et_off>;

}  // namespace
}  // namespace laboratory

/// Multiprecision's lgamma is log(Γ(x)), a NaN where Γ(x) is negative.
template <>
struct typegrad::kernel<typegrad::operation::lgamma, laboratory::number> {
  static laboratory::number of(const laboratory::number& x) {
    laboratory::number result;
    int sign = 0;
    mpfr_lgamma(result.backend().data(), &sign, x.backend().data(), MPFR_RNDN);
    return result;
  }
};

namespace laboratory {

namespace {

namespace tg = typegrad;

/// How many digits more have to agree than are shown: of these the last ones may round.
constexpr int guard = 3;

std::vector<number> evaluate_with(const tg::graph& program, const std::vector<tg::graph>& point,
                                  int digits) {
  number::default_precision(static_cast<unsigned>(digits));
  std::vector<number> x(point.size()), y(program.outputs.size());
  for (std::size_t slot = 0; slot < point.size(); ++slot)
    tg::interpret<number>(point[slot], nullptr, &x[slot]);
  tg::interpret<number>(program, x.data(), y.data());
  return y;
}

bool is_finite(const number& x) { return mpfr_number_p(x.backend().data()) != 0; }

std::string text_of(const number& x, int digits) {
  if (mpfr_nan_p(x.backend().data())) return "nan";
  if (!is_finite(x)) return x > 0 ? "inf" : "-inf";
  return x == 0 ? "0" : x.str(digits, {});
}

/// The digits in which two values agree: the exponent of their relative difference.
int agreeing_digits(const number& rough, const number& fine, int most) {
  if (!is_finite(rough) || !is_finite(fine)) return most;
  if (rough == fine) return most;
  if (fine == 0) return 0;
  const number difference = abs((rough - fine) / fine);
  const number digits = -log10(difference);
  return digits > most ? most : digits < 0 ? 0 : digits.convert_to<int>();
}

/// A zero that rounding errors hide falls with each digit more.
bool shrinks(const number& rough, const number& fine) {
  return is_finite(rough) && is_finite(fine) && abs(fine) < abs(rough) * number("1e-15");
}

/// A value to the digits that agree; `undetermined` where not even one does.
shown_number shown(const number& rough, const number& fine, int digits) {
  if (shrinks(rough, fine)) return {"0", 0};
  const int agreeing = agreeing_digits(rough, fine, digits + guard);
  const double nearest = fine.convert_to<double>();
  if (agreeing >= digits + guard) return {text_of(fine, digits), nearest};
  if (agreeing > guard) return {text_of(fine, agreeing - guard), nearest};
  return {"undetermined", std::numeric_limits<double>::quiet_NaN()};
}

}  // namespace

std::vector<shown_number> evaluate(const tg::graph& program, const std::vector<tg::graph>& point,
                                   int digits) {
  constexpr int enough_for_zero = 700, most = 2000;
  int precision = digits + 20;
  std::vector<number> rough, fine = evaluate_with(program, point, precision);
  bool all_agree = false;
  while (!all_agree && precision < most) {
    precision *= 2;
    rough = std::move(fine);
    fine = evaluate_with(program, point, precision);
    all_agree = true;
    for (tg::index i = 0; i < program.outputs.size(); ++i) {
      const bool is_zero = fine[i] == 0 || shrinks(rough[i], fine[i]);
      const bool is_sure =
          is_zero ? precision >= enough_for_zero || program.is_literal(program.outputs[i], 0)
                  : agreeing_digits(rough[i], fine[i], digits + guard) >= digits + guard;
      all_agree = all_agree && is_sure;
    }
  }
  std::vector<shown_number> result;
  for (std::size_t i = 0; i < fine.size(); ++i) result.push_back(shown(rough[i], fine[i], digits));
  return result;
}

double relative_error(const std::string& exact, double got) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (exact == "nan" || exact == "undetermined") return std::numeric_limits<double>::quiet_NaN();
  if (exact == "inf" || exact == "-inf")
    return got == (exact == "inf" ? infinity : -infinity) ? 0 : infinity;
  if (!std::isfinite(got)) return infinity;
  number::default_precision(most_digits + 20);
  const number right(exact), error = abs(number(got) - right);
  return number(right == 0 ? error : error / abs(right)).convert_to<double>();
}

}  // namespace laboratory
