#include "differences.hpp"

#include <algorithm>

namespace typegrad::verify {

namespace {

real power_of_ten(int exponent) { return pow(real(10), exponent); }

/// The slopes for the steps h and h/10, from the values there.
struct two_steps {
  real left[2], right[2], central[2], noise[2];

  /// A kink keeps the difference of both sides when the step is shortened, where a smooth function
  /// has a tenth of it, and a jump ten times it.
  slope conclude() const {
    slope s{behaviour::smooth, central[1], abs(central[0] - central[1]) / 10 + noise[1], left[1],
            right[1]};
    const real before = abs(right[0] - left[0]), after = abs(right[1] - left[1]);
    if (after > 10 * noise[1] && 2 * after > before) {
      s.how = after > 5 * before ? behaviour::jump : behaviour::kink;
    } else if (abs(central[0] - central[1]) >
               abs(central[1]) / 1000000 + 10 * noise[0] + 10 * noise[1]) {
      s.how = behaviour::unsettled;
    }
    return s;
  }
};

}  // namespace

reals noise_of(const graph& g, const reals& x, const reals& more) {
  const working_digits guard(100);
  reals beside;
  for (std::size_t j = 0; j < x.size(); ++j)
    beside.emplace_back(x[j] + scale_of(x[j]) / (3 + j) * power_of_ten(-25), 50);
  const reals at_50 = evaluate(50, g, joined(beside, more)),
              at_100 = evaluate(100, g, joined(beside, more));
  reals noise;
  for (std::size_t i = 0; i < at_50.size(); ++i) {
    const real error = abs(real(at_50[i], 100) - at_100[i]) * power_of_ten(50);
    const real size = 10 * abs(at_100[i]);
    noise.push_back(1000 * (is_finite(error) && error > size ? error
                            : is_finite(size)                ? size
                                                             : real(0)));
  }
  return noise;
}

std::vector<slope> slopes_along(unsigned digits, const graph& g, const reals& x, std::size_t j,
                                const reals& value, const reals& noise) {
  const working_digits guard(digits);
  const int step = static_cast<int>(digits) / 4;
  std::vector<two_steps> all(value.size());
  std::vector<bool> finite(value.size(), true);
  for (const int k : {0, 1}) {
    const real h = scale_of(real(x[j], digits)) * power_of_ten(-step - k);
    reals above = x, below = x;
    above[j] = real(x[j], digits) + h;
    below[j] = real(x[j], digits) - h;
    const reals after = evaluate(digits, g, above), before = evaluate(digits, g, below);
    for (std::size_t i = 0; i < value.size(); ++i) {
      two_steps& s = all[i];
      const real centre(value[i], digits);
      finite[i] = finite[i] && is_finite(after[i]) && is_finite(before[i]) && is_finite(centre);
      s.left[k] = (centre - before[i]) / h;
      s.right[k] = (after[i] - centre) / h;
      s.central[k] = (after[i] - before[i]) / (2 * h);
      s.noise[k] = real(noise[i], digits) * power_of_ten(-static_cast<int>(digits)) / h;
    }
  }
  std::vector<slope> slopes;
  for (std::size_t i = 0; i < value.size(); ++i) {
    slopes.push_back(all[i].conclude());
    if (!finite[i]) slopes.back().how = behaviour::edge;
  }
  return slopes;
}

slope mixed_slope(const graph& g, const reals& x, std::size_t j, const reals& v, const reals& w,
                  const reals& noise) {
  constexpr unsigned digits = 100;
  constexpr int step = 20;
  const working_digits guard(digits);
  two_steps s;
  for (const int k : {0, 1}) {
    const real h = power_of_ten(-step - k), along = h * scale_of(x[j]);
    const auto value = [&](int sign_of_j, int sign_of_v) {
      reals at = x;
      for (std::size_t i = 0; i < x.size(); ++i) at[i] += sign_of_v * h * v[i];
      at[j] += sign_of_j * along;
      return product(w, evaluate(digits, g, at));
    };
    // Both sides of x_j are one derivative along v each.
    const real above = (value(1, 1) - value(1, -1)) / (2 * h),
               centre = (value(0, 1) - value(0, -1)) / (2 * h),
               below = (value(-1, 1) - value(-1, -1)) / (2 * h);
    s.right[k] = (above - centre) / along;
    s.left[k] = (centre - below) / along;
    s.central[k] = (above - below) / (2 * along);
    s.noise[k] = product_of_sizes(w, noise) * power_of_ten(-static_cast<int>(digits)) / h / along;
  }
  slope result = s.conclude();
  if (!is_finite(s.central[0]) || !is_finite(s.central[1])) result.how = behaviour::edge;
  return result;
}

}  // namespace typegrad::verify
