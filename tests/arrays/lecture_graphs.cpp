// Networks of a lecture that are no chain of layers: skip connections, irregular wiring, weights
// that are used more than once, recurrent networks, convolution.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <vector>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

Approx close_to(double x) { return Approx(x).epsilon(1e-13).margin(1e-15); }

template <class A>
void check_close(const A& x, const A& y) {
  REQUIRE(x.shape() == y.shape());
  for (std::size_t k = 0; k < x.size(); ++k) CHECK(x.data()[k] == close_to(y.data()[k]));
}

// Products by their definitions, for what is derived by hand.
vector times(const matrix& W, const vector& x) {
  vector y = xt::zeros<double>({W.shape(0)});
  for (std::size_t i = 0; i < W.shape(0); ++i)
    for (std::size_t j = 0; j < W.shape(1); ++j) y(i) += W(i, j) * x(j);
  return y;
}
matrix turned(const matrix& W) {
  matrix r = matrix::from_shape({W.shape(1), W.shape(0)});
  for (std::size_t i = 0; i < W.shape(0); ++i)
    for (std::size_t j = 0; j < W.shape(1); ++j) r(j, i) = W(i, j);
  return r;
}
matrix outer(const vector& d, const vector& x) {
  matrix r = matrix::from_shape({d.size(), x.size()});
  for (std::size_t i = 0; i < d.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) r(i, j) = d(i) * x(j);
  return r;
}
vector tanh_of(vector x) {
  for (double& element : x) element = std::tanh(element);
  return x;
}
/// d times the derivative of tanh, where that has the value y.
vector before_tanh(vector d, const vector& y) {
  for (std::size_t k = 0; k < d.size(); ++k) d(k) *= 1 - y(k) * y(k);
  return d;
}

const matrix V = {{0.5, -1, 0.25}, {1, 0.75, -0.5}, {-0.25, 0.5, 1}};
const matrix U = {{1, 0.5, -1}, {-0.5, 0.25, 0.75}, {0.5, -1, 0.125}};
const vector x = {0.3, -0.7, 1.1};

}  // namespace

TEST_CASE("a skip connection passes its adjoint on beside that of the layers") {
  // L = Σ y², y = tanh(U tanh(V x)) + x
  constexpr auto loss = [](auto A, auto B, auto v) {
    return tg::sum(tg::square(tg::tanh(tg::dot(B, tg::tanh(tg::dot(A, v)))) + v));
  };
  const auto [of_V, of_U, of_x] = tg::grad(loss)(V, U, x);
  const vector h = tanh_of(times(V, x)), r = tanh_of(times(U, h)), y = r + x;
  const vector to_y = 2 * y, to_r = before_tanh(to_y, r);
  const vector to_h = before_tanh(times(turned(U), to_r), h);
  check_close(of_U, outer(to_r, h));
  check_close(of_V, outer(to_h, x));
  check_close(of_x, vector(times(turned(V), to_h) + to_y));
}

TEST_CASE("irregular wiring: the program R of vectors, whose B is read twice") {
  // A = W0 P, B = tanh(A) Q, C = W1 B, D = W2 B, E = tanh(C), F = sin(D), R = E · F
  constexpr auto R = [](auto W0, auto W1, auto W2, auto P, auto Q) {
    const auto B = tg::tanh(tg::dot(W0, P)) * Q;
    return tg::sum(tg::tanh(tg::dot(W1, B)) * tg::sin(tg::dot(W2, B)));
  };
  const matrix W0 = {{0.5, -1, 2}, {1, 0.25, -0.5}};
  const matrix W1 = {{1, -0.5}, {0.25, 2}, {-1, 0.5}, {0.75, 0.125}};
  const matrix W2 = {{-0.5, 1}, {1.5, 0.5}, {0.25, -2}, {1, 1}};
  const vector Q = {0.8, -1.2};
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0, 1, 2, 3>>(R)(W0, W1, W2, x, Q);

  const vector a = tanh_of(times(W0, x));
  const vector b = {a(0) * Q(0), a(1) * Q(1)};
  const vector e = tanh_of(times(W1, b)), d = times(W2, b);
  double r = 0;
  vector to_e(std::array<std::size_t, 1>{4}), to_d = to_e;
  for (std::size_t k = 0; k < 4; ++k) {
    r += e(k) * std::sin(d(k));
    to_e(k) = std::sin(d(k));
    to_d(k) = e(k) * std::cos(d(k));
  }
  const vector to_c = before_tanh(to_e, e);
  vector to_b = times(turned(W1), to_c) + times(turned(W2), to_d);
  for (std::size_t k = 0; k < 2; ++k) to_b(k) *= Q(k);
  const vector to_a = before_tanh(to_b, a);
  CHECK(value == close_to(r));
  check_close(std::get<0>(gradient), outer(to_a, x));
  check_close(std::get<1>(gradient), outer(to_c, b));
  check_close(std::get<2>(gradient), outer(to_d, b));
  check_close(std::get<3>(gradient), times(turned(W0), to_a));
}

TEST_CASE("a shared weight's derivative is the sum over the places where it is used") {
  constexpr auto shared = [](auto W, auto v) {
    return tg::sum(tg::tanh(tg::dot(W, tg::tanh(tg::dot(W, v)))));
  };
  const vector h = tanh_of(times(V, x)), y = tanh_of(times(V, h));
  const vector to_y = before_tanh({1, 1, 1}, y);
  const vector to_h = before_tanh(times(turned(V), to_y), h);
  check_close(tg::grad<tg::wrt<0>>(shared)(V, x), matrix(outer(to_y, h) + outer(to_h, x)));
}

TEST_CASE("a recurrent network over three words shares its weights between the steps") {
  // h_t = tanh(W_hh h_(t-1) + W_xh x_t), x_t the row of the table that word t names; the loss is
  // the sum of the cross-entropies of softmax(W_hy h_t) and the next word.
  constexpr auto loss = [](auto Whh, auto Wxh, auto Why, auto words) {
    auto h = tg::tanh(tg::embedding(Wxh, tg::slice(words, 0)));
    auto total = tg::cross_entropy(tg::dot(Why, h), tg::slice(words, 1));
    for (int t = 1; t < 3; ++t) {
      h = tg::tanh(tg::dot(Whh, h) + tg::embedding(Wxh, tg::slice(words, t)));
      total = total + tg::cross_entropy(tg::dot(Why, h), tg::slice(words, t + 1));
    }
    return total;
  };
  const matrix Wxh = {{0.5, -0.25, 1}, {-1, 0.75, 0.5}, {0.25, 1, -0.5}, {0.125, -0.5, 0.75}};
  const matrix Why = {{1, 0.5, -0.5}, {-0.25, 1, 0.75}, {0.5, -1, 0.25}, {0.75, 0.25, 1}};
  const std::array<std::size_t, 4> sentence = {2, 0, 3, 2};
  const auto [value, gradient] =
      tg::value_and_grad<tg::wrt<0, 1, 2>>(loss)(V, Wxh, Why, xt::xtensor<double, 1>{2, 0, 3, 2});

  std::vector<vector> h(4, vector{0, 0, 0}), errors(4);
  double total = 0;
  for (std::size_t t = 1; t <= 3; ++t) {
    const std::size_t word = sentence[t - 1], next = sentence[t];
    h[t] = tanh_of(times(V, h[t - 1]) + vector{Wxh(word, 0), Wxh(word, 1), Wxh(word, 2)});
    vector scores = times(Why, h[t]);
    double all = 0;
    for (double& s : scores) all += s = std::exp(s);
    for (double& s : scores) s /= all;
    total -= std::log(scores(next));
    scores(next) -= 1;
    errors[t] = scores;
  }
  matrix of_Whh = xt::zeros<double>({3, 3}), of_Wxh = xt::zeros<double>({4, 3}), of_Why = of_Wxh;
  vector later = {0, 0, 0};
  for (std::size_t t = 3; t >= 1; --t) {
    of_Why += outer(errors[t], h[t]);
    const vector d = before_tanh(times(turned(Why), errors[t]) + later, h[t]);
    of_Whh += outer(d, h[t - 1]);
    for (std::size_t j = 0; j < 3; ++j) of_Wxh(sentence[t - 1], j) += d(j);
    later = times(turned(V), d);
  }
  CHECK(value == close_to(total));
  check_close(std::get<0>(gradient), of_Whh);
  check_close(std::get<1>(gradient), of_Wxh);
  check_close(std::get<2>(gradient), of_Why);
}

TEST_CASE("convolution in one dimension ties the weights of a band matrix") {
  // (f ⋆ g)[n] = Σ f(n+k) g(k), and the convolution (f * g)[n] = Σ f(n-k) g(k): g turned over.
  constexpr auto both = [](auto f, auto g) {
    return std::tuple(tg::conv1d(f, g), tg::conv1d(f, g, {.flipped = true}));
  };
  const xt::xtensor<double, 3> f = {{{1, 2, -1, 3, 0, 4}}}, g = {{{2, -1, 3}}},
                               d = {{{1, 10, 100, 1000}}};
  const auto [y, pullback] = tg::vjp(both)(f, g);
  CHECK((std::get<0>(y) == xt::xtensor<double, 3>{{{-3, 14, -5, 18}}}));
  CHECK((std::get<1>(y) == xt::xtensor<double, 3>{{{-1, 13, -6, 17}}}));
  const xt::xtensor<double, 3> none = xt::zeros<double>({1, 1, 4});
  // The matrix's rows are (2, -1, 3), each one place further right; a weight's derivative is the
  // sum along its diagonal of the outer product of d and f.
  const auto [of_f, of_g] = pullback(std::tuple(d, none));
  CHECK((of_f == xt::xtensor<double, 3>{{{2, 19, 193, 1930, -700, 3000}}}));
  CHECK((of_g == xt::xtensor<double, 3>{{{2921, 292, 4029}}}));
  const auto [of_f_flipped, of_g_flipped] = pullback(std::tuple(none, d));
  CHECK((of_f_flipped == xt::xtensor<double, 3>{{{3, 29, 292, 2920, -800, 2000}}}));
  CHECK((of_g_flipped == xt::xtensor<double, 3>{{{4029, 292, 2921}}}));
}

TEST_CASE("convolution in two dimensions: a kernel of 3 × 3 over a picture of 5 × 5") {
  // The numbers of V. Dumoulin and F. Visin, A guide to convolution arithmetic for deep learning
  // (2016), figure 1.1.
  constexpr auto convolve = [](auto f, auto g) { return tg::conv2d(f, g); };
  const xt::xtensor<double, 4> f = {
      {{{3, 3, 2, 1, 0}, {0, 0, 1, 3, 1}, {3, 1, 2, 2, 3}, {2, 0, 0, 2, 2}, {2, 0, 0, 0, 1}}}};
  const xt::xtensor<double, 4> g = {{{{0, 1, 2}, {2, 2, 0}, {0, 1, 2}}}};
  const auto [y, pullback] = tg::vjp(convolve)(f, g);
  CHECK((y == xt::xtensor<double, 4>{{{{12, 12, 17}, {10, 17, 19}, {9, 6, 14}}}}));
  // Of the sum of the result: for the picture how often each weight meets the place, for the kernel
  // the sums over the nine places that each weight meets.
  const auto [of_f, of_g] = pullback(xt::xtensor<double, 4>(xt::ones<double>({1, 1, 3, 3})));
  CHECK((of_g == xt::xtensor<double, 4>{{{{15, 15, 15}, {9, 11, 16}, {10, 7, 12}}}}));
  CHECK((of_f == xt::xtensor<double, 4>{{{{0, 1, 3, 3, 2},
                                          {2, 5, 7, 5, 2},
                                          {2, 6, 10, 8, 4},
                                          {2, 5, 7, 5, 2},
                                          {0, 1, 3, 3, 2}}}}));
}
