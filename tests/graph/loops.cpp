// The nodes that loops are made of: built by hand, merged where they are equal, and checked.
#include <catch2/catch.hpp>

#include <initializer_list>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/graph/well_formed.hpp>

namespace tg = typegrad;
using op = tg::operation;

namespace {

/// c -> c p + x_t, stacked: c.
tg::graph_loop horner(tg::index count, bool backward = false) {
  tg::builder b;
  const tg::index c = b.input(0), p = b.input(1), x = b.input(2);
  b.input(3);
  b.output(b.make(op::add, b.make(op::multiply, c, p), x));
  b.output(c);
  return {count, backward, 1, 1, 1, 1, std::move(b).finish()};
}

/// t -> stacked: t².
tg::graph_loop squares(tg::index count) {
  tg::builder b;
  b.input(0);
  const tg::index t = b.input(1);
  b.output(b.make(op::multiply, t, t));
  return {count, false, 0, 1, 0, 1, std::move(b).finish()};
}

tg::sequence<tg::index> list(std::initializer_list<tg::index> nodes) {
  tg::sequence<tg::index> s;
  for (const tg::index i : nodes) s.push_back(i);
  return s;
}

/// Σ t² p^(3 - t), with the loops' places and the sequence for tests to change.
struct polynomial {
  tg::builder b;
  tg::index sequence, scan;

  explicit polynomial(tg::index count = 4) {
    const tg::index p = b.input(0), zero = b.number({0});
    sequence = b.element(b.scan(squares(count), list({zero})), 0);
    scan = b.scan(horner(4), list({zero, p, sequence}));
    b.output(b.element(scan, 0));
  }
};

}  // namespace

TEST_CASE("a loop's results are elements of its scan: last carries, sequences, histories") {
  polynomial built;
  tg::builder& b = built.b;
  CHECK(tg::is_well_formed(b.program()));
  const tg::graph_loop& l = tg::loop_of(b.program(), built.scan);
  CHECK(l.operands() == 3);
  CHECK(l.results() == 3);
  CHECK(l.history(0) == 2);
  CHECK(l.counter() == 3);
  const auto operands = tg::operands_of(b.program(), built.scan);
  REQUIRE(operands.size() == 3);
  CHECK(operands[0] == b.number({0}));
  CHECK(operands[1] == 0);
  CHECK(operands[2] == built.sequence);
  CHECK(b[b.element(built.scan, 0)].type == 0);
  const tg::shape type = b.program().shapes[b[b.element(built.scan, 1)].type];
  CHECK(type.rank == 1);
  CHECK(type.extents[0] == 4);
  CHECK(b[b.element(built.scan, 2)].type == b[built.sequence].type);
}

TEST_CASE("equal loops on equal operands are one node") {
  tg::builder b;
  const tg::index p = b.input(0), q = b.input(1), zero = b.number({0});
  const tg::index x = b.element(b.scan(squares(4), list({zero})), 0);
  const tg::index scan = b.scan(horner(4), list({zero, p, x}));
  CHECK(b.scan(horner(4), list({zero, p, x})) == scan);
  CHECK(b.scan(horner(4), list({zero, q, x})) != scan);
  CHECK(b.scan(horner(4, true), list({zero, p, x})) != scan);
  CHECK(b.element(scan, 1) == b.element(scan, 1));
  CHECK(b.element(scan, 1) != b.element(scan, 2));
  CHECK(b.program().loops.size() == 3);
  CHECK(tg::is_well_formed(b.program()));
}

TEST_CASE("a loop with operands of the wrong kind or number is not well formed") {
  CHECK(tg::is_well_formed(polynomial(4).b.program()));
  CHECK_FALSE(tg::is_well_formed(polynomial(5).b.program()));  // a sequence of another length
  {
    polynomial built;
    built.b.output(built.sequence);
    CHECK_FALSE(tg::is_well_formed(built.b.program()));  // a sequence is no number
  }
  {
    polynomial built;
    built.b.intern(op::sin, built.scan, 0, 0);
    CHECK_FALSE(tg::is_well_formed(built.b.program()));
  }
  {
    polynomial built;
    const tg::index zero = built.b.number({0});
    built.b.scan(horner(4), list({zero, zero}));
    CHECK_FALSE(tg::is_well_formed(built.b.program()));
  }
  {
    polynomial built;
    const tg::index zero = built.b.number({0});
    built.b.scan(horner(4), list({zero, built.sequence, zero}));
    CHECK_FALSE(tg::is_well_formed(built.b.program()));
  }
  {
    tg::graph g = polynomial().b.program();
    g.loops[1].body.outputs.pop_back();
    CHECK_FALSE(tg::is_well_formed(g));
  }
}

TEST_CASE("a loop built by hand is evaluated and differentiated") {
  // Horner's rule: ((0 p + 1) p + 4) p + 9 with t = 0, 1, 2, 3.
  polynomial built;
  tg::builder& b = built.b;
  const tg::index p = 0;
  const auto tangents = tg::tangent(b, list({p}), list({b.number({1})}), b.program().outputs);
  const auto adjoints = tg::adjoint(b, list({p}), b.program().outputs, list({b.number({1})}));
  b.output(tangents[0]);
  b.output(adjoints[0]);
  CHECK(tg::is_well_formed(b.program()));
  const double x = 3;
  double y[3];
  tg::interpret(b.program(), &x, y);
  CHECK(y[0] == 30);
  CHECK(y[1] == 10);
  CHECK(y[2] == 10);
}

TEST_CASE("an operand that a loop has twice gets the adjoint of both") {
  // c -> c p q + x_t z_t with p = q, x = z.
  tg::builder body;
  tg::index in[6];
  for (tg::index k = 0; k < 6; ++k) in[k] = body.input(k);
  const tg::index pq = body.make(op::multiply, in[1], in[2]);
  const tg::index xz = body.make(op::multiply, in[3], in[4]);
  body.output(body.make(op::add, body.make(op::multiply, in[0], pq), xz));
  tg::builder b;
  const tg::index p = b.input(0), one = b.number({1});
  tg::builder powers;
  const tg::index c = powers.input(0), factor = powers.input(1);
  powers.input(2);
  powers.output(powers.make(op::multiply, c, factor));
  powers.output(c);
  const tg::index x =
      b.element(b.scan({3, false, 1, 1, 0, 1, std::move(powers).finish()}, list({one, p})), 1);
  const tg::index scan =
      b.scan({3, false, 1, 2, 2, 0, std::move(body).finish()}, list({one, p, p, x, x}));
  b.output(b.element(scan, 0));
  b.output(tg::adjoint(b, list({p}), b.program().outputs, list({one}))[0]);
  CHECK(tg::is_well_formed(b.program()));
  // p^6 + p^4 + p^2 p^2 + p^4 from x = 1, p, p²
  const double at = 2;
  double y[2];
  tg::interpret(b.program(), &at, y);
  CHECK(y[0] == 64 + 16 + 16 + 16);
  CHECK(y[1] == 6 * 32 + 3 * 4 * 8);
}
