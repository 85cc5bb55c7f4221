// Minimisation by Newton's method, whose equations conjugate gradients solve as far as is worth
// while (J. Nocedal and S. Wright, Numerical Optimization, 2nd edition, algorithm 7.1). The Hessian
// is known by its products alone.
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <Eigen/Core>
#include <Eigen/IterativeLinearSolvers>

#include "objective.hpp"

namespace breast_cancer {

class hessian;

template <class Operand>
auto numbers(Operand& v) {
  return std::span(v.data(), static_cast<std::size_t>(v.size()));
}

}  // namespace breast_cancer

template <>
struct Eigen::internal::traits<breast_cancer::hessian>
    : Eigen::internal::traits<Eigen::SparseMatrix<double>> {};

namespace breast_cancer {

/// The Hessian at x as a matrix that Eigen's solvers multiply by vectors.
class hessian : public Eigen::EigenBase<hessian> {
 public:
  using Scalar = double;
  using RealScalar = double;
  using StorageIndex = int;
  enum {
    ColsAtCompileTime = Eigen::Dynamic,
    MaxColsAtCompileTime = Eigen::Dynamic,
    IsRowMajor = false
  };

  hessian(const objective& f, const Eigen::VectorXd& x, std::size_t& products)
      : f_(&f), x_(&x), products_(&products) {}
  Eigen::Index rows() const { return x_->size(); }
  Eigen::Index cols() const { return x_->size(); }

  Eigen::VectorXd times(const Eigen::VectorXd& v) const {
    Eigen::VectorXd product(v.size());
    f_->hessian_product(numbers(*x_), numbers(v), numbers(product));
    ++*products_;
    return product;
  }
  template <class Operand>
  Eigen::Product<hessian, Operand, Eigen::AliasFreeProduct> operator*(
      const Eigen::MatrixBase<Operand>& v) const {
    return {*this, v.derived()};
  }

 private:
  const objective* f_;
  const Eigen::VectorXd* x_;
  std::size_t* products_;
};

}  // namespace breast_cancer

template <class Operand>
struct Eigen::internal::generic_product_impl<breast_cancer::hessian, Operand, Eigen::SparseShape,
                                             Eigen::DenseShape, Eigen::GemvProduct>
    : Eigen::internal::generic_product_impl_base<
          breast_cancer::hessian, Operand, generic_product_impl<breast_cancer::hessian, Operand>> {
  template <class To>
  static void scaleAndAddTo(To& to, const breast_cancer::hessian& h, const Operand& v,
                            const double& factor) {
    to += factor * h.times(v);
  }
};

namespace breast_cancer {

minimum minimise_by_newton_cg(const objective& f, double tolerance) {
  const std::size_t most_iterations = 100;
  const auto n = static_cast<Eigen::Index>(f.parameters);
  Eigen::VectorXd x = Eigen::VectorXd::Zero(n), next(n), gradient(n), next_gradient(n);
  std::size_t gradients = 1, products = 0;
  double value = f.value_and_gradient(numbers(x), numbers(gradient));
  minimum found{{}, {{gradients, products, value, gradient.norm()}}};

  while (gradient.norm() > tolerance) {
    if (found.path.size() > most_iterations) throw not_reached("Newton-CG", found, tolerance);
    Eigen::ConjugateGradient<hessian, Eigen::Lower | Eigen::Upper, Eigen::IdentityPreconditioner>
        solver;
    solver.setTolerance(std::min(0.5, std::sqrt(gradient.norm())));
    const hessian h(f, x, products);
    const Eigen::VectorXd step = -solver.compute(h).solve(gradient);

    // Armijo's condition; what rounding adds to the value is no ascent.
    const double slope = step.dot(gradient);
    const double rounding = 8 * std::numeric_limits<double>::epsilon() * std::abs(value);
    double length = 1, next_value = 0;
    while (true) {
      next = x + length * step;
      next_value = f.value_and_gradient(numbers(next), numbers(next_gradient));
      ++gradients;
      if (next_value <= value + 1e-4 * length * slope + rounding) break;
      length /= 2;
      if (length < 1e-10) throw not_reached("Newton-CG", found, tolerance);
    }
    x.swap(next);
    gradient.swap(next_gradient);
    value = next_value;
    found.path.push_back({gradients, products, value, gradient.norm()});
  }
  found.at.assign(x.data(), x.data() + n);
  return found;
}

}  // namespace breast_cancer
