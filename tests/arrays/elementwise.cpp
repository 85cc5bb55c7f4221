// Every function of the table on arrays: each element is the scalar function of its operands'
// elements, which are repeated by NumPy's rule.
#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

// In (0.1, 0.9) all functions of the table are defined but for acosh.
constexpr auto one_argument = [](const auto& x) {
  using std::tuple;
  return tuple(-x, sqrt(x), cbrt(x), exp(x), exp2(x), expm1(x), log(x), log2(x), log10(x), log1p(x),
               sin(x), cos(x), tan(x), asin(x), acos(x), atan(x), sinh(x), cosh(x), tanh(x),
               asinh(x), acosh(1 + x), atanh(x), gaussian(x), erf(x), erfc(x), lgamma(x), tgamma(x),
               digamma(x), sigmoid(x), abs(x), sign(x), floor(x), ceil(x), round(x), trunc(x),
               rint(x));
};
constexpr auto two_arguments = [](const auto& x, const auto& y) {
  return std::tuple(x + y, x - y, x * y, x / y, pow(x, y), hypot(x, y), atan2(x, y), copysign(x, y),
                    max(x, y), min(x, y), fdim(x, y), fmod(x, y), remainder(x, y), fma(x, y, x),
                    select(x < y, x, y * 2), select(x <= y && !(x == y), y, x),
                    select(x != y || y < x, x, 1 - y));
};
/// Both operands are views, of which one is repeated.
constexpr auto two_views = [](const auto& x, const auto& y) {
  return two_arguments(transpose(x, {1, 3, 0, 2}), broadcastable(flip(y, -1), 1));
};
constexpr auto smooth = [](const auto& x, const auto& y, const auto& z) {
  return std::tuple(x * sin(y) + z, exp(x - y) / (1 + z * z), pow(x * x + 1, y), hypot(x, y) * z,
                    atan2(x, 2 + y), select(x < y, x * z, log1p(y * y)), max(x, y) - min(y, z));
};

/// The place in an array of `extents` of the element that meets place n of an array of `all`.
std::size_t place_in(const std::vector<std::size_t>& extents, const std::vector<std::size_t>& all,
                     std::size_t n) {
  std::size_t place = 0, stride = 1;
  for (std::size_t k = 1; k <= all.size(); ++k) {
    const std::size_t at_axis = n % all[all.size() - k];
    n /= all[all.size() - k];
    if (k > extents.size()) continue;
    if (extents[extents.size() - k] != 1) place += stride * at_axis;
    stride *= extents[extents.size() - k];
  }
  return place;
}

template <class A>
std::vector<std::size_t> extents_of(const A& x) {
  return {x.shape().begin(), x.shape().end()};
}

/// The leaves of arrays r at place n against f on the elements of the operands there.
template <class R, class F, class... A>
double largest_error(const R& r, F f, const A&... x) {
  double worst = 0;
  const auto all_extents = extents_of(std::get<0>(r));
  for (std::size_t n = 0; n < std::get<0>(r).size(); ++n) {
    std::vector<double> wanted;
    std::apply([&](const auto&... number) { (wanted.push_back(number), ...); },
               f(x.data()[place_in(extents_of(x), all_extents, n)]...));
    std::size_t k = 0;
    structure<R>::each(r, [&](const auto& leaf) {
      const double got = leaf.data()[n], want = wanted[k++];
      worst = std::max(worst, std::abs(got - want) / (1 + std::abs(want)));
    });
  }
  return worst;
}

template <std::size_t... N>
auto fixed(sampler& random) {
  xt::xtensor_fixed<double, xt::xshape<N...>> x;
  for (std::size_t k = 0; k < x.size(); ++k) x.data()[k] = random.number(0.1, 0.9);
  return x;
}

template <class X, class Y>
void check_two(const X& x, const Y& y) {
  const auto on_numbers = [](double a, double b) {
    using namespace std;
    return tuple(a + b, a - b, a * b, a / b, pow(a, b), hypot(a, b), atan2(a, b), copysign(a, b),
                 max(a, b), min(a, b), fdim(a, b), fmod(a, b), remainder(a, b), fma(a, b, a),
                 a < b ? a : b * 2, a < b ? b : a, a != b ? a : 1 - b);
  };
  CHECK(largest_error(value_of(two_arguments, x, y), on_numbers, x, y) < 1e-15);
}

}  // namespace

TEST_CASE("Functions of one argument") {
  const auto on_numbers = [](double x) {
    using namespace std;
    using typegrad::digamma, typegrad::gaussian, typegrad::sigmoid, typegrad::sign;
    return tuple(-x, sqrt(x), cbrt(x), exp(x), exp2(x), expm1(x), log(x), log2(x), log10(x),
                 log1p(x), sin(x), cos(x), tan(x), asin(x), acos(x), atan(x), sinh(x), cosh(x),
                 tanh(x), asinh(x), acosh(1 + x), atanh(x), gaussian(x), erf(x), erfc(x), lgamma(x),
                 tgamma(x), digamma(x), sigmoid(x), abs(x), sign(x), floor(x), ceil(x), round(x),
                 trunc(x), rint(x));
  };
  sampler random(1);
  for (const std::size_t n : {0u, 1u, 3u, 8u, 13u, 64u, 101u}) {
    const auto x = random.within(0.1, 0.9, n);
    CHECK(largest_error(value_of(one_argument, x), on_numbers, x) < 1e-14);
  }
}

TEST_CASE("Operands are repeated by NumPy's rule") {
  sampler random(2);
  const auto run_time = [&](auto... extents) { return random.within(0.1, 0.9, extents...); };
  for (int k = 0; k < 8; ++k) {
    const auto [a, b, c, d] = random.extents<4>(500);
    check_two(run_time(a), run_time(a));
    check_two(run_time(a, b), run_time(b));
    check_two(run_time(c), run_time(a, b, c));
    check_two(run_time(a, b, c, d), run_time(c, d));
    check_two(fixed<1>(random), run_time(c, d));
    check_two(run_time(b, 2, d), fixed<2, 1>(random));
  }
  check_two(fixed<2, 1, 5>(random), fixed<3, 1>(random));
  check_two(fixed<1, 1>(random), fixed<1>(random));
}

TEST_CASE("Derivatives of elementwise programs") {
  sampler random(3);
  for (int k = 0; k < 6; ++k) {
    const auto [a, b, c] = random.extents<3>(100);
    check_derivatives(smooth, random(b), random(a, b), 0.3);
    check_derivatives(smooth, random(a, b, c), random(b, c), random(c));
    check_derivatives(smooth, 1.5, random(a), random(a));
  }
  check_derivatives(smooth, fixed<2, 1, 3>(random), fixed<4, 1>(random), random(3));
}

TEST_CASE("Derivatives of every function over random extents") {
  sampler random(4);
  for (int k = 0; k < 8; ++k) {
    const auto [a, b, c, d] = random.extents<4>(150);
    check_derivatives(one_argument, random.within(0.1, 0.9, a, b));
    check_derivatives(two_views, random.within(0.1, 0.9, b, d, a, c),
                      random.within(0.1, 0.9, c, 1, a));
  }
}
