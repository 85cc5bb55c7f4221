// Minimisation by libLBFGS: J. Nocedal, Mathematics of Computation 35 (1980).
#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <numeric>
#include <span>

#include <lbfgs.h>

#include "objective.hpp"

namespace breast_cancer {

namespace {

struct search {
  const objective& f;
  double tolerance;
  std::size_t gradients = 0;
  minimum found = {};
};

double evaluate(void* instance, const double* x, double* g, int n, double) {
  search& s = *static_cast<search*>(instance);
  ++s.gradients;
  const std::span gradient(g, static_cast<std::size_t>(n));
  const double value = s.f.value_and_gradient({x, gradient.size()}, gradient);
  if (s.found.path.empty()) {
    const double squares = std::inner_product(g, g + n, g, 0.0);
    s.found.path.push_back({1, 0, value, std::sqrt(squares)});
  }
  return value;
}

/// Anything but 0 ends the search.
int progress(void* instance, const double*, const double*, double value, double, double norm,
             double, int, int, int) {
  search& s = *static_cast<search*>(instance);
  s.found.path.push_back({s.gradients, 0, value, norm});
  return norm <= s.tolerance ? LBFGS_STOP : 0;
}

}  // namespace

minimum minimise_by_lbfgs(const objective& f, double tolerance) {
  const int n = static_cast<int>(f.parameters);
  const std::unique_ptr<double, decltype(&lbfgs_free)> x(lbfgs_malloc(n), lbfgs_free);
  if (x == nullptr) throw std::bad_alloc();
  std::fill_n(x.get(), n, 0.0);
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.epsilon = 0;  // the norm itself decides, and not its ratio to that of x
  search s{f, tolerance};
  const int status = lbfgs(n, x.get(), nullptr, evaluate, progress, &s, &parameters);
  if (status != LBFGS_STOP && status != LBFGS_ALREADY_MINIMIZED)
    throw not_reached("L-BFGS", s.found, tolerance);
  s.found.at.assign(x.get(), x.get() + n);
  return s.found;
}

}  // namespace breast_cancer
