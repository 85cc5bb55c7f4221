// What a check has found: plain data, a verdict, and a readable table by operator<<.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace typegrad {

/// `undecided` where there is nothing to compare with: at a kink, at an end of the domain, or where
/// differences do not settle.
enum class verdict : std::uint8_t { right, wrong, undecided };

/// What is found of one quantity, and in one sentence why. Where it is right there is a sentence
/// only if rounding takes half of its digits or more.
struct finding {
  verdict found = verdict::right;
  std::string reason;
};

/// A number computed in the working precision, and how far it is from the one of 100 digits: in
/// units in the last place of that one (Goldberg, ACM Computing Surveys 23, 1991), and relative to
/// it. Infinite where one of both is a number and the other is not.
struct computed_number {
  long double got = 0;
  double ulps = 0;
  double relative_error = 0;
};

/// The same number at 50 and at 100 digits, as decimals; "nan", "inf" and "-inf" where it is none.
struct precise_number {
  std::string digits_50, digits_100;
};

/// One number y_i of the result. Its condition is Σ_j |x_j ∂y_i/∂x_j| / |y_i|: so many times its
/// relative error is that of the arguments.
struct checked_value {
  computed_number value;
  precise_number precise;
  double condition = 0;
  finding conclusion;
};

/// One entry ∂y_i/∂x_j of the Jacobian. Its condition is Σ_k |x_k ∂²y_i/∂x_j∂x_k| / |∂y_i/∂x_j|.
struct checked_derivative {
  std::size_t result = 0, variable = 0;
  computed_number forward, reverse, difference;
  precise_number precise_forward, precise_reverse, precise_difference;
  double condition = 0;
  finding conclusion;
};

/// Number j of H v, H the Hessian of a sum of the results with random weights and v a random
/// direction: at 100 digits, by all nestings of both modes, the outer one first.
struct checked_curvature {
  std::size_t variable = 0;
  std::string forward_forward, forward_reverse, reverse_forward, reverse_reverse, difference;
  finding conclusion;
};

/// A law of derivatives, and the number by which it is judged.
struct checked_law {
  double measured = 0;
  finding conclusion;
};

/// An operation of the program, and what its own rounding adds to the error of a result, at most: |
/// v̄ v| u, v̄ the adjoint of its value v, and u the unit roundoff (Griewank & Walther, Evaluating
/// Derivatives, 2nd ed., 2008, section 6.3). An operation in a loop stands for all iterations.
struct rounding_source {
  std::string operation;
  long double value = 0;
  double ulps = 0;         ///< |v̄ v| u in units in the last place of the result
  double digits_lost = 0;  ///< log₁₀ |v̄ v / y|; 0 where none are
};

/// A sum whose result is small beside its operands: the leading digits cancel, log₁₀ of the larger
/// operand over the result, and the operands' errors stay.
struct cancellation {
  std::string operation;
  double digits = 0;
};

/// The rounding error of one result: as it is, and what the operations may add up to. The sources
/// are those that add most, the largest first.
struct rounding_report {
  double actual_ulps = 0, expected_ulps = 0;
  std::vector<rounding_source> sources;
};

/// What `tg::check(f)(x...)` returns.
struct check_report {
  std::string number_type;             ///< of the working precision: "float", "double", ...
  std::vector<std::string> variables;  ///< the names of the arguments' numbers: x, or W[0, 1]
  std::vector<std::string> results;    ///< the names of the result's numbers
  std::vector<long double> point;
  std::vector<checked_value> values;
  std::vector<checked_derivative> derivatives;  ///< row by row
  std::vector<checked_curvature> curvatures;    ///< none unless all derivatives are right
  checked_law duality;       ///< |⟨ȳ, J ẋ⟩ - ⟨Jᵀ ȳ, ẋ⟩| at 100 digits, relative to the terms
  checked_law taylor_slope;  ///< 2: f(x + h v) - f(x) - h J v = O(h²)
  checked_law second_slope;  ///< 3: the same with h²/2 vᵀ H v
  std::vector<rounding_report> rounding;  ///< one a result
  std::vector<cancellation> cancellations;
  std::vector<std::string> kinks;  ///< operations that are not smooth at the point

  /// `wrong` where anything is; else `undecided` where anything is.
  verdict found() const;
  /// Everything has been compared and is right.
  bool ok() const { return found() == verdict::right; }
};

/// Aligned tables, with what is wrong or undecided in sentences.
std::ostream& operator<<(std::ostream& out, const check_report& report);

/// "right", "wrong" or "undecided".
const char* to_string(verdict v);

}  // namespace typegrad
