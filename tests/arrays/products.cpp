// Products of arrays against nested loops, and their derivatives.
#include <string_view>

#include <xtensor/xmath.hpp>
#include <xtensor/xview.hpp>

#include <support/arrays.hpp>

using namespace typegrad;
using namespace typegrad::test;

namespace {

/// An array of any rank with a letter for each axis.
struct labelled_array {
  std::string_view labels;
  std::vector<std::size_t> extents;
  const double* data;

  template <std::size_t Rank>
  labelled_array(std::string_view letters, const array<Rank>& x)
      : labels(letters), extents(x.shape().begin(), x.shape().end()), data(x.data()) {}
};

/// Σ Π by nested loops over all letters, as Einstein's notation defines it; `sizes` are the extents
/// of the letters a, b, c, ...
double largest_error(const labelled_array& r, const std::vector<labelled_array>& factors) {
  std::size_t sizes[26] = {}, place[26] = {}, total = 1;
  std::string letters;
  for (const auto& f : factors)
    for (std::size_t k = 0; k < f.labels.size(); ++k) {
      const auto letter = static_cast<std::size_t>(f.labels[k] - 'a');
      if (letters.find(f.labels[k]) == std::string::npos) letters += f.labels[k];
      sizes[letter] = f.extents[k];
    }
  const auto at_place = [&](const labelled_array& f) {
    std::size_t i = 0;
    for (std::size_t k = 0; k < f.labels.size(); ++k)
      i = i * f.extents[k] + place[f.labels[k] - 'a'];
    return i;
  };
  std::size_t count = 1;
  for (const std::size_t e : r.extents) count *= e;
  for (const char c : letters) total *= sizes[c - 'a'];
  std::vector<double> sums(count, 0.0);
  for (std::size_t n = 0; n < total; ++n) {
    std::size_t rest = n;
    for (const char c : letters) {
      place[c - 'a'] = rest % sizes[c - 'a'];
      rest /= sizes[c - 'a'];
    }
    double term = 1;
    for (const auto& f : factors) term *= f.data[at_place(f)];
    sums[at_place(r)] += term;
  }
  double worst = 0;
  for (std::size_t k = 0; k < count; ++k) worst = std::max(worst, std::abs(sums[k] - r.data[k]));
  return worst;
}

}  // namespace

TEST_CASE("Einstein's notation") {
  constexpr auto f = [](const auto& x, const auto& y, const auto& z, const auto& v, const auto& s) {
    return std::tuple(einsum<"bij,bjk->bik">(x, y), einsum<"bij->jb">(x), einsum<"ii->i">(s),
                      einsum<"ii->">(s), einsum<"bij,bij->b">(x, x),
                      einsum<"bij,bjk,kl->bil">(x, y, z), einsum<"j,bij->ib">(v, x),
                      einsum<"j,j->">(v, v), einsum<"j,k->kj">(v, v), einsum<"ii,i->i">(s, s[0]),
                      einsum<"bij,kl->lbk">(x, z), einsum<"bij,cjk->bcik">(x, y),
                      einsum<"kl,bjk,bij->il">(z, y, x), einsum<"bij,bik->jk">(x, x),
                      einsum<"bjk,bij->kbi">(y, x));
  };
  sampler random(1);
  for (const std::size_t n : {1u, 3u, 8u}) {
    const auto x = random(2, n, 5), y = random(2, 5, 4);
    const auto z = random(4, 3), s = random(n, n);
    const auto v = random(5);
    const array<1> s0 = xt::view(s, 0);
    const auto r = value_of(f, x, y, z, v, s);
    double worst = 0;
    const auto check = [&](const labelled_array& got, const std::vector<labelled_array>& of) {
      worst = std::max(worst, largest_error(got, of));
    };
    check({"bik", std::get<0>(r)}, {{"bij", x}, {"bjk", y}});
    check({"jb", std::get<1>(r)}, {{"bij", x}});
    check({"i", std::get<2>(r)}, {{"ii", s}});
    CHECK(std::get<3>(r) == Approx(xt::sum(xt::diagonal(s))()));
    check({"b", std::get<4>(r)}, {{"bij", x}, {"bij", x}});
    check({"bil", std::get<5>(r)}, {{"bij", x}, {"bjk", y}, {"kl", z}});
    check({"ib", std::get<6>(r)}, {{"j", v}, {"bij", x}});
    CHECK(std::get<7>(r) == Approx(xt::sum(v * v)()));
    check({"kj", std::get<8>(r)}, {{"j", v}, {"k", v}});
    check({"i", std::get<9>(r)}, {{"ii", s}, {"i", s0}});
    check({"lbk", std::get<10>(r)}, {{"bij", x}, {"kl", z}});
    check({"bcik", std::get<11>(r)}, {{"bij", x}, {"cjk", y}});
    check({"il", std::get<12>(r)}, {{"kl", z}, {"bjk", y}, {"bij", x}});
    check({"jk", std::get<13>(r)}, {{"bij", x}, {"bik", x}});
    check({"kbi", std::get<14>(r)}, {{"bjk", y}, {"bij", x}});
    CHECK(worst < 1e-12);
  }
  check_derivatives(f, random(2, 3, 5), random(2, 5, 4), random(4, 3), random(5), random(3, 3));
  for (int k = 0; k < 4; ++k) {
    const int b = random.whole(0, 2), i = random.positive_extent(), j = random.whole(0, 5),
              m = random.whole(0, 5);
    check_derivatives(f, random(b, i, j), random(b, j, m), random(m, 3), random(j), random(i, i));
  }
}

TEST_CASE("dot, matmul, outer and tensordot") {
  constexpr auto f = [](const auto& x, const auto& y, const auto& z, const auto& v) {
    return std::tuple(dot(x, z), dot(v, x[0]), dot(x[0], v), dot(v, v), dot(x, y), matmul(x, y),
                      matmul(x, z), matmul(z, y), matmul(x, v), matmul(v, y), matmul(v, v),
                      outer(v, z), tensordot(x, y, 0, 0), tensordot(x, y, {0, 2}, {0, 1}),
                      tensordot(z, z), tensordot(x, z, 1), matmul(expand_dims(x, 1), y));
  };
  sampler random(2);
  const auto x = random(2, 5, 5), y = random(2, 5, 4);
  const auto z = random(5, 5);
  const auto v = random(5);
  const array<2> x0 = xt::view(x, 0);
  const auto r = value_of(f, x, y, z, v);
  double worst = 0;
  const auto check = [&](const labelled_array& got, const std::vector<labelled_array>& of) {
    worst = std::max(worst, largest_error(got, of));
  };
  check({"bij", std::get<0>(r)}, {{"bik", x}, {"kj", z}});
  check({"j", std::get<1>(r)}, {{"i", v}, {"ij", x0}});
  check({"i", std::get<2>(r)}, {{"ij", x0}, {"j", v}});
  check({"bicj", std::get<4>(r)}, {{"bik", x}, {"ckj", y}});
  check({"bij", std::get<5>(r)}, {{"bik", x}, {"bkj", y}});
  check({"bij", std::get<6>(r)}, {{"bik", x}, {"kj", z}});
  check({"bij", std::get<7>(r)}, {{"ik", z}, {"bkj", y}});
  check({"bi", std::get<8>(r)}, {{"bik", x}, {"k", v}});
  check({"bj", std::get<9>(r)}, {{"k", v}, {"bkj", y}});
  check({"ijk", std::get<11>(r)}, {{"i", v}, {"jk", z}});
  check({"ijkl", std::get<12>(r)}, {{"bij", x}, {"bkl", y}});
  check({"ij", std::get<13>(r)}, {{"aib", x}, {"abj", y}});
  check({"bij", std::get<15>(r)}, {{"bik", x}, {"kj", z}});
  check({"abij", std::get<16>(r)}, {{"aik", x}, {"bkj", y}});
  CHECK(worst < 1e-12);
  CHECK(std::get<14>(r) == Approx(xt::sum(z * z)()));
  check_derivatives(f, x, y, z, v);
  check_derivatives(f, random(3, 1, 1), random(3, 1, 2), random(1, 1), random(1));
  for (const int n : {0, 2, 7}) {
    const int b = random.whole(1, 3);
    check_derivatives(f, random(b, n, n), random(b, n, random.whole(0, 3)), random(n, n),
                      random(n));
  }
}

namespace {

/// Sums of products of matrices in all layouts, over rows, columns, both or the matrices.
constexpr auto sums_of_products = [](const auto& c, const auto& w, const auto& x, const auto& y) {
  const auto scale = expand_dims(cos(c), 2), factor = expand_dims(x[0], 0);
  return std::tuple(sin(sum(einsum<"bik,bkn->bin">(w, x), 2)), sin(sum(matmul(w, x), 1)),
                    sin(sum(matmul(w, sin(x)), {1, 2})), sin(sum(matmul(cos(w), x), {0, 2})),
                    sin(sum(einsum<"bki,bkn->bin">(sin(w), x), 2)),
                    sin(sum(einsum<"bik,bnk->bin">(w, y), 2)),
                    sin(sum(einsum<"bki,bnk->bin">(w, sin(y)), {1, 2})),
                    sin(sum(scale * -matmul(sin(w), cos(x)) - tanh(factor) + scale, 2)),
                    sin(sum(einsum<"bik,ckn->bicn">(cos(w), sin(x)), {0, 3})));
};

/// The first sum needs no product; in the second, terms may cancel that are exact.
constexpr auto beside_rounded = [](const auto& c, const auto& w, const auto& x) {
  return sum(sin(sum(expand_dims(c, 1) * dot(w, x) + tanh(x), 1)));
};
constexpr auto beside_exact = [](const auto& c, const auto& w, const auto& x) {
  return sum(sin(sum(expand_dims(c, 1) * dot(w, x) + x, 1)));
};

template <class F>
constexpr int count_matrix_products(F) {
  using derived = decltype(value_and_grad<wrt<1, 2>>(F{}));
  using Program = typename decltype(typegrad::bind(derived{}, array<1>(), array<2>(),
                                                   array<2>()))::evaluator::program;
  int count = 0;
  for (typegrad::index s = 0; s < Program::plan.made.steps; ++s) {
    const plan_step& step = Program::plan.steps[s];
    const contraction c = contraction::of(step.attribute);
    count += step.op == operation::contract && c.rows > 0 && c.columns > 0 && c.summed > 0;
  }
  return count;
}

}  // namespace

TEST_CASE("Sums of products of matrices are taken of a factor") {
  constexpr int in_gradient = 2;
  static_assert(count_matrix_products(beside_rounded) == in_gradient);
  static_assert(count_matrix_products(beside_exact) == in_gradient + 1);
  sampler random(4);
  check_derivatives(sums_of_products, random(2, 3), random(2, 3, 3), random(2, 3, 5),
                    random(2, 5, 3));
  for (const int n : {0, 1, 6})
    check_derivatives(sums_of_products, random(3, n), random(3, n, n), random(3, n, 4),
                      random(3, 4, n));
  check_derivatives(sums_of_products, random(2, 3), random(2, 3, 3), random(2, 3, 0),
                    random(2, 0, 3));
}
