// The program as a value: nodes in single-assignment order, each an operation on earlier nodes.
#pragma once

#include <cstdint>

#include <typegrad/graph/sequence.hpp>
#include <typegrad/op/operation.hpp>

namespace typegrad {

/// The place of a node in its graph; `absent` stands for "no node".
using index = std::uint32_t;
inline constexpr index absent = 0xffffffff;

/// The exact number numerator / denominator. A rational keeps both as integers, so it is right in
/// every precision.
struct literal {
  long double numerator = 0;
  long double denominator = 1;

  constexpr bool is(int n) const { return numerator == n && denominator == 1; }
  friend constexpr bool operator==(const literal&, const literal&) = default;
};

/// The type of a node's value: the number of its dimensions and their extents. A scalar has rank 0.
/// A negative extent -k is the k-th symbolic dimension of the program, bound when the program is
/// evaluated.
struct shape {
  static constexpr int max_rank = 6;
  std::uint8_t rank = 0;
  std::int32_t extents[max_rank] = {};

  friend constexpr bool operator==(const shape&, const shape&) = default;
};

/// One operation. The operands are earlier nodes; `attribute` is an input's slot or a literal's
/// place in the graph's table.
struct node {
  operation op;
  std::uint8_t type;  ///< place of the value's shape in the graph's table; 0 is the scalar
  index operands[3];
  index attribute;

  friend constexpr bool operator==(const node&, const node&) = default;
};

/// A program: inputs -> outputs. Node i only has operands below i, so the order of the nodes is an
/// order of evaluation.
struct graph {
  sequence<node> nodes;
  sequence<literal> literals;
  sequence<shape> shapes = sequence<shape>(1);
  sequence<index> outputs;
  index inputs = 0;
  int derived = 0;  ///< the highest order of the derivatives that were made in it

  constexpr bool is_literal(index i, int value) const {
    return nodes[i].op == operation::literal && literals[nodes[i].attribute].is(value);
  }
};

}  // namespace typegrad
