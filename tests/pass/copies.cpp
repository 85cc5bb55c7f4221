// What the passes that only choose and copy nodes do to small graphs: compact, reach, substitute
// and schedule.
#include <initializer_list>

#include <catch2/catch.hpp>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/reach.hpp>
#include <typegrad/pass/substitute.hpp>

namespace typegrad::test {
namespace {

using op = operation;

constexpr sequence<index> list(std::initializer_list<index> elements) {
  sequence<index> s;
  for (const index i : elements) s.push_back(i);
  return s;
}

constexpr bool equal(const sequence<bool>& marks, std::initializer_list<bool> expected) {
  if (marks.size() != expected.size()) return false;
  index i = 0;
  for (const bool mark : expected)
    if (marks[i++] != mark) return false;
  return true;
}

/// x, y, 2, 3, sin x, 2 y, sin x < y, select(sin x < y, sin x, x), 3 x
struct sample {
  builder b;
  index x, y, two, three, sine, twice, below, choice, thrice;

  constexpr sample()
      : x(b.input(0)),
        y(b.input(1)),
        two(b.number({2})),
        three(b.number({3})),
        sine(b.make(op::sin, x)),
        twice(b.make(op::multiply, two, y)),
        below(b.make(op::less, sine, y)),
        choice(b.make(op::select, below, sine, x)),
        thrice(b.make(op::multiply, three, x)) {}
};

// ---- reach

constexpr bool finds_needed_nodes() {
  const sample s;
  return equal(needed_by(s.b.program(), list({s.choice})),
               {true, true, false, false, true, false, true, true, false}) &&
         equal(needed_by(s.b.program(), list({s.twice, s.two})),
               {false, true, true, false, false, true, false, false, false}) &&
         equal(needed_by(s.b.program(), list({})),
               {false, false, false, false, false, false, false, false, false});
}
static_assert(finds_needed_nodes());

/// A choice varies with its branches, and not with what it chooses by.
constexpr bool finds_varying_nodes() {
  const sample s;
  return equal(varying_with(s.b.program(), list({s.x})),
               {true, false, false, false, true, false, false, true, true}) &&
         equal(varying_with(s.b.program(), list({s.y})),
               {false, true, false, false, false, true, false, false, false}) &&
         equal(varying_with(s.b.program(), list({s.sine, s.y})),
               {false, true, false, false, true, true, false, true, false});
}
static_assert(finds_varying_nodes());

// ---- compact

constexpr bool removes_dead_nodes() {
  sample s;
  s.b.output(s.thrice);
  s.b.output(s.x);
  s.b.output(s.thrice);
  s.b.mark_derived(1);
  const graph g = compact(s.b.program());
  return g.nodes.size() == 3 && g.nodes[0].op == op::input && g.nodes[1].op == op::literal &&
         g.nodes[2].op == op::multiply && g.nodes[2].operands[0] == 1 &&
         g.nodes[2].operands[1] == 0 && g.literals.size() == 1 && g.literals[0].is(3) &&
         g.outputs.size() == 3 && g.outputs[0] == 2 && g.outputs[1] == 0 && g.outputs[2] == 2 &&
         g.inputs == 2 && g.derived && is_well_formed(g);
}
static_assert(removes_dead_nodes());

constexpr bool keeps_a_graph_without_dead_nodes() {
  sample s;
  s.b.output(s.choice);
  const graph once = compact(s.b.program()), twice = compact(once);
  if (once.nodes.size() != twice.nodes.size()) return false;
  for (index i = 0; i < once.nodes.size(); ++i)
    if (!(once.nodes[i] == twice.nodes[i])) return false;
  return compact(graph{}).nodes.empty();
}
static_assert(keeps_a_graph_without_dead_nodes());

// ---- substitute

constexpr bool puts_values_in_place_of_variables() {
  sample s;
  const index z = s.b.input(2);
  const sequence<index> made =
      substitute(s.b, list({s.x}), list({z}), list({s.choice, s.twice, absent, s.x, s.y}));
  const index sine = s.b.make(op::sin, z), below = s.b.make(op::less, sine, s.y);
  return made.size() == 5 && made[0] == s.b.make(op::select, below, sine, z) &&
         made[1] == s.twice && made[2] == absent && made[3] == z && made[4] == s.y;
}
static_assert(puts_values_in_place_of_variables());

/// All variables at once: x and y change places.
constexpr bool exchanges_variables() {
  sample s;
  const index difference = s.b.make(op::subtract, s.x, s.y);
  const sequence<index> made =
      substitute(s.b, list({s.x, s.y}), list({s.y, s.x}), list({difference}));
  return made[0] == s.b.make(op::subtract, s.y, s.x);
}
static_assert(exchanges_variables());

/// Literals in place of variables are computed with.
constexpr bool simplifies_what_it_makes() {
  sample s;
  const index size = s.b.size();
  const sequence<index> made =
      substitute(s.b, list({s.x, s.y}), list({s.two, s.three}), list({s.twice, s.thrice}));
  return made[0] == made[1] && s.b.literal_of(made[0]).is(6) && s.b.size() == size + 1;
}
static_assert(simplifies_what_it_makes());

}  // namespace

TEST_CASE("the passes that copy nodes do the same at run time") {
  CHECK(finds_needed_nodes());
  CHECK(finds_varying_nodes());
  CHECK(removes_dead_nodes());
  CHECK(keeps_a_graph_without_dead_nodes());
  CHECK(puts_values_in_place_of_variables());
  CHECK(exchanges_variables());
  CHECK(simplifies_what_it_makes());
}

}  // namespace typegrad::test
