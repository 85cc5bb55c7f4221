// Trainings in PyTorch, by its C++ interface.
#include "pytorch.hpp"

#include <memory>

#include <torch/nn/functional.h>
#include <torch/optim.h>

namespace pytorch {

namespace {

torch::Tensor tensor(const array& a) {
  std::vector<std::int64_t> shape{a.rows};
  if (a.columns > 0) shape.push_back(a.columns);
  return torch::tensor(a.numbers, torch::kFloat64).reshape(shape);
}

array numbers(const torch::Tensor& t) {
  const torch::Tensor c = t.detach().contiguous();
  return {c.size(0), c.dim() > 1 ? c.size(1) : 0,
          std::vector<double>(c.data_ptr<double>(), c.data_ptr<double>() + c.numel())};
}

std::unique_ptr<torch::optim::Optimizer> make(optimiser by, const std::vector<torch::Tensor>& p) {
  namespace optim = torch::optim;
  switch (by) {
    case optimiser::sgd:
      return std::make_unique<optim::SGD>(p, optim::SGDOptions(0.01));
    case optimiser::sgd_with_momentum:
      return std::make_unique<optim::SGD>(
          p, optim::SGDOptions(0.01).momentum(0.9).weight_decay(0.001));
    default:
      return std::make_unique<optim::AdamW>(p, optim::AdamWOptions(0.002).weight_decay(0.01));
  }
}

}  // namespace

training train(const std::vector<array>& parameters, const array& inputs, const array& labels,
               optimiser by, int steps) {
  std::vector<torch::Tensor> p;
  for (const array& a : parameters) p.push_back(tensor(a).requires_grad_());
  const torch::Tensor x = tensor(inputs), t = tensor(labels);
  const auto descent = make(by, p);
  training result;
  for (int step = 0; step < steps; ++step) {
    descent->zero_grad();
    torch::Tensor y = x;
    for (std::size_t k = 0; k < p.size(); k += 2) {
      y = torch::nn::functional::linear(y, p[k], p[k + 1]);
      if (k + 2 < p.size()) y = torch::sigmoid(y);
    }
    const torch::Tensor loss = torch::nn::functional::mse_loss(y, t);
    loss.backward();
    result.losses.push_back(loss.item<double>());
    if (step == 0)
      for (const torch::Tensor& each : p) result.gradient.push_back(numbers(each.grad()));
    descent->step();
  }
  for (const torch::Tensor& each : p) result.parameters.push_back(numbers(each));
  return result;
}

}  // namespace pytorch
