// The polygamma functions in C99: the algorithms of <typegrad/op/special.hpp> and
// <typegrad/op/polygamma.hpp> for numbers of 53 bits, step by step, so that they have the same
// bits. They are written out a second time because the text must stand alone: C has neither the
// templates there, which serve every precision, nor digamma in its library, and the number of
// steps depends on the argument, which a list of operations cannot.
#pragma once

#include <string_view>

namespace typegrad::print {

inline constexpr std::string_view c_digamma = R"(/* |B_2k| / (2k)!, k = 1 ... 8 */
static const double @_beta[] = {
    0.08333333333333333,   0.0013888888888888887,  3.3068783068783064e-05, 8.267195767195765e-07,
    2.0876756987868094e-08, 5.284190138687492e-10, 1.3382536530684672e-11, 3.389680296322581e-13};

static double @_series(int n, double z) {
  double sum = 0.0, w = (n + 1) * z;
  for (int k = 1; k <= 8; ++k) {
    sum = sum + @_beta[k - 1] * w;
    w = w * (z * -((n + 2 * k) * (n + 2 * k + 1)));
  }
  return sum;
}

static double @_slope(double a, double b) {
  double sum = 0.0, factorial = 1.0, power_of_b = 1.0, quotient = 1.0;
  for (int k = 1; k <= 8; ++k) {
    sum = sum + @_beta[k - 1] * (factorial * quotient);
    factorial = factorial * -((2 * k) * (2 * k + 1));
    power_of_b = power_of_b * b;
    quotient = a * quotient + power_of_b;
  }
  return sum;
}

static long double @_from_root(long double x) {
  return x - 0x1.762d86356be3fp+0 - 0x1.b86a722197829p-54 - 0x1.e0d62a6be90c7p-109;
}

static double @_digamma_of_positive(double x) {
  if (x >= 11.0) {
    const double t = 1.0 / x;
    return (double)(logl(x) - (t / 2.0 + @_series(0, t * t)));
  }
  const long double y = x, h = @_from_root(y), r = -@_from_root(0.0), v = r + 11;
  const double a = 1.0 / (double)v, b = 1.0 / (x + 11.0), w = a * b;
  long double sum = w / 2.0 + w * (a + b) * @_slope(a * a, b * b);
  for (int k = 10; k > 0; --k) sum = sum + 1 / ((y + k) * (r + k));
  return (double)(log1pl(h / v) + h * sum + h / r / y);
}

static double @_from_integer(double x) { return x > -INFINITY ? x - round(x) : 0.0; }

static double @_polygamma_at_pole(int n, double x) {
  if (n % 2 == 1 && x > -INFINITY) return INFINITY;
  return x == 0.0 ? copysign(INFINITY, -x) : NAN;
}

static double @_pi_cot_pi(double f) {
  const double pi = (double)3.14159265358979323846264338327950288L;
  const double g = f < 0.0 ? -f : f;
  if (4.0 * g < 1.0) return pi / tan(pi * f);
  const double c = pi * tan(pi * (0.5 - g));
  return f < 0.0 ? -c : c;
}

static double @_digamma(double x) {
  if (!(x < INFINITY)) return x;
  if (x > 0.0) return @_digamma_of_positive(x);
  const double f = @_from_integer(x);
  if (f == 0.0) return @_polygamma_at_pole(0, x);
  return @_digamma_of_positive(1.0 - x) - @_pi_cot_pi(f);
}
)";

inline constexpr std::string_view c_polygamma = R"(static double @_power(double x, int n) {
  for (double r = 1.0;; x = x * x) {
    if (n % 2 == 1) r = r * x;
    n /= 2;
    if (n == 0) return r;
  }
}

static double @_magnitude(int n, double x) {
  const int least = 11 + 5 * n / 3;
  double factorial = 1.0, y = x;
  int shift = 0;
  for (int k = 2; k <= n; ++k) factorial = factorial * k;
  if (!(factorial < INFINITY)) return NAN;
  for (; y < least; y = x + shift) ++shift;
  const double t = 1.0 / y;
  double sum = factorial / n / y / @_power(y, n - 1) *
               (1.0 + n * (t / 2.0 + @_series(n, t * t)));
  for (int k = shift - 1; k > 0; --k) sum = sum + factorial / @_power(x + k, n + 1);
  return shift > 0 ? sum + factorial / x / @_power(x, n) : sum;
}

static double @_polygamma(double order, double x) {
  const int n = (int)order;
  if (n == 0) return @_digamma(x);
  if (n < 0) return NAN;
  if (x != x) return x;
  if (x > 0.0) return n % 2 == 1 ? @_magnitude(n, x) : -@_magnitude(n, x);
  const double f = @_from_integer(x);
  if (f == 0.0) return @_polygamma_at_pole(n, x);
  const double g = f < 0.0 ? -f : f;
  const double far = @_magnitude(n, 1.0 - x);
  const double left = @_magnitude(n, g), right = @_magnitude(n, 1.0 - g);
  if (n % 2 == 1) return left + right - far;
  return (f < 0.0 ? left - right : right - left) - far;
}
)";

}  // namespace typegrad::print
