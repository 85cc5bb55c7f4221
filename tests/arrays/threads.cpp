// Several threads at once: copies of a bound program, and calls on arguments that all share. Also
// run under the thread sanitizer.
#include <catch2/catch.hpp>

#include <cstddef>
#include <thread>
#include <vector>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

constexpr auto energy = [](auto W, auto x, auto b) {
  const auto last = tg::scan([](auto state, auto row) { return tg::sin(state * row); }, x, W);
  return tg::sum(tg::square(tg::tanh(tg::dot(W, x)) + b)) / 2 + tg::sum(last);
};
const auto gradient = tg::value_and_grad(energy);

const xt::xtensor<double, 2> W = {{1, 2, 3}, {4, 5, 6}};
const xt::xtensor<double, 1> x = {1, -1, 2}, b = {0.5, 0.25};

/// How often `work(t)`, run 100 times by each of four threads, is true.
template <class Work>
int count_right(Work work) {
  std::vector<int> right(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < right.size(); ++t)
    threads.emplace_back([&, own = work, t]() mutable {
      for (int k = 0; k < 100; ++k) right[t] += own();
    });
  for (std::thread& t : threads) t.join();
  return right[0] + right[1] + right[2] + right[3];
}

}  // namespace

TEST_CASE("each thread has its own copy of a bound program") {
  const auto step = tg::bind(gradient, W, x, b);
  const auto expected = gradient(W, x, b);
  CHECK(count_right([&, own = step, result = expected]() mutable {
          result.first = 0;
          own(W, x, b, result);
          return result == expected;
        }) == 400);
}

TEST_CASE("a program that is not bound may be called by all threads") {
  const auto expected = gradient(W, x, b);
  CHECK(count_right([&] { return gradient(W, x, b) == expected; }) == 400);
}
