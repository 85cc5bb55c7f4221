// The interpreter of graphs over arrays: every array operation by numbers worked out by hand, and
// what it answers to sizes and indices that do not fit.
#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>
#include <string>

#include <typegrad/eval/shape_error.hpp>
#include <typegrad/graph/well_formed.hpp>
#include <typegrad/verify/check_graph.hpp>

#include "support/array_graphs.hpp"

namespace typegrad::test {
namespace {

using symbols = std::vector<symbol>;
using verify::real, verify::real_arrays;

/// The operations that were evaluated.
std::set<operation> seen;

/// Whether f at x is `wanted`, in extents and elements, to 45 digits.
template <class F>
bool gives(F f, const real_arrays& x, const array_of<real>& wanted) {
  const graph g = graph_for(f, x);
  CHECK(is_well_formed(g));
  for (const node& n : g.nodes) seen.insert(n.op);
  const array_of<real> y = verify::evaluate(50, g, x)[0];
  if (!(y.size == wanted.size)) return false;
  for (std::size_t k = 0; k < y.elements.size(); ++k)
    if (!(abs(y.elements[k] - wanted.elements[k]) <= 1e-45 * (1 + abs(wanted.elements[k]))))
      return false;
  return true;
}

const array_of<real> matrix = array_with({2, 3}, {1, 2, 3, 4, 5, 6}),
                     vector = array_with({3}, {10, -20, 30}), two = array_with({}, {2}),
                     square_matrix = array_with({2, 2}, {0, 2, 3, 4});

}  // namespace

TEST_CASE("elements one by one, repeated, chosen and counted") {
  CHECK(gives([](symbols x) { return x[0] * x[1] - x[2]; }, {matrix, vector, two},
              array_with({2, 3}, {8, -42, 88, 38, -102, 178})));
  CHECK(gives([](symbols x) { return select(x[0] > 0 && !(x[0] == 30), x[0], x[1]); },
              {vector, two}, array_with({3}, {10, 2, 2})));
  CHECK(gives([](symbols x) { return 3 * mean(stop_gradient(x[0])); }, {vector},
              array_with({}, {20})));
  CHECK(gives([](symbols x) { return tril(x[0]); }, {matrix},
              array_with({2, 3}, {1, 0, 0, 4, 5, 0})));
}

TEST_CASE("sums, products and extremes along axes") {
  CHECK(gives([](symbols x) { return sum(x[0], 0); }, {matrix}, array_with({3}, {5, 7, 9})));
  CHECK(gives([](symbols x) { return sum(x[0], 1); }, {matrix}, array_with({2}, {6, 15})));
  CHECK(gives([](symbols x) { return prod(x[0], 1); }, {matrix}, array_with({2}, {6, 120})));
  CHECK(gives([](symbols x) { return amax(x[0]); }, {vector}, array_with({}, {30})));
  CHECK(gives([](symbols x) { return amin(-x[0], 0); }, {matrix}, array_with({3}, {-4, -5, -6})));
  CHECK(gives([](symbols x) { return cumsum(x[0], 1); }, {matrix},
              array_with({2, 3}, {1, 3, 6, 4, 9, 15})));
  CHECK(gives([](symbols x) { return flip(cumsum(flip(x[0], 0), 0), 0); }, {matrix},
              array_with({2, 3}, {5, 7, 9, 4, 5, 6})));
  CHECK(gives([](symbols x) { return cumprod(x[0], 0); }, {matrix},
              array_with({2, 3}, {1, 2, 3, 4, 10, 18})));
}

TEST_CASE("elements that move") {
  CHECK(gives([](symbols x) { return transpose(x[0]); }, {matrix},
              array_with({3, 2}, {1, 4, 2, 5, 3, 6})));
  CHECK(gives(
      [](symbols x) {
        return reshape(x[0], {3, -1});
      },
      {matrix}, array_with({3, 2}, {1, 2, 3, 4, 5, 6})));
  CHECK(gives([](symbols x) { return slice(x[0], all(), range(-1, to_end, -2)); }, {matrix},
              array_with({2, 2}, {3, 1, 6, 4})));
  CHECK(gives([](symbols x) { return diag(x[0], 1); }, {array_with({2}, {7, 8})},
              array_with({3, 3}, {0, 7, 0, 0, 0, 8, 0, 0, 0})));
  CHECK(gives(
      [](symbols x) {
        return concatenate({x[0], x[1]}, 1);
      },
      {matrix, square_matrix}, array_with({2, 5}, {1, 2, 3, 0, 2, 4, 5, 6, 3, 4})));
  CHECK(gives([](symbols x) { return take(x[0], x[1], 1); },
              {matrix, array_with({2, 2}, {2, 0, 0, 1})},
              array_with({2, 2, 2}, {3, 1, 1, 2, 6, 4, 4, 5})));
  CHECK(gives([](symbols x) { return scatter_add(x[0], x[1], symbol(x[2]), 0); },
              {vector, array_with({3}, {2, 0, 2}), array_with({3}, {1, 2, 3})},
              array_with({3}, {12, -20, 34})));
}

TEST_CASE("products of arrays") {
  CHECK(gives([](symbols x) { return dot(x[0], x[1]); }, {matrix, vector},
              array_with({2}, {60, 120})));
  CHECK(gives([](symbols x) { return matmul(x[0], x[1]); }, {square_matrix, matrix},
              array_with({2, 3}, {8, 10, 12, 19, 26, 33})));
  CHECK(gives([](symbols x) { return einsum<"ij,kj->ki">(x[0], x[1]); },
              {matrix, array_with({1, 3}, {1, 0, -1})}, array_with({1, 2}, {-2, -2})));
  CHECK(gives([](symbols x) { return outer(x[0], x[1]); }, {array_with({2}, {1, 2}), vector},
              array_with({2, 3}, {10, -20, 30, 20, -40, 60})));
}

TEST_CASE("matrices") {
  // {{0, 2}, {3, 4}}: determinant -6, inverse {{-2/3, 1/3}, {1/2, 0}}.
  CHECK(gives([](symbols x) { return det(x[0]); }, {square_matrix}, array_with({}, {-6})));
  CHECK(gives([](symbols x) { return logdet(x[0]) - log(symbol(x[1]) * 3); }, {square_matrix, two},
              array_with({}, {0})));
  CHECK(gives([](symbols x) { return 6 * inv(x[0]); }, {square_matrix},
              array_with({2, 2}, {-4, 2, 3, 0})));
  CHECK(gives([](symbols x) { return solve(x[0], x[1]); },
              {array_with({2, 2, 2}, {0, 2, 3, 4, 1, 1, 0, 1}), array_with({2}, {2, 7})},
              array_with({2, 2}, {1, 1, -5, 7})));
  CHECK(gives([](symbols x) { return cholesky(x[0]); }, {array_with({2, 2}, {4, 6, 6, 25})},
              array_with({2, 2}, {2, 0, 3, 4})));
  // {{2, .}, {3, 4}} r = (2, 7), and with the transpose.
  const array_of<real> triangle_of = array_with({2, 2}, {2, 99, 3, 4});
  CHECK(gives([](symbols x) { return triangular_solve(x[0], x[1]); },
              {triangle_of, array_with({2}, {2, 7})}, array_with({2}, {1, 1})));
  CHECK(gives([](symbols x) { return triangular_solve(x[0], x[1], triangle::lower, true); },
              {triangle_of, array_with({2}, {5, 4})}, array_with({2}, {1, 1})));
  CHECK(gives([](symbols x) { return triangular_solve(x[0], x[1], triangle::upper); },
              {array_with({2, 2}, {2, 3, 99, 4}), array_with({2}, {5, 4})},
              array_with({2}, {1, 1})));
}

TEST_CASE("derivatives of array graphs, made while the program runs") {
  const auto derived = [](auto f, const real_arrays& x, const array_of<real>& seed, bool forward) {
    const derivative_graphs d(graph_for(f, x));
    real_arrays at = x;
    at.push_back(seed);
    for (const node& n : d.adjoint.nodes) seen.insert(n.op);
    return verify::evaluate(50, forward ? d.tangent : d.adjoint, at);
  };
  // det' = cofactors, of a singular matrix too: {{1, 2}, {2, 4}} has {{4, -2}, {-2, 1}}.
  const real_arrays singular{array_with({2, 2}, {1, 2, 2, 4})};
  const auto det_of = [](symbols x) { return det(x[0]); };
  CHECK(derived(det_of, singular, array_with({}, {1}), false)[0].elements ==
        std::vector<real>{4, -2, -2, 1});
  CHECK(derived(det_of, singular, array_with({2, 2}, {1, 10, 100, 1000}), true)[0].elements ==
        std::vector<real>{4 - 20 - 200 + 1000});
  // prod' with a zero among the elements; take' adds where an index stands twice.
  CHECK(derived([](symbols x) { return prod(x[0]); }, {array_with({3}, {2, 0, 5})},
                array_with({}, {1}), false)[0]
            .elements == std::vector<real>{0, 10, 0});
  CHECK(derived([](symbols x) { return take(x[0], x[1]); }, {vector, array_with({4}, {1, 1, 2, 1})},
                array_with({4}, {1, 2, 3, 4}), false)[0]
            .elements == std::vector<real>{0, 7, 3});
  CHECK(derived([](symbols x) { return diagonal(x[0]); }, {square_matrix}, array_with({2}, {5, 6}),
                false)[0]
            .elements == std::vector<real>{5, 0, 0, 6});
}

TEST_CASE("all array operations have been evaluated") {
  for (int o = 0; o < operation_count; ++o) {
    INFO(operation_table[o].name);
    if (operation_table[o].kind == operation_kind::array)
      CHECK(seen.count(static_cast<operation>(o)) == 1);
  }
}

TEST_CASE("sizes and indices that do not fit are answered by a sentence") {
  const graph g = graph_for([](symbols x) { return dot(x[0], x[1]); }, {matrix, vector});
  CHECK_THROWS_WITH(verify::evaluate(50, g, {matrix, array_with({2}, {1, 2})}),
                    "typegrad: contract of shapes (2, 3) and (2): the extents 3 and 2 have to be "
                    "equal");
  CHECK_THROWS_WITH(verify::evaluate(50, g, {vector, vector}),
                    "typegrad: input 0 has the shape (3); the program takes one of 2 axes");
  CHECK_THROWS_WITH(verify::evaluate(50, g, {matrix}),
                    "typegrad: the program has 2 inputs; it was given 1");
  const graph looks_up = graph_for([](symbols x) { return take(x[0], x[1]); }, {vector, vector});
  for (const double index : {3.0, -1.0, 0.5, std::nan("")})
    CHECK_THROWS_AS(verify::evaluate(50, looks_up, {vector, array_with({1}, {index})}),
                    std::out_of_range);
}

}  // namespace typegrad::test
