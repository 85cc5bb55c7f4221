// The check itself is checked: every fault that is planted in a derivative is found, in both modes,
// for every row of the table and for random programs; and without a fault nothing is found.
#include <catch2/catch.hpp>

#include <typegrad/verify/catch2.hpp>
#include <typegrad/verify/check_graph.hpp>

#include "support/faults.hpp"
#include "support/random_graph.hpp"
#include "support/table.hpp"

namespace typegrad::test {
namespace {

using point = std::vector<long double>;

/// A result of `g` at the point and seeds 1, ½, ⅓, …, of which each has a part in it.
std::vector<real> sample(const graph& g, const point& x) {
  const working_digits digits(60);
  std::vector<real> in(x.begin(), x.end()), out(g.outputs.size());
  while (in.size() < g.inputs) in.push_back(real(1) / static_cast<unsigned>(in.size() + 1));
  interpret<real>(g, in.data(), out.data());
  return out;
}

/// Whether these results are the same: then there is no fault to be found.
bool agree(const std::vector<real>& p, const std::vector<real>& q) {
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!(abs(p[i] - q[i]) <= 1e-30 * (abs(p[i]) + abs(q[i])))) return false;
  return true;
}

int check_faults(const graph& program, const point& x) {
  const check_options first_order{.seed = 1, .names = {}, .second_order = false, .working = {}};
  const derivative_graphs right(program);
  CHECK_THAT(check(right, x), is_right());
  const std::vector<real> tangent = sample(right.tangent, x), adjoint = sample(right.adjoint, x);
  int planted = 0;
  const auto must_be_found = [&](const derivative_graphs& faulty, const std::string& fault) {
    if (agree(tangent, sample(faulty.tangent, x)) && agree(adjoint, sample(faulty.adjoint, x)))
      return;
    ++planted;
    INFO(fault);
    CHECK_THAT(check(faulty, x, first_order), is_wrong());
  };
  for (const faulty_graph& f : every_fault(right.tangent)) {
    derivative_graphs faulty = right;
    faulty.tangent = f.program;
    must_be_found(faulty, "forward mode: " + f.fault);
  }
  for (const faulty_graph& f : every_fault(right.adjoint)) {
    derivative_graphs faulty = right;
    faulty.adjoint = f.program;
    must_be_found(faulty, "reverse mode: " + f.fault);
  }
  // Wrong alike in both modes, as a wrong row of the table is.
  for (const faulty_graph& f : every_fault(program)) {
    derivative_graphs faulty(f.program);
    faulty.primal = program;
    must_be_found(faulty, "both modes: " + f.fault);
  }
  return planted;
}

TEST_CASE("every fault in the derivatives of an operation is found") {
  for (std::size_t number = 0; number < rows().size(); number += TYPEGRAD_ONE_IN) {
    const row& r = rows()[number];
    builder b;
    index x[3] = {0, 0, 0};
    point at;
    for (std::size_t k = 0; k < r.domain.size(); ++k) {
      const auto& [lowest, highest] = r.domain[k];
      if (lowest == highest) {
        x[k] = b.number({lowest});
      } else {
        x[k] = b.input(static_cast<index>(at.size()));
        at.push_back(lowest +
                     (0.37L + 0.2L * static_cast<long double>(k)) * (highest - lowest) / 8);
      }
    }
    const index value = b.make(r.op, x[0], x[1], x[2]);
    b.output(b.make(operation::multiply, value, b.make(operation::sin, x[r.domain.size() - 1])));
    INFO(info(r.op).name);
    CHECK(check_faults(std::move(b).finish(), at) >= 8);
  }
}

TEST_CASE("every fault in the derivatives of a random program is found") {
  int planted = 0;
  for (std::uint64_t seed = 10; seed > 7; seed -= TYPEGRAD_ONE_IN) {
    INFO("seed " << seed);
    const random_graph r(seed, 40);
    planted += check_faults(r.program, point(r.point.begin(), r.point.end()));
  }
  CHECK(planted > 50 / TYPEGRAD_ONE_IN);
}

TEST_CASE("random programs are right") {
  for (std::uint64_t seed = 100; seed < 112; seed += TYPEGRAD_ONE_IN) {
    INFO("seed " << seed);
    const random_graph r(seed, 80);
    CHECK_THAT(check(r.program, r.point), is_right());
  }
}

}  // namespace
}  // namespace typegrad::test
