// The check of graphs over arrays: programs that are right, every fault that is planted in their
// derivatives, and what is answered where nothing can be checked.
#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include <typegrad/eval/shape_error.hpp>
#include <typegrad/program/scan.hpp>
#include <typegrad/verify/catch2.hpp>
#include <typegrad/verify/check_graph.hpp>
#include <typegrad/verify/json.hpp>

#include "support/array_graphs.hpp"
#include "support/faults.hpp"

namespace typegrad::test {
namespace {

using symbols = std::vector<symbol>;
using verify::real, verify::real_arrays;
using points = std::vector<array_of<long double>>;

points point_of(const real_arrays& x) {
  points all;
  for (const array_of<real>& array : x) {
    all.push_back({array.size, {}});
    for (const real& number : array.elements)
      all.back().elements.push_back(number.convert_to<long double>());
  }
  return all;
}

const check_options first_order{.seed = 1, .names = {}, .second_order = false, .working = {}};

/// Whether two derivatives are the same at the point, for seeds of which each element has a part.
bool agree(const graph& a, const graph& b, const real_arrays& x, const real_arrays& seeds) {
  real_arrays in = x;
  for (const array_of<real>& seed : seeds) {
    in.push_back(seed);
    for (std::size_t k = 0; k < seed.elements.size(); ++k)
      in.back().elements[k] = 1 / real(static_cast<double>(k + in.size()));
  }
  const real_arrays p = verify::evaluate(60, a, in), q = verify::evaluate(60, b, in);
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t k = 0; k < p[i].elements.size(); ++k) {
      const real &s = p[i].elements[k], &t = q[i].elements[k];
      if (!(abs(s - t) <= 1e-30 * (abs(s) + abs(t)))) return false;
    }
  return true;
}

/// The same for a fault that may name places beyond an array.
bool computes_other_numbers(const graph& right, const graph& faulty, const real_arrays& x,
                            const real_arrays& seeds) {
  try {
    return !agree(right, faulty, x, seeds);
  } catch (const std::out_of_range&) {
    return false;
  }
}

/// The array operations that a fault was found in.
std::set<std::string> found_in;

template <class F>
int check_faults(F f, const real_arrays& x) {
  const graph program = graph_for(f, x);
  const derivative_graphs right(program);
  const points at = point_of(x);
  CHECK_THAT(check(right, at, first_order), is_right());
  const real_arrays y = verify::evaluate(60, program, x);
  int planted = 0;
  const auto plant = [&](const graph& derivative, graph derivative_graphs::*place,
                         const real_arrays& seeds) {
    for (const faulty_graph& fault : every_fault(derivative)) {
      if (!computes_other_numbers(derivative, fault.program, x, seeds)) continue;
      derivative_graphs faulty = right;
      faulty.*place = fault.program;
      ++planted;
      INFO(fault.fault);
      const check_report report = check(faulty, at, first_order);
      CHECK_THAT(report, is_wrong());
      if (report.found() == verdict::wrong)
        found_in.insert(fault.fault.substr(fault.fault.rfind(' ') + 1));
    }
  };
  plant(right.tangent, &derivative_graphs::tangent, x);
  plant(right.adjoint, &derivative_graphs::adjoint, y);
  return planted;
}

const array_of<real> matrix = array_with({2, 3}, {0.5, -1.25, 2, 1.5, 0.75, -0.5}),
                     vector = array_with({3}, {0.5, -0.75, 1.25}),
                     square_matrix = array_with({2, 2}, {0.5, 2, 3, 4.5}),
                     pair = array_with({2}, {0.75, -1.5}), number = array_with({}, {0.625});

}  // namespace

TEST_CASE("programs over arrays are right") {
  const auto loss = [](symbols x) { return mse(sigmoid(dot(x[0], x[1]) + x[2]), x[3]); };
  const auto report =
      check(derivative_graphs(graph_for(loss, {matrix, vector, pair, pair})),
            point_of({matrix, vector, pair, pair}),
            {.seed = 1, .names = {"W", "x", "b", "t"}, .second_order = true, .working = {}});
  CHECK_THAT(report, is_right());
  CHECK(report.derivatives.size() == 13);
  CHECK(report.curvatures.size() == 13);
  CHECK(report.variables[4] == "W[1, 1]");
  CHECK(report.variables[6] == "x[0]");
  CHECK(report.taylor_slope.measured == Approx(2).margin(1e-6));
  CHECK(report.second_slope.measured == Approx(3).margin(1e-6));
  CHECK(report.duality.measured < 1e-90);
  // ∂y/∂b_0 = (s - t_0) s (1 - s) with s = sigmoid((W x)_0 + b_0), and twice that over 2 elements
  const double s = 1 / (1 + std::exp(-(0.5 * 0.5 + 1.25 * 0.75 + 2 * 1.25 + 0.75)));
  CHECK(static_cast<double>(report.derivatives[9].reverse.got) ==
        Approx((s - 0.75) * s * (1 - s)).epsilon(1e-12));

  const auto classes = [](symbols x) { return softmax(x[0], 1) * x[1]; };
  CHECK_THAT(
      check(derivative_graphs(graph_for(classes, {matrix, number})), point_of({matrix, number})),
      is_right());
  const auto system = [](symbols x) { return solve(x[0], x[1]); };
  CHECK_THAT(check(derivative_graphs(graph_for(system, {square_matrix, pair})),
                   point_of({square_matrix, pair})),
             is_right());
}

TEST_CASE("every fault in the derivatives of array operations is found") {
  int planted = 0;
  planted +=
      check_faults([](symbols x) { return x[0] * x[1] + sin(x[2]); }, {matrix, vector, number});
  planted +=
      check_faults([](symbols x) { return sum(x[0] * x[0], 1) * prod(x[1]); }, {matrix, vector});
  planted += check_faults([](symbols x) { return amax(x[0], 0) * amin(x[0]); }, {matrix});
  planted += check_faults([](symbols x) { return transpose(sin(x[0])); }, {square_matrix});
  planted += check_faults([](symbols x) { return cumsum(x[0] * x[0], 1); }, {matrix});
  planted += check_faults([](symbols x) { return cumprod(x[0]); }, {vector});
  planted += check_faults([](symbols x) { return concatenate({x[0], exp(x[1])}); }, {vector, pair});
  const auto chosen = [](symbols x) {
    builder& b = *x[0].owner();
    return take(square(x[0]), 2 - 2 * symbol(b, typegrad::detail::iota(b, 2)));
  };
  planted += check_faults(chosen, {vector});
  planted += check_faults([](symbols x) { return diag(sin(x[0]), 1); }, {pair});
  planted += check_faults([](symbols x) { return reshape(square(x[0]), {3, 2}); }, {matrix});
  planted += check_faults([](symbols x) { return matmul(x[0], x[0]); }, {square_matrix});
  planted += check_faults([](symbols x) { return dot(x[0], x[1]); }, {matrix, vector});
  planted += check_faults([](symbols x) { return solve(x[0], x[1]); }, {square_matrix, pair});
  planted += check_faults([](symbols x) { return det(x[0]) * logdet(x[0]); }, {square_matrix});
  planted += check_faults([](symbols x) { return cholesky(matmul(x[0], matrix_transpose(x[0]))); },
                          {square_matrix});
  planted +=
      check_faults([](symbols x) { return triangular_solve(x[0], x[1]); }, {square_matrix, pair});
  CHECK(planted > 200);
  for (const char* const o :
       {"broadcast", "sum", "reshape", "view", "unview", "take", "scatter", "concatenate", "cumsum",
        "contract", "recurrence", "other_products", "solve", "cofactors", "triangular_solve"}) {
    INFO(o);
    CHECK(found_in.count(o) == 1);
  }
}

TEST_CASE("loops over arrays are checked, all iterations by themselves") {
  // A recurrent layer (W, h_0, x) -> h_T and all sums of h_t, whose states derivatives keep.
  const auto layer = [](double sign) {
    return [sign](symbols x) {
      const auto [last, sums] = scan(
          [&](const symbol& h, const symbol& step) {
            const symbol next = tanh(dot(x[0], h) + sign * step);
            return std::pair(next, sum(next));
          },
          x[1], x[2]);
      return concatenate({last, sums});
    };
  };
  const real_arrays x{square_matrix, pair, array_with({3, 2}, {0.25, -0.5, 1, 0.125, -1, 0.75})};
  const derivative_graphs right(graph_for(layer(1), x)), other(graph_for(layer(-1), x));
  const check_report report = check(right, point_of(x));
  CHECK_THAT(report, is_right());
  CHECK(report.derivatives.size() == 5 * 12);
  CHECK(report.second_slope.measured == Approx(3).margin(1e-6));
  derivative_graphs faulty = right;
  faulty.adjoint = other.adjoint;
  CHECK_THAT(check(faulty, point_of(x), first_order), is_wrong());
  faulty = right;
  faulty.tangent = other.tangent;
  CHECK_THAT(check(faulty, point_of(x), first_order), is_wrong());

  const auto power = [](symbols y) {
    return iterate<100>([](const symbol& z) { return sin(z) * 1.5; }, y[0]);
  };
  CHECK_THAT(check(derivative_graphs(graph_for(power, {pair})), point_of({pair}), first_order),
             is_right());
  const auto long_power = [](symbols y) {
    return iterate<10000>([](const symbol& z) { return sin(z) * 1.5; }, y[0]);
  };
  CHECK_THROWS_WITH(check(derivative_graphs(graph_for(long_power, {pair})), point_of({pair})),
                    Catch::Contains("more than 20000; check the program on fewer iterations"));
}

TEST_CASE("kinks of arrays are told, and rounding") {
  const auto f = [](symbols x) { return sum(relu(x[0])) + (1 - cos(sum(x[1]))); };
  const auto report = check(derivative_graphs(graph_for(f, {array_with({3}, {1, 0, -1}), pair})),
                            point_of({array_with({3}, {1, 0, -1}), array_with({2}, {1e-5, 1e-6})}));
  CHECK_THAT(report, is_undecided());
  REQUIRE(report.kinks.size() == 1);
  REQUIRE(!report.cancellations.empty());
  CHECK(report.cancellations[0].digits > 9);
}

TEST_CASE("of many numbers the report prints those that are worst") {
  array_of<real> long_vector = array_with({60}, {});
  for (int k = 0; k < 60; ++k) long_vector.elements.push_back(real(k + 1) / 7);
  const auto f = [](symbols x) { return sum(square(x[0])); };
  const auto report =
      check(derivative_graphs(graph_for(f, {long_vector})), point_of({long_vector}), first_order);
  CHECK_THAT(report, is_right());
  CHECK(report.derivatives.size() == 60);
  std::ostringstream text;
  text << report;
  CHECK_THAT(text.str(), Catch::Contains("the 24 worst of 60, of which 60 are right"));
  CHECK(nlohmann::json(report)["derivatives"].size() == 60);
  CHECK(nlohmann::json(report)["variables"][59] == "x0[59]");
}

TEST_CASE("what cannot be checked over arrays is answered by a sentence") {
  const derivative_graphs product(
      graph_for([](symbols x) { return dot(x[0], x[1]); }, {matrix, vector}));
  const auto check_at = [&](const real_arrays& x) { return check(product, point_of(x)); };
  CHECK_THROWS_WITH(check_at({matrix, pair}),
                    "typegrad: contract of shapes (2, 3) and (2): the extents 3 and 2 have to be "
                    "equal");
  CHECK_THROWS_WITH(check_at({vector, vector}), "typegrad: x0 has 1 axes, and the program takes 2");
  CHECK_THROWS_WITH(check_at({matrix}),
                    "typegrad: the program is checked at 1 numbers, but has 2 inputs");
  CHECK_THROWS_WITH(check_at({matrix, array_with({3}, {1, std::nan(""), 2})}),
                    "typegrad: a program is checked at finite numbers; give one for x1[1]");
  CHECK_THROWS_WITH(check_at({matrix, array_with({3}, {1, 2})}),
                    "typegrad: x1 has not as many elements as its extents say");
  CHECK_THROWS_AS(check_at({array_with({0, 3}, {}), vector}), std::invalid_argument);
  const derivative_graphs chosen(
      graph_for([](symbols x) { return take(x[0], x[1]); }, {vector, pair}));
  CHECK_THROWS_WITH(check(chosen, point_of({vector, array_with({2}, {1, 0})})),
                    Catch::Contains("x1 names places of an array"));
  array_of<real> large = array_with({600}, {});
  large.elements.assign(600, real(1));
  CHECK_THROWS_WITH(
      check(derivative_graphs(graph_for([](symbols x) { return sum(x[0]); }, {large})),
            point_of({large})),
      Catch::Contains("these are 601, more than 512"));
}

}  // namespace typegrad::test
