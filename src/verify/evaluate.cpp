#include "evaluate.hpp"

#include <typegrad/eval/interpret.hpp>

namespace typegrad::verify {

namespace {

template <class T>
numbers evaluate_in(const graph& g, const numbers& x) {
  std::vector<T> in, out(g.outputs.size(), T(0));
  for (const long double number : x) in.push_back(static_cast<T>(number));
  interpret<T>(g, in.data(), out.data());
  return numbers(out.begin(), out.end());
}

}  // namespace

reals evaluate(unsigned digits, const graph& g, const reals& x) {
  const working_digits guard(digits);
  // An operation has the precision of its operands where that is higher.
  reals in, out(g.outputs.size());
  for (const real& number : x) in.emplace_back(number, digits);
  interpret<real>(g, in.data(), out.data());
  return out;
}

numbers evaluate(const working_precision& working, const graph& g, const numbers& x) {
  if (working.bits == working_precision_of<float>().bits) return evaluate_in<float>(g, x);
  if (working.bits == working_precision_of<double>().bits) return evaluate_in<double>(g, x);
  return evaluate_in<long double>(g, x);
}

long double rounded(const working_precision& working, long double x) {
  if (working.bits == working_precision_of<float>().bits) return static_cast<float>(x);
  if (working.bits == working_precision_of<double>().bits) return static_cast<double>(x);
  return x;
}

}  // namespace typegrad::verify
