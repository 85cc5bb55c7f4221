// Every row of the table on SIMD batches, against its value at 100 digits and, at special points,
// against the scalar function of the C library.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include <typegrad/simd/kernel.hpp>

#include "support/table.hpp"
#include "support/ulp.hpp"

namespace {

using typegrad::info;
using typegrad::kernel;
using typegrad::operation;
using typegrad::test::real;

/// O on each lane of a batch that holds x in all lanes but the last, which holds another point.
template <operation O, class T, std::size_t... I>
std::array<T, 2> first_and_last(const std::array<T, 3>& x, const std::array<T, 3>& other,
                                std::index_sequence<I...>) {
  using batch = xsimd::batch<T>;
  alignas(64) T in[3][batch::size], out[batch::size];
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t lane = 0; lane < batch::size; ++lane) in[i][lane] = x[i];
    in[i][batch::size - 1] = other[i];
  }
  kernel<O, batch>::of(batch::load_aligned(in[I])...).store_aligned(out);
  return {out[0], out[batch::size - 1]};
}

template <operation O, class T>
std::array<T, 2> on_batch(const std::array<T, 3>& x, const std::array<T, 3>& other) {
  return first_and_last<O>(x, other, std::make_index_sequence<info(O).arity>{});
}

template <operation O, class T>
T on_number(const std::array<T, 3>& x) {
  if constexpr (info(O).arity == 1)
    return kernel<O, T>::of(x[0]);
  else if constexpr (info(O).arity == 2)
    return kernel<O, T>::of(x[0], x[1]);
  else
    return kernel<O, T>::of(x[0], x[1], x[2]);
}

/// Rounding errors in units in the last place: 2 for a function; for one that is
/// the scalar function lane by lane, what that errs.
constexpr double bound(operation o) {
  using enum operation;
  return o == digamma || o == polygamma ? 4 : 2;
}

template <operation O>
void check_row(const typegrad::test::row& row) {
  std::mt19937_64 generator(1);
  const auto draw = [&] {
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < row.domain.size(); ++i)
      x[i] = std::uniform_real_distribution(row.domain[i].lowest, row.domain[i].highest)(generator);
    return x;
  };
  double worst = 0;
  for (int i = 0; i < 500; ++i) {
    const std::array<double, 3> x = draw(), y = draw();
    const std::array<double, 2> got = on_batch<O>(x, y);
    const std::vector<real> at_x(x.begin(), x.end()), at_y(y.begin(), y.end());
    const auto check = [&](double value, const std::vector<real>& at) {
      const real expected = typegrad::test::value(O, at);
      worst = std::max(worst, typegrad::test::ulps(value, expected, expected.convert_to<double>()));
    };
    check(got[0], at_x);
    check(got[1], at_y);
  }
  INFO(info(O).name);
  CHECK(worst <= bound(O));
}

template <operation O, class T>
bool same(T a, T b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  if (O == operation::tgamma && b == 0) return a == 0;
  if (std::isinf(a) || std::isinf(b) || a == 0 || b == 0)
    return a == b && std::signbit(a) == std::signbit(b);
  return std::abs(a - b) <= 4 * std::numeric_limits<T>::epsilon() * std::abs(b) +
                                4 * std::numeric_limits<T>::denorm_min();
}

template <class T>
std::vector<T> special_points() {
  using limits = std::numeric_limits<T>;
  std::vector<T> points = {0,
                           limits::denorm_min(),
                           limits::min() / 3,
                           limits::min(),
                           limits::epsilon() / 2,
                           T(0.3),
                           T(0.5),
                           T(0.5) - limits::epsilon() / 4,
                           1,
                           T(1.5),
                           2,
                           T(2.5),
                           3,
                           T(88.5),
                           T(100.25),
                           T(1e5),
                           T(708.9),
                           T(709.5),
                           T(745.5),
                           1 / limits::epsilon() - T(0.5),
                           T(1e22),
                           std::sqrt(limits::max()) * 4,
                           limits::max(),
                           limits::infinity(),
                           limits::quiet_NaN()};
  for (std::size_t i = points.size(); i-- > 0;) points.push_back(-points[i]);
  return points;
}

template <operation O, class T>
void check_special() {
  const std::vector<T> points = special_points<T>();
  const auto compare = [&](const std::array<T, 3>& x) {
    const T got = on_batch<O>(x, std::array<T, 3>{1, 1, 1})[0], expected = on_number<O>(x);
    INFO(info(O).name << '(' << x[0] << ", " << x[1] << ") = " << expected << ", got " << got);
    CHECK(same<O>(got, expected));
  };
  for (const T x : points)
    if constexpr (info(O).arity == 1)
      compare({x, 0, 0});
    else if constexpr (O != operation::polygamma)
      for (const T y : points) compare({x, y, T(0.5)});
}

}  // namespace

TEST_CASE("every operation on a batch of doubles is within 2 ulp of its value") {
#define TYPEGRAD_UNARY(name, value, dx, x) \
  check_row<operation::name>({operation::name, {typegrad::test::interval x}});
#define TYPEGRAD_BINARY(name, value, dx, dy, x, y) \
  check_row<operation::name>(                      \
      {operation::name, {typegrad::test::interval x, typegrad::test::interval y}});
#define TYPEGRAD_TERNARY(name, value, dx, dy, dz, x, y, z) \
  check_row<operation::name>(                              \
      {operation::name,                                    \
       {typegrad::test::interval x, typegrad::test::interval y, typegrad::test::interval z}});
#include <typegrad/op/table.def>
}

TEST_CASE("special points have the value that the scalar function has there") {
#define TYPEGRAD_UNARY(name, ...)           \
  check_special<operation::name, double>(); \
  check_special<operation::name, float>();
#define TYPEGRAD_BINARY TYPEGRAD_UNARY
#define TYPEGRAD_TERNARY TYPEGRAD_UNARY
#include <typegrad/op/table.def>
}
