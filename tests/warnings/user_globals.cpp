// The headers give no warning where a program that uses them has globals with short names: g++
// looks at the lambdas in a template again when it is instantiated, after those globals.
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/simd.hpp>
#include <typegrad/verify.hpp>

double a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z;

namespace tg = typegrad;

namespace {

template <class T>
struct lens {
  T focus;
  std::array<T, 3> centre;
};

constexpr auto program = [](auto left, auto right) {
  const auto power = pow(left, right) + tg::sigmoid(left) * digamma(right);
  return tg::select(left < right, power, tg::logaddexp(left, right)) + polygamma(2, right);
};
constexpr auto optics = [](auto eye, auto pair, auto row) {
  return eye.focus * eye.centre[0] * get<1>(pair) * row[79];
};
/// The two rows of its Jacobian, with 65 operations or more, are evaluated as pairs of numbers.
constexpr auto polynomials = [](auto left, auto right) {
  auto first = left, second = right;
  for (int place = 1; place <= 6; ++place) {
    first = first * (left + place) + right;
    second = second * (right + place) + left;
  }
  return std::tuple(first, second);
};

constexpr auto v1 = tg::var<"v1">;
constexpr auto v2 = tg::var<"v2">;
constexpr auto formula = log(v1) * 2 + max(v1, v2) / tg::constant<3> - square(v2);

double use_transformations() {
  const double value = tg::value_and_grad(program)(1.0, 2.0).first;
  const auto [result, pullback] = tg::vjp(program)(1.0L, 2.0L);
  const auto hessian = tg::hessian<tg::wrt<0>>(program)(1.0, 2.0);
  const auto product = tg::hvp(program)(tg::at(1.0, 2.0), tg::along(1.0, 0.0));
  const auto tangent = tg::jvp(program)(tg::at(1.0F, 2.0F), tg::along(1.0F, 0.0F));
  const auto camera =
      tg::grad(optics)(lens<double>{}, std::pair(1.0, 2.0), std::array<double, 80>{});
  const auto rows = tg::jacobian(polynomials)(1.0, 2.0);
#ifdef TYPEGRAD_PAIRS
  static_assert(
      tg::detail::paired_steps<decltype(tg::trace<double, double>(tg::jacobian(polynomials)))> > 0);
#endif
  static_cast<void>(pullback(result));
  static_assert(tg::path_count(tg::trace<double, double>(program)) > 1);
  static_cast<void>(tg::path_sum<tg::wrt<0>>(program)(1.0, 2.0));
  return value + hessian + std::get<0>(product) + static_cast<double>(tangent.first) +
         std::get<0>(camera).focus + std::get<0>(std::get<1>(rows)) +
         tg::jacobian<tg::forward, tg::wrt<1>>(program)(1.0, 2.0);
}

double use_formulas() {
  const auto gradient = tg::grad(formula)(v2 = 5.0, v1 = 2.0);
  const auto hessian = tg::hessian(formula)(v1 = 2.0, v2 = 5.0);
  const auto both = tg::value_and_grad(formula)(v1 = 2.0, v2 = 5.0);
  const double read = tg::formula<"a = v1; sin(a)*v2 + square(a)">(v1 = 2.0, v2 = 5.0);
  return gradient[v1] + hessian[v1][v2] + both.first + tg::diff(formula, v1, v2)(2.0, 5.0) + read;
}

std::size_t use_printing() {
  constexpr auto traced = tg::trace<double, double>(tg::grad(program));
  static_assert(tg::cost(traced).calls > 0);
  return tg::to_string(formula).size() + tg::to_string(traced).size() + tg::to_dot(traced).size() +
         tg::to_latex(traced).size() + tg::to_c(traced, "gradient").size();
}

double use_samples() {
  const std::array<double, 5> samples = {1, 2, 3, 4, 5};
  const std::array<std::span<const double>, 2> columns = {samples, samples};
  constexpr auto sum = tg::sum_over<1>(program);
  constexpr auto pairs = [](auto weight, auto pair) { return weight * pair[0] * pair[1]; };
  std::array<double, 5> room{};
  tg::map_over<1>(pairs).into(room, 2.0, columns);
  const auto product = tg::hvp<tg::wrt<0>>(sum)(tg::at(1.0, std::span(samples)), tg::along(1.0));
  const auto tangent = tg::jvp<tg::wrt<0>>(sum)(tg::at(1.0, std::span(samples)), tg::along(1.0));
  return sum(2.0, samples) + tg::grad<tg::wrt<0>>(tg::sum_over<1>(pairs))(2.0, columns) + room[0] +
         tg::map_over<1>(program)(2.0, samples)[0] + product + tangent.second;
}

double use_checks() {
  const bool both =
      tg::check(program)(1.0, 2.0).ok() && tg::check(formula)(v1 = 2.0, v2 = 5.0).ok();
  return both ? tg::enclose(formula)(tg::interval(2, 3), 5.0).upper() : 0;
}

}  // namespace

int main() {
  return use_transformations() + use_formulas() + use_samples() + use_checks() > 0 &&
                 use_printing() > 0
             ? 0
             : 1;
}
