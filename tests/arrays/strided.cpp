// Arguments whose elements lie with gaps, backwards, by columns, or several at one place: values
// and gradients are to the bit those of the same elements in a row, over ranks 1 to 4 and random
// extents.
#include <xtensor/xarray.hpp>
#include <xtensor/xbroadcast.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xview.hpp>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

/// Loops over x, a move, a running sum, a reduction: of every kind that reads an argument.
constexpr auto program = [](const auto& x) {
  return sum(sin(x) * flip(x) + cumsum(x, -1)) + sum(square(sum(x, 0)));
};

template <class X, class Same>
void check_as(const X& x, const Same& same) {
  const auto [value, gradient] = value_and_grad(program)(x);
  const auto [expected, slope] = value_and_grad(program)(same);
  CHECK(value == expected);
  CHECK(gradient == slope);
}

/// The view of x that takes the axes one by one: `places` gives the places of an axis of extent n.
template <std::size_t... K, class X, class Places>
auto view_of(X& x, std::index_sequence<K...>, Places places) {
  return xt::view(x, places(static_cast<std::ptrdiff_t>(x.shape(K)))...);
}

template <std::size_t Rank>
void check_rank(sampler& random) {
  constexpr auto axes = std::make_index_sequence<Rank>{};
  const auto drawn = [&](const auto& extents) {
    return std::apply([&](auto... e) { return random(e...); }, extents);
  };
  for (int k = 0; k < 12; ++k) {
    auto extents = random.extents<Rank>(300);
    INFO("rank " << Rank << ", draw " << k);
    const array<Rank> x = drawn(extents);
    check_as(xt::xtensor<double, Rank, xt::layout_type::column_major>(x), x);
    check_as(ranked<Rank>(xt::xarray<double, xt::layout_type::column_major>(x)), x);
    const auto turned = xt::transpose(x);
    check_as(turned, array<Rank>(turned));
    if (x.size() > 0) {  // xtensor's flip of nothing would begin before the array.
      const auto flipped = xt::flip(x, Rank - 1);
      check_as(ranked<Rank>(flipped), array<Rank>(flipped));
    }

    for (int& e : extents) e = 2 * e + 2;
    const array<Rank> large = drawn(extents);
    const auto inner = view_of(large, axes, [](std::ptrdiff_t n) { return xt::range(1, n - 1); });
    check_as(inner, array<Rank>(inner));
    const auto odd = view_of(large, axes, [](std::ptrdiff_t n) { return xt::range(1, n - 1, 2); });
    check_as(odd, array<Rank>(odd));
    const auto back =
        view_of(large, axes, [](std::ptrdiff_t n) { return xt::range(n - 1, 1, -2); });
    check_as(back, array<Rank>(back));
    const xt::xtensor<double, Rank, xt::layout_type::column_major> by_columns = large;
    const auto of_columns =
        view_of(by_columns, axes, [](std::ptrdiff_t n) { return xt::range(0, n, 3); });
    check_as(of_columns, array<Rank>(of_columns));

    std::array<std::size_t, Rank + 1> repeated{3};
    std::copy(x.shape().begin(), x.shape().end(), repeated.begin() + 1);
    const auto copies = xt::broadcast(x, repeated);
    check_as(copies, array<Rank + 1>(copies));
  }
}

}  // namespace

TEST_CASE("Strided arguments are taken as the same elements in a row") {
  sampler random(1);
  check_rank<1>(random);
  check_rank<2>(random);
  check_rank<3>(random);
}
