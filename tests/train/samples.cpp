// Minibatches and initial weights: the same for the same seed, and distributed as they should be.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

#include <typegrad/train.hpp>
#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

std::vector<std::size_t> epoch(tg::minibatches& batches) {
  std::vector<std::size_t> all;
  for (std::size_t k = 0; k < batches.per_epoch(); ++k) {
    const auto next = batches.next();
    all.insert(all.end(), next.begin(), next.end());
  }
  return all;
}

/// Σ xᵏ / n
double moment(const std::vector<double>& x, int k) {
  double sum = 0;
  for (const double v : x) sum += std::pow(v, k);
  return sum / static_cast<double>(x.size());
}

}  // namespace

TEST_CASE("an epoch has every sample once, in an order of its own") {
  tg::minibatches batches(12, 4, 1), same(12, 4, 1), other(12, 4, 2);
  CHECK(batches.per_epoch() == 3);
  const auto first = epoch(batches), second = epoch(batches);
  for (auto order : {first, second}) {
    std::ranges::sort(order);
    std::vector<std::size_t> all(12);
    std::iota(all.begin(), all.end(), std::size_t{0});
    CHECK(order == all);
  }
  CHECK(first != second);
  CHECK(first == epoch(same));
  CHECK(first != epoch(other));
}

TEST_CASE("samples that fill no batch wait for another epoch") {
  tg::minibatches batches(11, 4, 1);
  CHECK(batches.per_epoch() == 2);
  std::set<std::size_t> met;
  for (int k = 0; k < 20; ++k) {
    const auto chosen = epoch(batches);
    CHECK(std::set(chosen.begin(), chosen.end()).size() == 8);
    met.insert(chosen.begin(), chosen.end());
  }
  CHECK(met.size() == 11);
}

TEST_CASE("all orders of three samples are as likely") {
  std::vector<int> counts(27);
  tg::minibatches batches(3, 3, 7);
  const int n = 6000;
  for (int k = 0; k < n; ++k) {
    const auto order = epoch(batches);
    ++counts[order[0] * 9 + order[1] * 3 + order[2]];
  }
  // χ² with 5 degrees of freedom is below 20.5 with probability 0.999.
  double chi_square = 0;
  for (const int c : counts)
    if (c > 0) chi_square += (c - n / 6.0) * (c - n / 6.0) / (n / 6.0);
  CHECK(std::ranges::count(counts, 0) == 21);
  CHECK(chi_square < 20.5);
}

TEST_CASE("samples are gathered along the first axis") {
  const xt::xtensor<double, 3> all = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}};
  xt::xtensor<double, 3> two = xt::zeros<double>({2, 2, 2});
  const std::vector<std::size_t> chosen = {2, 0}, missing = {0, 3};
  tg::gather_samples(all, chosen, two);
  CHECK((two == xt::xtensor<double, 3>{{{9, 10}, {11, 12}}, {{1, 2}, {3, 4}}}));
  CHECK_THROWS_WITH(tg::gather_samples(all, missing, two), "typegrad: sample 3 of 3");
  xt::xtensor<double, 3> three = xt::zeros<double>({3, 2, 2});
  CHECK_THROWS_AS(tg::gather_samples(all, chosen, three), std::invalid_argument);
}

TEST_CASE("batches that cannot be are refused") {
  CHECK_THROWS_WITH(tg::minibatches(3, 4, 1),
                    "typegrad: a minibatch of 4 out of 3 samples; it takes at least one, and no "
                    "more than there are");
  CHECK_THROWS_AS(tg::minibatches(3, 0, 1), std::invalid_argument);
  CHECK_THROWS_AS(tg::minibatches(0, 1, 1), std::invalid_argument);
}

TEST_CASE("initial weights have the deviation that their layer asks for") {
  const std::size_t n = 100'000;
  std::vector<double> normal(n), uniform(n), again(n);
  tg::normal_numbers random(3), same(3);
  tg::he(normal, 8, random);
  tg::he(again, 8, same);
  CHECK(normal == again);
  // Variance 2 / 8 and kurtosis 3, each within five of its standard errors.
  CHECK(std::abs(moment(normal, 1)) < 5 * 0.5 / std::sqrt(n));
  CHECK(std::abs(moment(normal, 2) - 0.25) < 5 * 0.25 * std::sqrt(2.0 / n));
  CHECK(std::abs(moment(normal, 4) / 0.0625 - 3) < 5 * std::sqrt(96.0 / n));

  // Uniform within ±½: variance 1/12.
  tg::xavier(uniform, 16, 8, random);
  const auto [least, largest] = std::ranges::minmax(uniform);
  CHECK((least >= -0.5 && least < -0.4999));
  CHECK((largest <= 0.5 && largest > 0.4999));
  CHECK(std::abs(moment(uniform, 1)) < 5 * std::sqrt(1.0 / 12 / n));
  CHECK(std::abs(moment(uniform, 2) - 1.0 / 12) < 5 * std::sqrt(1.0 / 180 / n));
}
