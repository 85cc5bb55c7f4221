// The program as a value: nodes in single-assignment order, each an operation on earlier nodes.
#pragma once

#include <array>
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

/// A symbolic dimension, known when the program is bound: an axis of an input, or made from earlier
/// ones.
struct dimension {
  enum class origin : std::uint8_t { axis, product, sum, difference, minimum, quotient, remainder };
  origin from = origin::axis;
  std::int32_t a = 0;     ///< axis: the input's slot; else an extent
  std::int32_t b = 0;     ///< axis: its place; quotient, remainder: a number; else an extent
  std::int32_t c = 1;     ///< quotient: (a + b) / c, rounded down; remainder: b mod a
  std::int32_t same = 0;  ///< the extent that it is equal to; its own where none is known

  constexpr bool has_two_extents() const {
    return from == origin::product || from == origin::sum || from == origin::difference ||
           from == origin::minimum;
  }
  constexpr bool is_made_like(const dimension& d) const {
    return from == d.from && a == d.a && b == d.b && c == d.c;
  }
};

/// What has to hold of two extents when the program is bound, and the function and the shapes that
/// they belong to.
struct constraint {
  enum class relation : std::uint8_t { equal, at_least };
  const char* name;
  relation how;
  std::int32_t left, right;
  shape first, second;
};

/// Which element of an array stands at place j of a view of it: position_i = base_i + offset_i +
/// Σ_j step_ij j. The base is 0 or a symbolic extent. A negative offset counts from the end of the
/// axis.
struct affine_map {
  std::int32_t base[shape::max_rank] = {};
  std::int32_t offset[shape::max_rank] = {};
  std::int32_t step[shape::max_rank][shape::max_rank] = {};

  friend constexpr bool operator==(const affine_map&, const affine_map&) = default;
};

/// One operation. The operands are earlier nodes; `attribute` is an input's slot, a literal's or a
/// scan's place in the graph's table, which element of a scan's results, or what an array operation
/// needs to know besides.
struct node {
  operation op;
  std::uint8_t type;  ///< place of the value's shape in the graph's table; 0 is the scalar
  index operands[3];
  index attribute;

  friend constexpr bool operator==(const node&, const node&) = default;
};

struct graph_loop;

/// A program: inputs -> outputs. Node i only has operands below i, so the order of the nodes is an
/// order of evaluation.
struct graph {
  sequence<node> nodes;
  sequence<literal> literals;
  sequence<shape> shapes = sequence<shape>(1);
  sequence<dimension> dimensions;  ///< extent -k is the k-th, counted from 1
  sequence<constraint> constraints;
  sequence<affine_map> maps;
  std::array<char, 240> error{};  ///< the first fault of the program, in one sentence
  sequence<index> outputs;
  sequence<graph_loop> loops;  ///< what the scans of the graph repeat
  index inputs = 0;
  int derived = 0;  ///< the highest order of the derivatives that were made in it

  constexpr void take_tables(const graph& from) {
    shapes = from.shapes;
    dimensions = from.dimensions;
    constraints = from.constraints;
    maps = from.maps;
    error = from.error;
  }
  constexpr bool is_literal(index i, int value) const {
    return nodes[i].op == operation::literal && literals[nodes[i].attribute].is(value);
  }
};

/// What a scan repeats: `count` times, the body maps
///   (carries c, constants p, elements x_t of sequences, t) -> (next carries c, elements y_t),
/// with t = 0, 1, ..., count - 1, or from count - 1 down to 0 where the loop is backward. The
/// operands of the scan are the first carries, the constants and the sequences of `count` numbers;
/// its results are numbered: the last carries, the sequences y, and for each carry its history, the
/// sequence of the values that came into the body. In a program over arrays each of these may be an
/// array, a sequence is an array whose leading axis counts the iterations, `count` is an extent,
/// and the types of the body's nodes stand in the table of the program around it.
struct graph_loop {
  index count = 0;
  bool backward = false;
  index carries = 0, constants = 0, sequences = 0, stacked = 0;
  graph body;

  constexpr index operands() const { return carries + constants + sequences; }
  constexpr index results() const { return carries + stacked + carries; }
  constexpr index history(index carry) const { return carries + stacked + carry; }
  /// The body's input that counts the iterations.
  constexpr index counter() const { return operands(); }
};

}  // namespace typegrad
