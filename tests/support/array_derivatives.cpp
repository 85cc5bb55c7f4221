#include <support/array_derivatives.hpp>

#include <support/real_numbers.hpp>

#include <typegrad/pass/prepare_arrays.hpp>
#include <typegrad/verify/check_graph.hpp>
#include <typegrad/verify/evaluate_arrays.hpp>

namespace typegrad::test {

namespace {

using verify::real_arrays;

real_arrays exactly(const double_arrays& x) {
  real_arrays all;
  for (const array_of<double>& array : x)
    all.push_back({array.size, {array.elements.begin(), array.elements.end()}});
  return all;
}

template <class Arrays>
std::vector<real50> numbers_of(const Arrays& arrays) {
  std::vector<real50> all;
  for (const auto& array : arrays)
    for (const auto& element : array.elements) all.emplace_back(element);
  return all;
}

real_arrays joined(real_arrays a, const real_arrays& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// x + h v
real_arrays moved_along(real_arrays x, const real_arrays& v, const verify::real& h) {
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t k = 0; k < x[i].elements.size(); ++k) x[i].elements[k] += h * v[i].elements[k];
  return x;
}

struct exact_derivatives {
  std::vector<real50> y, dy, x_bar;
};

exact_derivatives judged(const graph& program, const double_arrays& point,
                         const double_arrays& direction, const double_arrays& cotangent) {
  const derivative_graphs derived(program);
  const real_arrays x = exactly(point), v = exactly(direction), y_bar = exactly(cotangent);
  const auto at_50 = [](const graph& g, const real_arrays& in) {
    std::vector<real50> values = numbers_of(verify::evaluate(50, g, in));
    const graph prepared = prepare_arrays(g);
    check_close(numbers_of(verify::evaluate(50, prepared, in)), values, real50("1e-40"));
    return values;
  };
  const exact_derivatives exact{at_50(program, x), at_50(derived.tangent, joined(x, v)),
                                at_50(derived.adjoint, joined(x, y_bar))};

  const verify::real h("1e-13");
  std::vector<real50> difference = at_50(program, moved_along(x, v, h));
  const std::vector<real50> below = at_50(program, moved_along(x, v, -h));
  for (std::size_t k = 0; k < difference.size(); ++k)
    difference[k] = (difference[k] - below[k]) / real50(2 * h);
  check_close(exact.dy, difference, real50("1e-20"));

  const real50 left = inner(numbers_of(cotangent), exact.dy),
               right = inner(exact.x_bar, numbers_of(direction));
  CHECK(abs(left - right) <= real50("1e-40") * (1 + abs(left)));
  return exact;
}

}  // namespace

void judge_modes(const graph& program, const double_arrays& x, const double_arrays& v,
                 const double_arrays& y_bar) {
  const verify::working_digits guard(60);
  judged(program, x, v, y_bar);
}

void judge_derivatives(const graph& program, const computed_derivatives& computed) {
  const verify::working_digits guard(60);
  const exact_derivatives exact = judged(program, computed.x, computed.v, computed.y_bar);
  check_close(numbers_of(computed.y), exact.y, real50("1e-12"));
  check_close(numbers_of(computed.y_again), exact.y, real50("1e-12"));
  check_close(numbers_of(computed.dy), exact.dy, real50("1e-11"));
  check_close(numbers_of(computed.x_bar), exact.x_bar, real50("1e-11"));
}

}  // namespace typegrad::test
