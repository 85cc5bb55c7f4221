#include "evaluate.hpp"

#include <typegrad/eval/interpret_arrays.hpp>

#include "array_shapes.hpp"

namespace typegrad::verify {

namespace {

template <class T>
std::vector<T> evaluate_in(const graph& g, const std::vector<T>& x) {
  if (!has_arrays(g)) {
    std::vector<T> out(g.outputs.size(), T(0));
    interpret<T>(g, x.data(), out.data());
    return out;
  }
  std::vector<array_of<T>> in;
  auto next = x.begin();
  for (const typegrad::detail::array_size& size : input_sizes(g)) {
    in.push_back({size, {next, next + size.elements()}});
    next += size.elements();
  }
  std::vector<T> out;
  for (const array_of<T>& y : interpret_arrays<T>(g, in))
    out.insert(out.end(), y.elements.begin(), y.elements.end());
  return out;
}

template <class T>
numbers evaluate_as(const graph& g, const numbers& x) {
  std::vector<T> in;
  for (const long double number : x) in.push_back(static_cast<T>(number));
  const std::vector<T> out = evaluate_in<T>(g, in);
  return numbers(out.begin(), out.end());
}

}  // namespace

reals evaluate(unsigned digits, const graph& g, const reals& x) {
  const working_digits guard(digits);
  // An operation has the precision of its operands where that is higher.
  reals in;
  for (const real& number : x) in.emplace_back(number, digits);
  return evaluate_in<real>(g, in);
}

numbers evaluate(const working_precision& working, const graph& g, const numbers& x) {
  if (working.bits == working_precision_of<float>().bits) return evaluate_as<float>(g, x);
  if (working.bits == working_precision_of<double>().bits) return evaluate_as<double>(g, x);
  return evaluate_as<long double>(g, x);
}

long double rounded(const working_precision& working, long double x) {
  if (working.bits == working_precision_of<float>().bits) return static_cast<float>(x);
  if (working.bits == working_precision_of<double>().bits) return static_cast<double>(x);
  return x;
}

}  // namespace typegrad::verify
