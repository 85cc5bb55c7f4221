// Equal operations of two rows, executed at once: the same bits as the interpreter gives, for rows
// in any number, rows that depend on one another, and results of every kind.
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include <catch2/catch.hpp>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/program/gradient.hpp>
#include <typegrad/program/graph_of.hpp>

namespace typegrad::test {
namespace {

template <class T>
using six = std::array<T, 6>;

/// Twenty-six operations and a choice on t, and what all rows share.
template <class T>
constexpr std::array<T, 3> row(const T& t, const six<T>& x) {
  using std::sqrt;
  const T shared = x[0] * x[1];
  const T u = t * shared - x[0], v = u / (t + shared), w = x[1] - u * v;
  T y = (w - t) * (u + v), z = y * w + shared * t;
  for (int k = 0; k < 4; ++k) {
    y = y * u - w;
    z = z + y * v;
  }
  return {-y, select(y < w, z, w * z), v - z};
}

/// Each row stands alone; an input, a constant and a value of the first row are results as well.
template <std::size_t Rows>
struct independent_rows {
  template <class T>
  constexpr std::array<T, 3 * Rows + 4> operator()(const six<T>& x) const {
    std::array<T, 3 * Rows + 4> results{};
    for (std::size_t i = 0; i < Rows; ++i)
      for (std::size_t k = 0; k < 3; ++k) results[3 * i + k] = row(x[2 + i], x)[k];
    results[3 * Rows] = x[4];
    results[3 * Rows + 1] = T(0);
    results[3 * Rows + 2] = results[0];
    results[3 * Rows + 3] = results[0] * results[4];
    return results;
  }
};

/// The second row starts from a value on the way of the first one: not all pairs are possible.
struct entangled_rows {
  template <class T>
  constexpr std::array<T, 6> operator()(const six<T>& x) const {
    const auto first = row(x[2] + x[3], x), second = row(x[2] * (x[0] * x[1]) + x[3], x);
    return {first[0], first[1], first[2], second[0], second[1], second[2]};
  }
};

/// The second row starts from the end of the first one.
struct rows_in_turn {
  template <class T>
  constexpr std::array<T, 6> operator()(const six<T>& x) const {
    const auto first = row(x[2], x), second = row(first[2], x);
    return {first[0], first[1], first[2], second[0], second[1], second[2]};
  }
};

/// The point (x3, x4, x5), turned about three axes and seen through a lens with distortion.
struct projection {
  template <class T>
  static constexpr void turn(const T& angle, T& p, T& q) {
    using std::cos, std::sin;
    const T c = cos(angle), s = sin(angle), turned = c * p - s * q;
    q = s * p + c * q;
    p = turned;
  }
  template <class T>
  constexpr std::array<T, 2> operator()(const six<T>& x) const {
    T p = x[3], q = x[4], r = x[5];
    turn(x[0], p, q);
    turn(x[1], q, r);
    turn(x[2], r, p);
    p = p / r;
    q = q / r;
    const T scale = 1 + (p * p + q * q) / 8;
    return {p * scale, q * scale};
  }
};

template <class F>
using program_of = decltype(trace<six<double>>(F{}));

struct jacobian_of_projection {
  template <class T>
  constexpr auto operator()(const six<T>& x) const {
    return jacobian(projection{})(x);
  }
};

template <class Program>
inline constexpr bool is_paired = detail::runs_in_pairs<Program, double>;

static_assert(is_paired<program_of<independent_rows<2>>>);
static_assert(is_paired<program_of<independent_rows<3>>>);
static_assert(is_paired<program_of<independent_rows<4>>>);
static_assert(is_paired<program_of<entangled_rows>>);
static_assert(is_paired<program_of<jacobian_of_projection>>);
static_assert(!is_paired<program_of<rows_in_turn>>);
static_assert(!is_paired<program_of<projection>>);  // too short
static_assert(!detail::runs_in_pairs<program_of<independent_rows<2>>, float>);

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

template <class F>
void check() {
  using program = program_of<F>;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  volatile double values[] = {0.7, -1.3, 2.4, 0.31, -0.0, 1.9, infinity, 5.5};
  const graph g = graph_of(program{});
  for (std::size_t shift = 0; shift < 8; ++shift) {
    six<double> x{};
    for (std::size_t i = 0; i < 6; ++i) x[i] = values[(i + shift) % 8];
    std::array<double, structure<typename program::result>::size> code{}, expected{};
    evaluate<program>(x.data(), code.data());
    interpret<double>(g, x.data(), expected.data());
    for (std::size_t k = 0; k < code.size(); ++k) {
      INFO("shift " << shift << ", result " << k);
      CHECK(same(code[k], expected[k]));
    }
  }
}

}  // namespace

TEST_CASE("rows that stand alone") {
  check<independent_rows<2>>();
  check<independent_rows<3>>();
  check<independent_rows<4>>();
}

TEST_CASE("rows that depend on one another") {
  check<entangled_rows>();
  check<rows_in_turn>();
}

TEST_CASE("a Jacobian") { check<jacobian_of_projection>(); }

namespace {

constexpr bool agrees_in_constant_evaluation() {
  using program = program_of<independent_rows<2>>;
  const six<double> x = {0.7, -1.3, 2.4, 0.31, 0.2, 1.9};
  const auto code = program{}(x);
  std::array<double, 10> expected{};
  interpret<double>(program::make_graph(), x.data(), expected.data());
  return code == expected;
}
static_assert(agrees_in_constant_evaluation());

}  // namespace
}  // namespace typegrad::test
