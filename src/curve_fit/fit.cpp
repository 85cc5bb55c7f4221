// The Levenberg-Marquardt method, then Gauss-Newton steps.
#include "fit.hpp"

#include <Eigen/QR>
#include <cmath>
#include <unsupported/Eigen/NonLinearOptimization>

#include "digits_50.hpp"

namespace curve_fit {

namespace {

/// A problem in the form Eigen's Levenberg-Marquardt method takes.
template <class S>
struct lm_functor {
  const problem<S>& p;

  int values() const { return static_cast<int>(p.observations); }
  int operator()(const vector<S>& b, vector<S>& r) const {
    p.residuals(b, r);
    return 0;
  }
  int df(const vector<S>& b, matrix<S>& j) const {
    p.jacobian(b, j);
    return 0;
  }
};

/// The problem made linear at b: J = QR, and the Gauss-Newton step −J⁺r towards the minimum.
template <class S>
struct linearisation {
  vector<S> r, step;
  matrix<S> j, upper;

  linearisation(const problem<S>& p, const vector<S>& b) {
    p.residuals(b, r);
    p.jacobian(b, j);
    const Eigen::HouseholderQR<matrix<S>> qr(j);
    step = -qr.solve(r);
    upper = qr.matrixQR().topRows(b.size()).template triangularView<Eigen::Upper>();
  }

  /// The step's length over that of b, each parameter in units of its column's norm in J.
  S relative_step(const vector<S>& b) const {
    const vector<S> scale = j.colwise().norm();
    const S length = scale.cwiseProduct(step).norm();
    return length > 0 ? S(length / scale.cwiseProduct(b).norm()) : length;
  }

  /// R⁻¹: the covariance is s² R⁻¹R⁻ᵀ = s² (JᵀJ)⁻¹.
  matrix<S> inverse() const {
    const matrix<S> identity = matrix<S>::Identity(upper.rows(), upper.cols());
    return upper.template triangularView<Eigen::Upper>().solve(identity);
  }
};

}  // namespace

template <class S>
estimate fit(const problem<S>& p, vector<S> b) {
  using std::sqrt;
  lm_functor<S> functor{p};
  Eigen::LevenbergMarquardt<lm_functor<S>, S> method(functor);
  method.parameters.ftol = method.parameters.xtol = Eigen::NumTraits<S>::epsilon();
  method.parameters.maxfev = 5000;
  method.minimize(b);

  linearisation<S> at(p, b);
  S length(1);
  for (S next = at.relative_step(b); next > 0 && next <= length / 2; next = at.relative_step(b)) {
    length = next;
    b += at.step;
    at = linearisation<S>(p, b);
  }

  const S rss = at.r.squaredNorm();
  const S s = sqrt(S(rss / S(static_cast<double>(at.r.size() - b.size()))));
  const matrix<S> scaled = s * at.inverse();
  const vector<S> deviations = scaled.rowwise().norm();
  const matrix<S> covariance = scaled * scaled.transpose();
  estimate e;
  for (Eigen::Index i = 0; i < b.size(); ++i) {
    e.parameters.push_back(static_cast<double>(b[i]));
    e.deviations.push_back(static_cast<double>(deviations[i]));
    for (Eigen::Index k = 0; k < b.size(); ++k)
      e.covariance.push_back(static_cast<double>(covariance(i, k)));
  }
  e.residual_sum_of_squares = static_cast<double>(rss);
  e.residual_deviation = static_cast<double>(s);
  e.last_step = static_cast<double>(at.relative_step(b));
  e.evaluations = static_cast<int>(method.nfev);
  return e;
}

template estimate fit(const problem<double>&, vector<double>);
template estimate fit(const problem<digits_50>&, vector<digits_50>);

}  // namespace curve_fit
