// The least value of a function of a tree of parameters, by the library L-BFGS.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include <lbfgs.h>

#include <typegrad/train.hpp>

namespace kan {

/// Goes down from `parameters`, and leaves them where it ends: after that many iterations, or where
/// rounding lets it go no further. evaluate(parameters, gradient) writes the gradient and gives the
/// value; after each iteration, report(value) is called with the parameters set. Throws
/// std::runtime_error where no step from the start makes the value smaller.
template <class Tree, class Evaluate, class Report>
void minimise(Tree& parameters, std::size_t iterations, const Evaluate& evaluate,
              const Report& report) {
  struct state {
    Tree &parameters, gradient;
    const Evaluate& evaluate;
    const Report& report;
    std::size_t steps = 0;

    void read(const double* x) {
      typegrad::for_each_leaf(parameters, [&](const std::string&, auto& leaf) {
        for (double& number : leaf) number = *x++;
      });
    }
    static void write(const Tree& tree, double* x) {
      typegrad::for_each_leaf(tree, [&](const std::string&, const auto& leaf) {
        for (const double number : leaf) *x++ = number;
      });
    }
    static double value(void* self, const double* x, double* g, int, double) {
      state& s = *static_cast<state*>(self);
      s.read(x);
      const double result = s.evaluate(s.parameters, s.gradient);
      write(s.gradient, g);
      return result;
    }
    static int progress(void* self, const double* x, const double*, double value, double, double,
                        double, int, int, int) {
      state& s = *static_cast<state*>(self);
      s.read(x);
      s.report(value);
      ++s.steps;
      return 0;
    }
  } s{parameters, parameters, evaluate, report};

  std::size_t count = 0;
  typegrad::for_each_leaf(parameters,
                          [&](const std::string&, const auto& leaf) { count += leaf.size(); });
  const std::unique_ptr<double, void (*)(double*)> x(lbfgs_malloc(static_cast<int>(count)),
                                                     lbfgs_free);
  if (x == nullptr) throw std::bad_alloc();
  state::write(parameters, x.get());
  lbfgs_parameter_t options;
  lbfgs_parameter_init(&options);
  options.m = 20;
  options.epsilon = 1e-9;
  options.max_linesearch = 40;
  options.max_iterations = static_cast<int>(iterations);
  lbfgs(static_cast<int>(count), x.get(), nullptr, state::value, state::progress, &s, &options);
  s.read(x.get());
  if (s.steps == 0)
    throw std::runtime_error("L-BFGS finds no step that makes the loss smaller: try another seed.");
}

}  // namespace kan
