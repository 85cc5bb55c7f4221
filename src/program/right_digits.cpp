// Evaluates programs with MPFR in rising precision (Ziv, ACM Transactions on Mathematical Software
// 17, 1991, page 410).
#include "right_digits.hpp"

#include <boost/multiprecision/mpfr.hpp>

#include <typegrad/eval/interpret.hpp>

namespace laboratory {

namespace {

namespace tg = typegrad;
using number = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>,
                                             boost::multiprecision::et_off>;

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

}  // namespace

std::vector<shown_number> evaluate(const tg::graph& program, const std::vector<tg::graph>& point,
                                   int digits) {
  constexpr int step = 40, steps = 3;
  std::vector<number> rough = evaluate_with(program, point, digits + 10), fine;
  bool all_agree = false;
  for (int k = 1; k <= steps && !all_agree; ++k) {
    if (k > 1) rough = std::move(fine);
    fine = evaluate_with(program, point, digits + 10 + k * step);
    all_agree = true;
    for (std::size_t i = 0; i < fine.size(); ++i) {
      if (shrinks(rough[i], fine[i]))
        fine[i] = 0;
      else if (agreeing_digits(rough[i], fine[i], digits + 3) < digits + 3)
        all_agree = false;
    }
  }
  std::vector<shown_number> result;
  for (std::size_t i = 0; i < fine.size(); ++i) {
    const int agreeing = fine[i] == 0 ? digits : agreeing_digits(rough[i], fine[i], digits + 3);
    const int shown = agreeing >= digits + 3 ? digits : agreeing < 1 ? 1 : agreeing;
    result.push_back(
        {text_of(fine[i], shown > digits ? digits : shown), fine[i].convert_to<double>()});
  }
  return result;
}

}  // namespace laboratory
