#include <support/array_derivatives.hpp>

#include <support/real_numbers.hpp>

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

}  // namespace

void judge_derivatives(const graph& program, const computed_derivatives& computed) {
  const verify::working_digits guard(60);
  const derivative_graphs derived(program);
  const real_arrays x = exactly(computed.x), v = exactly(computed.v),
                    y_bar = exactly(computed.y_bar);
  const auto at_50 = [](const graph& g, const real_arrays& in) {
    return numbers_of(verify::evaluate(50, g, in));
  };
  const std::vector<real50> y = at_50(program, x), dy = at_50(derived.tangent, joined(x, v)),
                            x_bar = at_50(derived.adjoint, joined(x, y_bar));
  check_close(numbers_of(computed.y), y, real50("1e-12"));
  check_close(numbers_of(computed.y_again), y, real50("1e-12"));
  check_close(numbers_of(computed.dy), dy, real50("1e-11"));
  check_close(numbers_of(computed.x_bar), x_bar, real50("1e-11"));

  const verify::real h("1e-13");
  std::vector<real50> difference = at_50(program, moved_along(x, v, h));
  const std::vector<real50> below = at_50(program, moved_along(x, v, -h));
  for (std::size_t k = 0; k < difference.size(); ++k)
    difference[k] = (difference[k] - below[k]) / real50(2 * h);
  check_close(dy, difference, real50("1e-20"));

  const real50 left = inner(numbers_of(computed.y_bar), dy),
               right = inner(x_bar, numbers_of(computed.v));
  CHECK(abs(left - right) <= real50("1e-40") * (1 + abs(left)));
}

}  // namespace typegrad::test
