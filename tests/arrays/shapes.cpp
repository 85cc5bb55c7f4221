// Other places for the elements: axes, shapes, slices, look-up. Values by their definitions.
#include <xtensor/xbuilder.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xview.hpp>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

constexpr auto moves = [](const auto& x) {
  return std::tuple(transpose(x), transpose(x, {2, 0, 1}), matrix_transpose(x), flatten(x),
                    reshape(x, {-1, 2}), expand_dims(x, 1), squeeze(expand_dims(x, -1), -1),
                    flip(x), flip(x, {0, -1}), roll(x, 1), roll(x, -2, 0), pad(x, {{1, 2}, {0, 3}}),
                    pad(x, {{2, 0}}, 7.5));
};

constexpr auto slices = [](const auto& x) {
  return std::tuple(slice(x, range(1, -1), all(), range(0, to_end, 2)),
                    slice(x, 2, range(0, to_end)), x[-1], x(0, -2, 1), x(all(), 1),
                    slice(x, range(-1, to_end, -1), all(), range(3, 0, -2)),
                    slice(x, range(-3, to_end, 2)), slice(x, range(2), range(-2, 2)),
                    slice(slice(x, range(1, to_end), range(0, to_end, 2)), all(), -1, range(1, 3)));
};

}  // namespace

namespace {

/// The place of Python's range(first, last, step) along n elements.
std::vector<std::ptrdiff_t> places(std::ptrdiff_t first, std::ptrdiff_t last, std::ptrdiff_t step) {
  std::vector<std::ptrdiff_t> all_places;
  for (std::ptrdiff_t k = first; step > 0 ? k < last : k > last; k += step) all_places.push_back(k);
  return all_places;
}

/// Is r[i, j, k] = x[p[i], q[j], s[k]]?
template <class P>
bool is_part(const array<3>& r, const array<3>& x, const P& p, const P& q, const P& s) {
  if (r.shape(0) != p.size() || r.shape(1) != q.size() || r.shape(2) != s.size()) return false;
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < q.size(); ++j)
      for (std::size_t k = 0; k < s.size(); ++k)
        if (r(i, j, k) != x(p[i], q[j], s[k])) return false;
  return true;
}

}  // namespace

TEST_CASE("Elements come to their places") {
  sampler random(1);
  const auto x = random(4, 3, 6);
  const auto r = value_of(moves, x);
  bool right = true;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t k = 0; k < 6; ++k) {
        const double e = x(i, j, k);
        const std::size_t place = (i * 3 + j) * 6 + k;
        right = right && std::get<0>(r)(k, j, i) == e && std::get<1>(r)(k, i, j) == e &&
                std::get<2>(r)(i, k, j) == e && std::get<3>(r)(place) == e &&
                std::get<4>(r)(place / 2, place % 2) == e && std::get<5>(r)(i, 0, j, k) == e &&
                std::get<6>(r)(i, j, k) == e && std::get<7>(r)(3 - i, 2 - j, 5 - k) == e &&
                std::get<8>(r)(3 - i, j, 5 - k) == e && std::get<9>(r)(i, j, (k + 1) % 6) == e &&
                std::get<10>(r)((i + 2) % 4, j, k) == e && std::get<11>(r)(i, j + 1, k) == e &&
                std::get<12>(r)(i, j, k + 2) == e;
      }
  CHECK(right);
  CHECK((std::get<11>(r).shape() == std::array<std::size_t, 3>{4, 6, 9}));
  CHECK(xt::sum(std::get<11>(r))() == Approx(xt::sum(x)()));
  CHECK((std::get<12>(r)(3, 2, 0) == 7.5 && std::get<12>(r)(0, 0, 1) == 7.5));
}

TEST_CASE("Slices are those of Python") {
  sampler random(2);
  for (const auto& x : {random(4, 3, 6), random(7, 2, 5), random(3, 4, 4)}) {
    const auto n = static_cast<std::ptrdiff_t>(x.shape(0)),
               m = static_cast<std::ptrdiff_t>(x.shape(1)),
               l = static_cast<std::ptrdiff_t>(x.shape(2));
    const auto r = value_of(slices, x);
    CHECK(is_part(std::get<0>(r), x, places(1, n - 1, 1), places(0, m, 1), places(0, l, 2)));
    CHECK(std::get<1>(r) == xt::view(x, 2));
    CHECK(std::get<2>(r) == xt::view(x, n - 1));
    CHECK(std::get<3>(r) == x(0, m - 2, 1));
    CHECK(std::get<4>(r) == xt::view(x, xt::all(), 1));
    CHECK(is_part(std::get<5>(r), x, places(n - 1, -1, -1), places(0, m, 1), places(3, 0, -2)));
    CHECK(is_part(std::get<6>(r), x, places(n - 3, n, 2), places(0, m, 1), places(0, l, 1)));
    CHECK(is_part(std::get<7>(r), x, places(0, 2, 1), places(m - 2, 2, 1), places(0, l, 1)));
    const auto last = places(0, m, 2).back();
    CHECK(std::get<8>(r) == xt::view(x, xt::range(1, n), last, xt::range(1, 3)));
  }
}

TEST_CASE("Derivatives of moves and slices") {
  sampler random(3);
  check_derivatives(moves, random(4, 3, 6));
  check_derivatives(slices, random(4, 3, 6));
  check_derivatives(moves, random(2, 1, 4));
}

TEST_CASE("Derivatives of moves and slices over random shapes") {
  sampler random(5);
  for (int k = 0; k < 6; ++k) {
    check_derivatives(moves, random(random.extent(), random.whole(0, 3), 2 * random.whole(0, 2)));
    check_derivatives(slices, random(random.whole(3, 5), random.whole(2, 4), 4 + random.extent()));
  }
}

TEST_CASE("An axis is rolled by any number of places") {
  constexpr auto rolled = [](const auto& x) {
    return std::tuple(roll(x, 0), roll(x, 3), roll(x, -2), roll(x, 64), roll(x, -17));
  };
  sampler random(6);
  for (const int n : {0, 1, 2, 3, 5, 7, 64}) {
    const array<1> x = random(n);
    const auto is_rolled = [&](const array<1>& r, int by) {
      bool right = r.size() == x.size();
      for (int i = 0; i < n; ++i) right = right && r(((i + by) % n + n) % n) == x(i);
      return right;
    };
    const auto [r, s, t, u, v] = value_of(rolled, x);
    CHECK((is_rolled(r, 0) && is_rolled(s, 3) && is_rolled(t, -2) && is_rolled(u, 64) &&
           is_rolled(v, -17)));
  }
  const xt::xtensor_fixed<double, xt::xshape<3>> x = {1, 2, 3};
  CHECK((std::get<3>(value_of(rolled, x)) == array<1>{3, 1, 2}));
}

TEST_CASE("Arrays are joined, looked up and added to") {
  constexpr auto f = [](const auto& x, const auto& y, const auto& z, const auto& i, const auto& j) {
    return std::tuple(concatenate({x, y}), concatenate({x, z, x * 2, z}, 1), stack({x, sin(x)}, -1),
                      stack({x, x, x}), concatenate({x, y})(range(2, to_end)), take(x, i),
                      take(x, j, 1), scatter_add(x, i, take(x, i) * 3), one_hot(i, 5) * 2.0,
                      where(x > 0, x, square(x)), embedding(x, j), stack({sum(x), sum(y)}), diag(x),
                      diag(x, 1), diag(x, -1), diag(x[0]), diag(x[1], 2), diag(x[1], -1), tril(x),
                      tril(x, -1), triu(x, 1), trace(x), diagonal_matrix(x, 1));
  };
  sampler random(4);
  const auto x = random(4, 3), y = random(2, 3), z = random(4, 1);
  const auto i = random.places(4, 6);
  const auto j = random.places(3, 2, 3);
  const auto r = value_of(f, x, y, z, i, j);
  CHECK(std::get<0>(r) == xt::concatenate(xt::xtuple(x, y), 0));
  CHECK(std::get<1>(r) == xt::concatenate(xt::xtuple(x, z, 2 * x, z), 1));
  CHECK(
      (std::get<2>(r)(3, 2, 0) == x(3, 2) && std::get<2>(r)(1, 0, 1) == Approx(std::sin(x(1, 0)))));
  CHECK(std::get<3>(r) == xt::stack(xt::xtuple(x, x, x)));
  bool right = true;
  array<2> added = x;
  for (std::size_t k = 0; k < 6; ++k)
    for (std::size_t c = 0; c < 3; ++c) {
      const auto place = static_cast<std::size_t>(i(k));
      right = right && std::get<5>(r)(k, c) == x(place, c);
      added(place, c) += 3 * x(place, c);
    }
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = 0; b < 2; ++b)
      for (std::size_t c = 0; c < 3; ++c) {
        const auto place = static_cast<std::size_t>(j(b, c));
        right = right && std::get<6>(r)(a, b, c) == x(a, place);
        if (a < 3) right = right && std::get<10>(r)(b, c, a) == x(place, a);
      }
  CHECK(right);
  CHECK(xt::allclose(std::get<7>(r), added));
  for (std::size_t k = 0; k < 6; ++k)
    for (std::size_t c = 0; c < 5; ++c)
      CHECK(std::get<8>(r)(k, c) == (c == std::size_t(i(k)) ? 2 : 0));
  CHECK(std::get<12>(r) == xt::diagonal(x));
  CHECK(std::get<13>(r) == xt::diagonal(x, 1));
  CHECK(std::get<14>(r) == xt::diagonal(x, -1));
  CHECK(std::get<15>(r) == xt::diag(array<1>(xt::view(x, 0))));
  CHECK(std::get<16>(r) == xt::diag(array<1>(xt::view(x, 1)), 2));
  CHECK(std::get<17>(r) == xt::diag(array<1>(xt::view(x, 1)), -1));
  CHECK(std::get<18>(r) == xt::tril(x));
  CHECK(std::get<19>(r) == xt::tril(x, -1));
  CHECK(std::get<20>(r) == xt::triu(x, 1));
  CHECK(std::get<21>(r) == Approx(x(0, 0) + x(1, 1) + x(2, 2)));
  CHECK((std::get<22>(r)(3, 1, 2) == x(3, 1) && std::get<22>(r)(3, 1, 1) == 0));
  check_derivatives(f, x, y, z, i, j);
  for (int k = 0; k < 4; ++k) {
    const int rows = random.whole(2, 7), columns = random.whole(1, 7), length = random.extent();
    check_derivatives(f, random(rows, columns), random(random.extent(), columns), random(rows, 1),
                      random.places(std::min(rows, 5), length),
                      random.places(std::min(rows, columns), 2, random.extent()));
  }
}
