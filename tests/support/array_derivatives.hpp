// Values and derivatives over arrays, computed elsewhere, against 50 digits. Compiled once for all
// tests, so that none compiles arithmetic of many digits over arrays.
#pragma once

#include <vector>

#include <typegrad/eval/array_of.hpp>

namespace typegrad::test {

using double_arrays = std::vector<array_of<double>>;

/// What compiled code gives for y = f(x): along a direction v the value once more and the tangent
/// dy = J v, and for a cotangent y_bar the adjoint x_bar = J' y_bar.
struct computed_derivatives {
  double_arrays x, v, y, y_again, dy, y_bar, x_bar;
};

/// Checks the derivatives of a program by the interpreter at 50 digits: forward mode against central
/// differences and reverse mode against forward mode, <y_bar, J v> = <J' y_bar, v>; and that the
/// passes before a plan is made keep all values.
void judge_modes(const graph& program, const double_arrays& x, const double_arrays& v,
                 const double_arrays& y_bar);

/// The same, and what was computed elsewhere against it.
void judge_derivatives(const graph& program, const computed_derivatives& computed);

}  // namespace typegrad::test
