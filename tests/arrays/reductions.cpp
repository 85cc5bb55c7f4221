// Reductions, running sums and products: values by their definitions, derivatives in both modes.
#include <support/real_arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

constexpr auto of_all_elements = [](const auto& x) {
  return std::tuple(sum(x), prod(x), mean(x), variance(x), stddev(x), norm(x), amax(x), amin(x),
                    logsumexp(x), cumsum(x), cumprod(x));
};

constexpr auto along_one_axis = [](const auto& x) {
  return std::tuple(sum(x, 1), prod(x, 1), mean(x, 1, keep::dimensions), variance(x, -2),
                    norm(x, 1), amax(x, 1, keep::dimensions), amin(x, 1), logsumexp(x, 1),
                    softmax(x, 1), log_softmax(x, 1), cumsum(x, 1), cumprod(x, 1));
};

constexpr auto along_two_axes = [](const auto& x) {
  return std::tuple(sum(x, {0, 2}), prod(x, {0, 2}), mean(x, {-1, 0}), stddev(x, {0, 2}),
                    amax(x, {0, 2}), logsumexp(x, {0, 2}, keep::dimensions),
                    cumsum(x, 0) * cumprod(x, 2));
};

/// The elements of x along axis 1.
std::vector<double> line(const array<3>& x, std::size_t i, std::size_t k) {
  std::vector<double> elements;
  for (std::size_t j = 0; j < x.shape(1); ++j) elements.push_back(x(i, j, k));
  return elements;
}

template <class F>
double folded(const std::vector<double>& x, double start, F f) {
  for (const double element : x) start = f(start, element);
  return start;
}

}  // namespace

TEST_CASE("Reductions along an axis are loops over it") {
  sampler random(1);
  for (const auto& x : {random(3, 7, 5), random(1, 1, 1), random(2, 64, 3), random(0, 4, 2)}) {
    const auto r = value_of(along_one_axis, x);
    double worst = 0;
    const auto near = [&](double got, double wanted) {
      worst = std::max(worst, std::abs(got - wanted) / (1 + std::abs(wanted)));
    };
    for (std::size_t i = 0; i < x.shape(0); ++i)
      for (std::size_t k = 0; k < x.shape(2); ++k) {
        const auto v = line(x, i, k);
        const double n = static_cast<double>(v.size());
        const double total = folded(v, 0, [](double a, double b) { return a + b; });
        const double exponentials =
            folded(v, 0, [](double a, double b) { return a + std::exp(b); });
        near(std::get<0>(r)(i, k), total);
        near(std::get<1>(r)(i, k), folded(v, 1, [](double a, double b) { return a * b; }));
        near(std::get<2>(r)(i, 0, k), total / n);
        near(std::get<3>(r)(i, k), folded(v, 0, [&](double a, double b) {
               return a + (b - total / n) * (b - total / n) / n;
             }));
        near(std::get<4>(r)(i, k),
             std::sqrt(folded(v, 0, [](double a, double b) { return a + b * b; })));
        near(std::get<5>(r)(i, 0, k), *std::max_element(v.begin(), v.end()));
        near(std::get<6>(r)(i, k), *std::min_element(v.begin(), v.end()));
        near(std::get<7>(r)(i, k), std::log(exponentials));
        double running = 0, product = 1;
        for (std::size_t j = 0; j < v.size(); ++j) {
          near(std::get<8>(r)(i, j, k), std::exp(v[j]) / exponentials);
          near(std::get<9>(r)(i, j, k), v[j] - std::log(exponentials));
          near(std::get<10>(r)(i, j, k), running += v[j]);
          near(std::get<11>(r)(i, j, k), product *= v[j]);
        }
      }
    CHECK(worst < 1e-13);
  }
}

TEST_CASE("Derivatives of reductions") {
  sampler random(2);
  check_derivatives(of_all_elements, random(7));
  check_derivatives(of_all_elements, random(1));
  check_derivatives(along_one_axis, random(3, 5, 2));
  check_derivatives(along_one_axis, random(2, 19, 1));
  check_derivatives(along_one_axis, random(0, 4, 2));
  check_derivatives(along_two_axes, random(3, 5, 2));
  check_derivatives(along_two_axes, random(4, 1, 9));
}

TEST_CASE("Derivatives of reductions over random shapes") {
  sampler random(4);
  for (int k = 0; k < 6; ++k) {
    check_derivatives(of_all_elements, random(random.positive_extent()));
    check_derivatives(along_one_axis,
                      random(random.whole(0, 2), random.positive_extent(), random.extent()));
    check_derivatives(along_two_axes,
                      random(random.positive_extent(), random.extent(), random.whole(1, 2)));
  }
}

TEST_CASE("Products with zeros have all their derivatives") {
  constexpr auto f = [](const auto& x) { return sum(prod(x, 1)) + sum(square(cumprod(x, 1))); };
  sampler random(3);
  array<2> x = random(4, 5);
  x(1, 2) = 0;            // one zero
  x(2, 0) = x(2, 4) = 0;  // two
  x(3, 1) = x(3, 2) = x(3, 3) = 0;
  const auto gradient_of_f = value_of(grad(f), x);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t k = 0; k < 5; ++k) {
      // f is a polynomial of degree 2 in each element: its central difference is exact.
      const auto at_shift = [&](double h) {
        auto moved = to_real(x);
        moved(i, k) += real50(h);
        return value_of(f, moved);
      };
      const real50 wanted = at_shift(0.5) - at_shift(-0.5);
      CHECK(abs(wanted - real50(gradient_of_f(i, k))) < 1e-12);
    }
  constexpr auto second = grad(f);
  const auto v = random(4, 5);
  const auto [g, hv] = jvp(second)(at(to_real(x)), along(to_real(v)));
  const real50 h("1e-15");
  const auto up = value_of(second, moved_along(to_real(x), to_real(v), h));
  const auto down = value_of(second, moved_along(to_real(x), to_real(v), real50(-h)));
  for (std::size_t k = 0; k < x.size(); ++k)
    CHECK(abs((up.data()[k] - down.data()[k]) / (2 * h) - hv.data()[k]) < 1e-25);
}
