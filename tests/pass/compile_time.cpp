// Random programs that the compiler records and differentiates: all modes agree, and the code and
// the table made from a graph give the same bits as the interpreter on the same graph.
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include <catch2/catch.hpp>

#include <typegrad.hpp>
#include <typegrad/graph/well_formed.hpp>

namespace tg = typegrad;

namespace {

/// A program of 30 statements, each on two of the numbers before it and chosen by the seed. Each
/// statement is smooth almost everywhere and maps all numbers to numbers of moderate size.
template <std::uint32_t Seed>
struct random_program {
  template <class T>
  constexpr std::array<T, 2> operator()(const T& x, const T& y, const T& z) const {
    using std::atan, std::cos, std::erf, std::exp, std::hypot, std::log, std::max, std::min,
        std::sin, std::sqrt, std::tanh;
    using tg::select, tg::sigmoid;
    constexpr int statements = 30;
    std::array<T, 3 + statements> v{x, y, z};
    std::uint32_t state = Seed;
    const auto random = [&](std::uint32_t n) {
      state = state * 1664525 +
              1013904223;  // Knuth, The Art of Computer Programming 2, section 3.3.4, table 1
      return (state >> 16) % n;
    };
    for (std::uint32_t i = 3; i < v.size(); ++i) {
      const T a = v[i - 1 - random(3)], b = v[random(i)];
      switch (random(14)) {
        case 0:
          v[i] = a + b;
          break;
        case 1:
          v[i] = a - 2 * b;
          break;
        case 2:
          v[i] = sin(a) * b;
          break;
        case 3:
          v[i] = a / (1 + b * b);
          break;
        case 4:
          v[i] = cos(a) / (2 + sin(b));
          break;
        case 5:
          v[i] = exp(sin(a)) - 1 / (1 + b * b);
          break;
        case 6:
          v[i] = log(1 + a * a + b * b);
          break;
        case 7:
          v[i] = sqrt(1 + a * a) - b;
          break;
        case 8:
          v[i] = tanh(a) * atan(b);
          break;
        case 9:
          v[i] = select(a < b, a * cos(b), erf(a - b));
          break;
        case 10:
          v[i] = max(a, b) - min(a, -b) / 2;
          break;
        case 11:
          v[i] = hypot(a, 1 + b * b) / 3;
          break;
        case 12:
          v[i] = select(b > 0 && a != b, log(select(b > 0, b, T(1))), -a);
          break;
        default:
          v[i] = sigmoid(a) * sigmoid(a - b);
          break;
      }
    }
    return {v[v.size() - 1], v[v.size() - 2]};
  }
};

using jacobian = std::array<std::tuple<double, double, double>, 2>;

std::array<double, 6> flatten(const jacobian& j) {
  std::array<double, 6> all{};
  std::size_t k = 0;
  for (const auto& [x, y, z] : j) all[k++] = x, all[k++] = y, all[k++] = z;
  return all;
}

template <class Mode, std::uint32_t Seed>
std::array<double, 6> interpreted(double x, double y, double z) {
  using derived =
      decltype(tg::trace<double, double, double>(tg::jacobian<Mode>(random_program<Seed>{})));
  const tg::graph g = tg::graph_of(derived{});
  REQUIRE(tg::is_well_formed(g));
  const double in[] = {x, y, z};
  std::array<double, 6> out{};
  tg::interpret<double>(g, in, out.data());
  return out;
}

template <class Mode, std::uint32_t Seed>
std::array<double, 6> by_table(double x, double y, double z) {
  using derived =
      decltype(tg::trace<double, double, double>(tg::jacobian<Mode>(random_program<Seed>{})));
  const double in[] = {x, y, z};
  std::array<double, 6> out{};
  tg::detail::run_table<derived>(in, out.data());
  return out;
}

template <std::uint32_t Seed>
void check_program() {
  constexpr random_program<Seed> f;
  volatile double point[] = {
      0.7, -1.3, 0.4};  // unknown to the compiler, which rounds sin and its like better than libm
  const double x = point[0], y = point[1], z = point[2];
  INFO("seed " << Seed);
  const auto forward = flatten(tg::jacobian<tg::forward>(f)(x, y, z));
  const auto reverse = flatten(tg::jacobian<tg::reverse>(f)(x, y, z));
  CHECK(forward == interpreted<tg::forward, Seed>(x, y, z));
  CHECK(reverse == interpreted<tg::reverse, Seed>(x, y, z));
  CHECK(reverse == by_table<tg::reverse, Seed>(x, y, z));
  if constexpr (Seed % 4 == 0) {
    const auto automatic = flatten(tg::jacobian<tg::automatic>(f)(x, y, z));
    CHECK(automatic == interpreted<tg::automatic, Seed>(x, y, z));
    CHECK((automatic == forward || automatic == reverse));
  }

  // Central differences of the callable on plain long doubles, right to h²
  const long double h = 1e-5L;
  std::size_t k = 0;
  for (std::size_t i = 0; i < 2; ++i)
    for (std::size_t j = 0; j < 3; ++j, ++k) {
      std::array<long double, 3> after{x, y, z}, before{x, y, z};
      after[j] += h;
      before[j] -= h;
      const long double difference = (std::apply(f, after)[i] - std::apply(f, before)[i]) / (2 * h);
      CAPTURE(i, j, difference, forward[k], reverse[k]);
      CHECK(std::abs(forward[k] - reverse[k]) <= 1e-12 * (1 + std::abs(forward[k])));
      CHECK(std::abs(forward[k] - static_cast<double>(difference)) <=
            1e-6 * (1 + std::abs(forward[k])));
    }
}

template <std::uint32_t... Seed>
void check_programs(std::integer_sequence<std::uint32_t, Seed...>) {
  (check_program<Seed + 1>(), ...);
}

}  // namespace

TEST_CASE("random programs recorded by the compiler") {
  check_programs(std::make_integer_sequence<std::uint32_t, 8>{});
}
