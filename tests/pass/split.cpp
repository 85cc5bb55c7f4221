// A program in two parts computes what the whole one does, and nothing twice that could be done
// once.
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/pass/split.hpp>

#include "support/random_graph.hpp"

namespace typegrad::test {
namespace {

using op = operation;

constexpr sequence<bool> marks(index count, unsigned bits) {
  sequence<bool> varies;
  for (index i = 0; i < count; ++i) varies.push_back((bits >> i & 1) != 0);
  return varies;
}

/// exp(w) x + select(w < 1, w², x), and w² itself, where x varies.
constexpr split_program sample() {
  builder b;
  const index w = b.input(0), x = b.input(1), one = b.number({1});
  const index power = b.make(op::exp, w), square = b.make(op::multiply, w, w);
  const index scaled = b.make(op::multiply, power, x);
  const index choice = b.make(op::select, b.make(op::less, w, one), square, x);
  b.output(b.make(op::add, scaled, choice));
  b.output(square);
  return split(b.program(), marks(2, 2));
}

constexpr int count(const graph& g, operation o) {
  int n = 0;
  for (const node& made : g.nodes) n += made.op == o;
  return n;
}

constexpr bool does_once_what_it_can() {
  const split_program s = sample();
  return is_well_formed(s.once) && is_well_formed(s.each) && s.once.outputs.size() == 2 &&
         s.each.inputs == 4 && s.each.outputs.size() == 2 && count(s.once, op::exp) == 1 &&
         count(s.once, op::multiply) == 1 && s.once.nodes.size() == 3 &&
         count(s.each, op::exp) == 0 && count(s.each, op::multiply) == 1 &&
         count(s.each, op::less) == 1;
}
static_assert(does_once_what_it_can());

}  // namespace

TEST_CASE("both parts together are the whole, to the bit") {
  CHECK(does_once_what_it_can());
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const random_graph r(seed, 20 + static_cast<index>(seed) * 4);
    std::vector<double> expected(random_graph::output_count);
    interpret<double>(r.program, r.point.data(), expected.data());
    for (unsigned bits = 0; bits < 16; ++bits) {
      INFO("seed " << seed << ", inputs that vary " << bits);
      const split_program s = split(r.program, marks(random_graph::input_count, bits));
      REQUIRE(is_well_formed(s.once));
      REQUIRE(is_well_formed(s.each));
      std::vector<double> in = r.point, got(expected.size());
      in.resize(s.each.inputs);
      interpret<double>(s.once, in.data(), in.data() + random_graph::input_count);
      interpret<double>(s.each, in.data(), got.data());
      CHECK(got == expected);
      if (bits == 0)
        for (const node& n : s.each.nodes) CHECK(info(n.op).arity == 0);
    }
  }
}

}  // namespace typegrad::test
