// Nonlinear least squares with standard deviations, in the arithmetic of a scalar type S.
#pragma once

#include "estimate.hpp"
#include "least_squares.hpp"

namespace curve_fit {

/// Fits from b. First Levenberg-Marquardt with MINPACK's trust region (Moré 1978), which stops when
/// |r|² no longer falls: there b holds only about half of S's digits, since |r|² is flat at its
/// minimum. Then Gauss-Newton steps while each is at most half as long as the one before: they
/// solve Jᵀr = 0, which is not flat. Deviations are s √((JᵀJ)⁻¹)_jj with s² = |r|² / (N − P). S is
/// double or digits_50: the solver is compiled once for each.
template <class S>
estimate fit(const problem<S>& p, vector<S> b);

}  // namespace curve_fit
