// Empty arrays, infinities, NaN, subnormal numbers, and indices that name nothing.
#include <limits>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr auto reductions = [](const auto& x) {
  return std::tuple(sum(x), prod(x), mean(x), norm(x), sum(x, 0), prod(x, 0));
};
constexpr auto largest = [](const auto& x) { return amax(x, 0); };
constexpr auto extremes = [](const auto& x) { return std::tuple(amax(x), amin(x), sum(x)); };
constexpr auto whole_product = [](const auto& x) { return prod(x); };
constexpr auto softened = [](const auto& x) { return logsumexp(x); };
}  // namespace

TEST_CASE("Reductions of nothing") {
  const auto r = value_of(reductions, array<2>({0, 3}));
  CHECK(std::get<0>(r) == 0);
  CHECK(std::get<1>(r) == 1);
  CHECK(std::isnan(std::get<2>(r)));
  CHECK(std::get<3>(r) == 0);
  CHECK((std::get<4>(r) == array<1>{0, 0, 0}));
  CHECK((std::get<5>(r) == array<1>{1, 1, 1}));
  CHECK_THROWS_WITH(typegrad::bind(largest, array<2>({0, 3})),
                    "typegrad: amax of shape (0, 3): the extent 0 has to be at least 1");
  CHECK((value_of(largest, array<2>({3, 0})).size() == 0));
}

TEST_CASE("The gradient of a product that leaves the range of numbers") {
  const auto gradient = grad(whole_product);
  const array<1> tiny = value_of(gradient, array<1>{1e-200, 3, 1e-200});
  CHECK(std::abs(tiny(0) / 3e-200 - 1) < 1e-15);
  CHECK(tiny(1) == 0);
  CHECK(std::abs(tiny(2) / 3e-200 - 1) < 1e-15);
  const array<1> huge = value_of(gradient, array<1>{1e200, 1e-150, 1e200});
  CHECK(std::abs(huge(0) / 1e50 - 1) < 1e-15);
  CHECK(huge(1) == infinity);
  CHECK((value_of(gradient, array<1>{infinity, 2, 3}) == array<1>{6, infinity, infinity}));
}

TEST_CASE("A NaN reaches sums and extremes") {
  for (std::size_t n : {1u, 5u, 16u, 33u})
    for (std::size_t place = 0; place < n; ++place) {
      array<1> x = xt::ones<double>({n});
      x(place) = not_a_number;
      const auto [high, low, total] = value_of(extremes, x);
      CHECK((std::isnan(high) && std::isnan(low) && std::isnan(total)));
    }
}

TEST_CASE("A NaN differs from itself in every lane") {
  constexpr auto f = [](const auto& x) { return where(x != x, 1, 0) + where(x == x, 10, 20); };
  for (std::size_t n : {1u, 5u, 16u, 33u})
    CHECK((value_of(f, array<1>(not_a_number * xt::ones<double>({n}))) ==
           21 * xt::ones<double>({n})));
}

TEST_CASE("Subnormal numbers are what they are in a plain loop") {
  constexpr auto f = [](const auto& x, const auto& y) {
    return std::tuple(x * y + x / 3, sum(x));
  };
  constexpr double least = std::numeric_limits<double>::denorm_min();
  for (const std::size_t n : {1u, 5u, 16u, 33u}) {
    array<1> x = xt::zeros<double>({n}), y = x, wanted = x;
    for (std::size_t k = 0; k < n; ++k) {
      x(k) = least * static_cast<double>(1 + k);
      y(k) = k % 2 == 0 ? 0.75 : 1e300;
      wanted(k) = x(k) * y(k) + x(k) / 3;
    }
    const auto [r, total] = value_of(f, x, y);
    CHECK(r == wanted);
    CHECK(total == least * static_cast<double>(n * (n + 1) / 2));
  }
}

TEST_CASE("logsumexp of infinities") {
  CHECK((value_of(softened, array<1>{-infinity, -infinity}) == -infinity));
  CHECK((value_of(softened, array<1>{1, infinity, -infinity}) == infinity));
  CHECK((value_of(softened, array<1>{-infinity, 0}) == 0));
  CHECK((value_of(softened, array<1>{1000, 1000}) == 1000 + std::log(2.0)));
  CHECK(std::isnan(value_of(softened, array<1>{not_a_number, 0})));
}

TEST_CASE("An index that names no place throws before anything is written") {
  constexpr auto f = [](const auto& x, const auto& places) {
    return std::tuple(x * 2, take(x, places), one_hot(places, 3),
                      scatter_add(x, places, places * 0 + 1));
  };
  const array<1> x{1, 2, 3, 4};
  auto program = typegrad::bind(f, x, array<1>{0, 1});
  array<1> twice{7, 7, 7, 7}, taken{7, 7}, added{7, 7, 7, 7};
  array<2> hot = 7 * xt::ones<double>({2, 3});
  for (const double wrong : {3.0, -1.0, 0.5, not_a_number, infinity}) {
    CHECK_THROWS_AS(program(x, array<1>{1, wrong}, twice, taken, hot, added), std::out_of_range);
    CHECK((twice(0) == 7 && taken(0) == 7 && hot(0, 0) == 7 && added(0) == 7));
  }
  program(x, array<1>{2, 1}, twice, taken, hot, added);
  CHECK((taken == array<1>{3, 2}));
  CHECK((hot == array<2>{{0, 0, 1}, {0, 1, 0}}));
  CHECK((added == array<1>{1, 3, 4, 4}));
}

TEST_CASE("Sizes that do not fit are refused when a program is bound") {
  constexpr auto cut = [](const auto& x) { return slice(x, range(2, -1)); };
  CHECK((value_of(cut, array<1>{1, 2, 3, 4}) == array<1>{3}));
  CHECK_THROWS_WITH(typegrad::bind(cut, array<1>{1}),
                    "typegrad: slice of shape (1): the extent 1 has to be at least 2");
  constexpr auto cut_off = [](const auto& x) { return squeeze(x, 0); };
  CHECK_THROWS_WITH(typegrad::bind(cut_off, array<2>({2, 3})),
                    "typegrad: squeeze of shape (2, 3): the extent 2 has to be 1");
  constexpr auto element = [](const auto& x) { return x(1, -3); };
  CHECK_THROWS_AS(typegrad::bind(element, array<2>({2, 2})), shape_error);
  constexpr auto shaped = [](const auto& x) { return reshape(x, {3, -1}); };
  sampler random(1);
  CHECK_THROWS_AS(typegrad::bind(shaped, random(4)), shape_error);
  CHECK(value_of(shaped, random(0)).shape(1) == 0);
  constexpr auto square_only = [](const auto& x) { return det(x); };
  CHECK_THROWS_WITH(typegrad::bind(square_only, array<2>({2, 3})),
                    "typegrad: det of shapes (2, 3) and (2, 3): the extents 2 and 3 have to be "
                    "equal");
  CHECK((value_of(square_only, array<2>({0, 0})) == 1));
  constexpr auto filter = [](const auto& x, const auto& w) { return conv1d(x, w); };
  CHECK_THROWS_AS(typegrad::bind(filter, array<3>({1, 1, 2}), array<3>({1, 1, 3})), shape_error);
  CHECK_THROWS_AS(typegrad::bind(filter, array<3>({1, 2, 3}), array<3>({1, 1, 3})), shape_error);
  constexpr auto joined = [](const auto& x, const auto& y) { return concatenate({x, y}, 1); };
  CHECK_THROWS_AS(typegrad::bind(joined, array<2>({1, 2}), array<2>({2, 2})), shape_error);
}

TEST_CASE("An axis whose extent is 1 in the call is repeated where the program says so") {
  constexpr auto added = [](const auto& x, const auto& y) { return x + y; };
  CHECK_THROWS_WITH(typegrad::bind(added, array<2>({3, 1}), array<2>({1, 2})),
                    "typegrad: add of shapes (3, 1) and (1, 2): the extents 1 and 2 have to be "
                    "equal; tg::broadcastable(x, axis) repeats an array along an axis that is 1 "
                    "in the call");
  constexpr auto energy = [](const auto& x, const auto& y) {
    return sum(square(broadcastable(x, 1) + broadcastable(y, {0}))) / 2;
  };
  const array<2> x{{1}, {2}, {3}}, y{{10, -10}};
  const auto [value, gradient] = value_and_grad(energy)(x, y);
  CHECK(value == (11 * 11 + 9 * 9 + 12 * 12 + 8 * 8 + 13 * 13 + 7 * 7) / 2.0);
  CHECK((std::get<0>(gradient) == array<2>{{2}, {4}, {6}}));
  CHECK((std::get<1>(gradient) == array<2>{{36, -24}}));
  CHECK_THROWS_WITH(typegrad::bind(energy, array<2>({3, 4}), y),
                    "typegrad: broadcastable of shape (3, 4): the extent 4 has to be 1");
}
