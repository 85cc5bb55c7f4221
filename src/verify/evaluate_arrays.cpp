#include <typegrad/verify/evaluate_arrays.hpp>

#include <typegrad/eval/interpret_arrays.hpp>

namespace typegrad::verify {

real_arrays evaluate(unsigned digits, const graph& g, const real_arrays& x) {
  const working_digits guard(digits);
  // An operation has the precision of its operands where that is higher.
  real_arrays in;
  for (const array_of<real>& array : x) {
    in.push_back({array.size, {}});
    for (const real& number : array.elements) in.back().elements.emplace_back(number, digits);
  }
  return interpret_arrays<real>(g, in);
}

}  // namespace typegrad::verify
