// Programs over arrays that are too large for the cache run slice by slice along their leading
// axis: as if each slice were a program's only one.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>

#include <catch2/catch.hpp>
#include <xtensor/xview.hpp>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using array2 = xt::xtensor<double, 2>;
using array3 = xt::xtensor<double, 3>;

/// Values of all kinds live within a slice: products, what is computed from them, partial sums.
constexpr auto loss = [](auto w, auto x, auto shift) {
  const auto y = x - tg::expand_dims(shift, 2);
  const auto z = tg::einsum<"kij,kjn->kin">(w, y);
  const auto weights = tg::softmax(tg::sum(z * z, 1), 0);
  return tg::sum(tg::tanh(z) * y) + tg::sum(tg::expand_dims(weights, 1) * y);
};
constexpr auto separate_loss = [](auto w, auto x, auto shift) {
  const auto y = x - tg::expand_dims(shift, 2);
  const auto z = tg::einsum<"kij,kjn->kin">(w, y);
  return tg::sum(tg::tanh(z) * y * z);
};
/// Products of two slice groups read y, which is made of two smaller arrays.
constexpr auto shared_loss = [](auto w, auto x, auto shift) {
  const auto y = tg::expand_dims(x, 0) - tg::expand_dims(shift, 2);
  const auto z = y + tg::einsum<"kij,kjn->kin">(w, y);
  return tg::sum(tg::logsumexp(tg::sum(z * z, 1), 0));
};

/// How many arrays of the elements of input w, rows and columns, a plan keeps as a whole.
template <class Program>
constexpr int count_whole() {
  constexpr auto& p = Program::plan;
  int count = 0;
  for (tg::index b = p.inputs + p.outputs; b < p.made.buffers; ++b) {
    const tg::shape& s = p.shapes[p.buffer_types[b]];
    const tg::shape &w = p.shapes[p.buffer_types[0]], &x = p.shapes[p.buffer_types[1]];
    count += s.rank == 3 && s.extents[0] == w.extents[0] && s.extents[2] == x.extents[1] &&
             !p.is_local[b];
  }
  return count;
}

template <class... Sizes>
xt::xtensor<double, sizeof...(Sizes)> drawn(unsigned seed, Sizes... sizes) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> number(0, 0.4);
  xt::xtensor<double, sizeof...(Sizes)> x = xt::zeros<double>({std::size_t{sizes}...});
  for (double& element : x) element = number(generator);
  return x;
}

}  // namespace

TEST_CASE("A sliced program gives each slice what it gives it alone") {
  constexpr std::size_t slices = 9, rows = 6, columns = 701;  // 37,854 elements
  const auto w = drawn(1, slices, rows, rows), x = drawn(2, slices, rows, columns);
  const auto shift = drawn(3, slices, rows);
  const auto derived = tg::value_and_grad(separate_loss);
  const auto [value, gradient] = derived(w, x, shift);
  double total = 0, worst = 0;
  for (std::size_t k = 0; k < slices; ++k) {
    const auto only = [k](const auto& all) { return xt::view(all, xt::range(k, k + 1)); };
    const array3 own_w = only(w), own_x = only(x);
    const array2 own_shift = only(shift);
    const auto [own_value, own_gradient] = derived(own_w, own_x, own_shift);
    total += own_value;
    const auto compare = [&](const auto& all, const auto& own) {
      const double size = xt::amax(xt::abs(own))();
      worst = std::max(worst, xt::amax(xt::abs(only(all) - own))() / size);
    };
    compare(std::get<0>(gradient), std::get<0>(own_gradient));
    compare(std::get<1>(gradient), std::get<1>(own_gradient));
    compare(std::get<2>(gradient), std::get<2>(own_gradient));
  }
  CHECK(std::abs(value - total) < 1e-12 * std::abs(total));
  CHECK(worst < 1e-13);
}

TEST_CASE("Steps between sliced ones see all slices") {
  constexpr std::size_t slices = 9, rows = 6, columns = 701;
  const auto w = drawn(1, slices, rows, rows), x = drawn(2, slices, rows, columns);
  const auto shift = drawn(3, slices, rows), along = drawn(4, slices, rows);
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<2>>(loss)(w, x, shift);
  const double h = 1e-5;
  const auto at = [&](double step) {
    const array2 moved = shift + step * along;
    return tg::value(loss)(w, x, moved);
  };
  const double slope = (at(h) - at(-h)) / (2 * h);
  CHECK(std::abs(at(0) - value) < 1e-12 * std::abs(value));
  CHECK(std::abs(xt::sum(gradient * along)() - slope) < 1e-7 * std::abs(slope));
}

TEST_CASE("What two groups of slices need of two small arrays is kept in neither") {
  constexpr std::size_t slices = 9, rows = 6, columns = 701;
  const auto w = drawn(1, slices, rows, rows), along_w = drawn(5, slices, rows, rows);
  const auto x = drawn(2, rows, columns);
  const auto shift = drawn(3, slices, rows), along_shift = drawn(4, slices, rows);
  auto derived = tg::bind(tg::value_and_grad<tg::wrt<0, 2>>(shared_loss), w, x, shift);
  static_assert(count_whole<decltype(derived)::evaluator::program>() == 1);  // z
  double value = 0;
  array3 w_bar = w;
  array2 shift_bar = shift;
  derived(w, x, shift, value, w_bar, shift_bar);
  const double h = 1e-5;
  const auto at = [&](double step) {
    const array3 moved = w + step * along_w;
    const array2 shifted = shift + step * along_shift;
    return tg::value(shared_loss)(moved, x, shifted);
  };
  const double slope = (at(h) - at(-h)) / (2 * h);
  const double product = xt::sum(w_bar * along_w)() + xt::sum(shift_bar * along_shift)();
  CHECK(std::abs(at(0) - value) < 1e-12 * std::abs(value));
  CHECK(std::abs(product - slope) < 1e-7 * std::abs(slope));
}
