// Checks a program whose digits cancel, and prints the report.
#include <iostream>
#include <typegrad/verify.hpp>

int main() {
  auto f = [](auto x) {
    using std::cos;
    return (1 - cos(x)) / (x * x);
  };
  auto report = typegrad::check(f)(1e-4);
  std::cout << report;
  return report.ok() ? 0 : 1;
}
