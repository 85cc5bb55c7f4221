// Prints the examples of lectures on backpropagation, with their numbers.
#include <cstdio>

#include "lectures.hpp"

int main() {
  lectures::layers();
  std::puts("");
  lectures::classifiers();
  std::puts("");
  lectures::networks();
}
