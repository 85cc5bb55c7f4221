// The derivatives of a row as central differences of its value at high precision tell them.
#pragma once

#include <cstddef>
#include <vector>

#include "support/differences.hpp"
#include "support/points.hpp"

namespace typegrad::test {

/// Digits in which differences are taken, and their step h = 10^-step x, relative to each
/// coordinate x.
struct resolution {
  int digits, step;
};

/// What a row is differentiated by, and the function whose differences tell its derivatives:
/// ψ⁽¹⁾(y) is told by ψ.
struct subject {
  row r;
  std::vector<index> variables;
  int raised = 0;

  explicit subject(const row& of) : r(of) {
    for (index k = 0; k < r.domain.size(); ++k) variables.push_back(k);
    if (r.op == operation::polygamma) variables = {1}, raised = 1;
  }
  real operator()(const std::vector<real>& x) const {
    if (r.op == operation::digamma || r.op == operation::polygamma)
      return mpfr_digamma_of(x.back());
    return value(r.op, x);
  }
  differences<subject> near(const point& p, const resolution& by) const {
    const real step = pow(real(10), -by.step);
    std::vector<real> h;
    for (const double c : p) h.push_back(c == 0 ? step : step * abs(real(c)));
    return {*this, {p.begin(), p.end()}, h};
  }
};

/// The derivatives of the orders 1 to 3 in the order of row_derivatives, and what their differences
/// may err.
class reference {
 public:
  reference(const subject& s, const point& p, const resolution& by)
      : s_(s),
        p_(p),
        by_(by),
        near_(s.near(p, by)),
        value(near_.at(std::vector<int>(p.size(), 0))),
        exists(is_smooth(s, p.size(), by)) {
    if (!exists) return;
    const std::size_t n = s.variables.size();
    for (std::size_t order = 1, count = n; order <= 3; ++order, count *= n)
      for (std::size_t entry = 0; entry < count; ++entry) {
        std::vector<int> k(p.size(), 0);
        for (std::size_t digit = 0, rest = entry; digit < order; ++digit, rest /= n)
          ++k[s.variables[rest % n]];
        k.back() += s.raised;
        derivatives.push_back(near_.derivative(k));
        indices_.push_back(k);
      }
  }

  /// Is x the derivative number i, within 1e-24 of `scale` and what the differences err: by the
  /// rounding of their terms, and by their step, which is told from a step ten times as long.
  bool agrees(std::size_t i, const real& x, const real& scale) {
    const real distance = abs(x - derivatives[i]),
               allowed =
                   real(1e-24) * scale + near_.noise(indices_[i], pow(real(10), 10 - by_.digits));
    if (distance <= allowed) return true;
    const working_digits digits(static_cast<unsigned>(by_.digits));
    const real coarser = s_.near(p_, {by_.digits, by_.step - 1}).derivative(indices_[i]);
    return distance <= allowed + abs(coarser - derivatives[i]);
  }

  /// Are the value and the derivatives of lower order, of which number i is a derivative, doubles?
  /// Only then can nesting come to it.
  bool is_within_reach(std::size_t i) const {
    const auto exceeds = [](const real& x) { return abs(x) > largest_number; };
    if (exceeds(value)) return false;
    for (std::size_t lower = 0; lower < i; ++lower)
      if (is_part_of(indices_[lower], indices_[i]) && exceeds(derivatives[lower])) return false;
    return true;
  }

 private:
  static bool is_part_of(const std::vector<int>& lower, const std::vector<int>& k) {
    for (std::size_t j = 0; j < k.size(); ++j)
      if (lower[j] > k[j]) return false;
    return lower != k;
  }

  /// Are the differences numbers, alike on both sides, and small as the step is?
  bool is_smooth(const subject& s, std::size_t arity, const resolution& by) {
    const std::vector<int> centre(arity, 0);
    for (const index v : s.variables) {
      std::vector<int> after = centre, before = centre;
      after[v] = 1, before[v] = -1;
      const real right = near_.at(after) - near_.at(centre),
                 left = near_.at(centre) - near_.at(before);
      if (!is_finite(near_.at(centre)) || !is_finite(right) || !is_finite(left)) return false;
      const real size = abs(near_.at(centre)), noise = size * pow(real(10), 5 - by.digits);
      if (abs(right - left) > real(1e-8) * (abs(right) + abs(left)) + noise) return false;
      if (abs(right) > pow(real(10), -by.step / 2) * (size + 1)) return false;
    }
    return true;
  }

  const subject& s_;
  const point& p_;
  resolution by_;
  differences<subject> near_;
  std::vector<std::vector<int>> indices_;

 public:
  std::vector<real> derivatives;
  real value;
  bool exists;  ///< not so at the ends of the domain, and at kinks
};

}  // namespace typegrad::test
