// Programs of the benchmark in PyTorch, by its C++ interface.
#include "pytorch.hpp"

#include <memory>
#include <utility>

#include <ATen/Parallel.h>
#include <torch/nn/functional.h>

namespace benchmark::pytorch {

namespace {

using torch::Tensor;

Tensor tensor(const array& a) {
  return torch::from_blob(const_cast<double*>(a.numbers), a.extents, torch::kFloat64).clone();
}

struct state {
  std::vector<Tensor> parameters;
  Tensor value;

  std::vector<double> results() const {
    std::vector<double> r{value.item<double>()};
    for (const Tensor& p : parameters) {
      const Tensor g = p.grad().contiguous();
      r.insert(r.end(), g.data_ptr<double>(), g.data_ptr<double>() + g.numel());
    }
    return r;
  }
};

/// The program that f(parameters) is.
template <class F>
program differentiated(const std::vector<array>& arrays, F f) {
  at::set_num_threads(1);
  const auto s = std::make_shared<state>();
  for (const array& a : arrays) s->parameters.push_back(tensor(a).requires_grad_());
  const auto run = [s, f] {
    for (Tensor& p : s->parameters) p.mutable_grad().reset();
    s->value = f(s->parameters);
    s->value.backward();
  };
  return {run, [s] { return s->results(); }};
}

}  // namespace

program log_sum_exp(const array& x) {
  return differentiated({x}, [](const auto& p) { return torch::logsumexp(p[0], 0); });
}

program sigmoid_network(const std::vector<array>& parameters, const array& inputs,
                        const array& targets) {
  return differentiated(parameters, [x = tensor(inputs), t = tensor(targets)](const auto& p) {
    Tensor y = x;
    for (std::size_t k = 0; k < p.size(); k += 2)
      y = torch::sigmoid(torch::addmm(p[k + 1], y, p[k]));
    return torch::nn::functional::mse_loss(y, t);
  });
}

program gaussian_mixture(const mixture& g) {
  const Tensor places = tensor(g.places).to(torch::kInt64).flatten(), below = tensor(g.below),
               x = tensor(g.x).unsqueeze(0);
  const double gamma = g.gamma, m = g.m, constant = g.constant;
  return differentiated({g.alpha, g.mu, g.q, g.l}, [=](const auto& p) {
    const Tensor &alpha = p[0], &mu = p[1], &q = p[2], &l = p[3];
    const std::int64_t k = mu.size(0), d = mu.size(1), n = x.size(2);
    const Tensor scale = q.exp(), log_determinant = q.sum(1);
    const Tensor triangle = l.index_select(1, places).reshape({k, d, d}) * below;
    const Tensor y = x - mu.unsqueeze(2);
    const Tensor whitened = scale.unsqueeze(2) * y + torch::bmm(triangle, y);
    const Tensor terms =
        (alpha + log_determinant).unsqueeze(1) - 0.5 * (whitened * whitened).sum(1);
    const Tensor fit =
        torch::logsumexp(terms, 0).sum() - static_cast<double>(n) * torch::logsumexp(alpha, 0);
    const Tensor prior =
        0.5 * gamma * gamma * ((scale * scale).sum() + (l * l).sum()) - m * log_determinant.sum();
    return fit + prior + constant;
  });
}

}  // namespace benchmark::pytorch
