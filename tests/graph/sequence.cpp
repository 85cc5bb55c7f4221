// The growable array of the graphs, in constant evaluation, where a leak or a read out of bounds is
// an error, and at run time.
#include <utility>

#include <catch2/catch.hpp>

#include <typegrad/graph/sequence.hpp>

namespace typegrad::test {
namespace {

constexpr sequence<int> counted(int n) {
  sequence<int> s;
  for (int i = 0; i < n; ++i) s.push_back(i);
  return s;
}

constexpr bool holds(const sequence<int>& s, int n) {
  if (s.size() != static_cast<std::uint32_t>(n) || s.empty() != (n == 0)) return false;
  int i = 0;
  for (const int element : s)
    if (element != i++) return false;
  return i == n && s.end() - s.begin() == n;
}

/// Around the sizes at which the block grows.
constexpr bool grows() {
  for (const int n : {0, 1, 15, 16, 17, 31, 32, 33, 1000})
    if (!holds(counted(n), n)) return false;
  return true;
}

constexpr bool copies() {
  const sequence<int> original = counted(40);
  sequence<int> copy = original;
  copy[0] = 7;
  copy.push_back(40);
  sequence<int> assigned;
  assigned = original;
  const sequence<int> none, of_nothing = none;
  return holds(original, 40) && holds(assigned, 40) && copy[0] == 7 && copy.size() == 41 &&
         holds(of_nothing, 0);
}

constexpr bool moves() {
  sequence<int> original = counted(40);
  sequence<int> moved = std::move(original);
  sequence<int> assigned = counted(3);
  assigned = std::move(moved);
  return holds(assigned, 40);
}

constexpr bool fills() {
  const sequence<int> fives(20, 5), zeros(20), none(0, 5);
  for (const int element : fives)
    if (element != 5) return false;
  for (const int element : zeros)
    if (element != 0) return false;
  return fives.size() == 20 && zeros.size() == 20 && none.empty();
}

constexpr bool shrinks() {
  sequence<int> s = counted(17);
  while (s.size() > 5) s.pop_back();
  if (!holds(s, 5)) return false;
  for (int i = 5; i < 60; ++i) s.push_back(i);
  return holds(s, 60);
}

constexpr bool all() { return grows() && copies() && moves() && fills() && shrinks(); }
static_assert(all());

}  // namespace

TEST_CASE("a sequence grows, shrinks, is copied and is moved at run time too") { CHECK(all()); }

}  // namespace typegrad::test
