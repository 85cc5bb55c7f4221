// A graph as a compile-time constant, and its slices: reading one element of a large constant costs
// a compiler time in proportion to the constant, so code is made from slices of some tens of nodes.
#pragma once

#include <array>
#include <cstddef>

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// One node ready to run: its operation, and the places where its result and operands are kept. An
/// input's `a` is its slot, a literal's its place among the literals.
struct instruction {
  operation op;
  index r, a, b, c;
};

/// A graph in fixed arrays with room to spare: what is not set costs nothing, so a program is
/// recorded once and never measured first. Inputs, literals and named constants stand in `leaves`,
/// all else in `nodes`, both in order of evaluation.
struct frozen_graph {
  static constexpr index capacity = 1u << 17;

  instruction leaves[capacity], nodes[capacity];
  long double numerators[capacity], denominators[capacity];  ///< of the literals
  index outputs[capacity],
      sources[capacity];  ///< places of the results, and the nodes that make them
  index leaf_count, node_count, output_count, number_count, truth_count;
};

constexpr frozen_graph freeze(const graph& g) {
  if (g.nodes.size() > frozen_graph::capacity || g.outputs.size() > frozen_graph::capacity)
    throw "typegrad: the derived program has more than 131072 operations; make a loop of the part that repeats";
  frozen_graph f{};
  sequence<index> places(g.nodes.size(), 0), made_by(g.nodes.size(), 0);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const index r = is_truth(n.op) ? f.truth_count++ : f.number_count++;
    places[i] = r;
    made_by[i] = f.node_count;
    if (n.op == operation::input || n.op == operation::literal || info(n.op).arity == 0)
      f.leaves[f.leaf_count++] = {n.op, r, n.attribute, 0, 0};
    else
      f.nodes[f.node_count++] = {n.op, r, places[n.operands[0]], places[n.operands[1]],
                                 places[n.operands[2]]};
  }
  for (index i = 0; i < g.literals.size(); ++i) {
    f.numerators[i] = g.literals[i].numerator;
    f.denominators[i] = g.literals[i].denominator;
  }
  for (index i = 0; i < g.outputs.size(); ++i) {
    f.outputs[i] = places[g.outputs[i]];
    f.sources[i] = made_by[g.outputs[i]];
  }
  f.output_count = g.outputs.size();
  return f;
}

/// The sizes of a program, read from its graph once.
struct program_sizes {
  std::size_t leaves, nodes, numbers, truths;
};

template <class Program>
inline constexpr program_sizes sizes_of = {Program::frozen.leaf_count, Program::frozen.node_count,
                                           Program::frozen.number_count,
                                           Program::frozen.truth_count};

inline constexpr std::size_t block_size = 32, page_size = 32 * block_size;

/// Some of a program's nodes in turn: a page is read from the graph, a block from a page, so that
/// no read is far.
template <std::size_t Size>
struct instructions {
  instruction at[Size];
};

template <class Program, std::size_t Page>
inline constexpr auto page = [] {
  instructions<page_size> s{};
  constexpr auto& frozen = Program::frozen;
  for (std::size_t i = 0; i < page_size && Page * page_size + i < frozen.node_count; ++i)
    s.at[i] = frozen.nodes[Page * page_size + i];
  return s;
}();

/// Nodes Block * block_size and following of a program.
template <class Program, std::size_t Block>
inline constexpr auto node_slice = [] {
  constexpr std::size_t blocks = page_size / block_size;
  instructions<block_size> s{};
  constexpr auto& from = page<Program, Block / blocks>;
  for (std::size_t i = 0; i < block_size; ++i) s.at[i] = from.at[Block % blocks * block_size + i];
  return s;
}();

/// The same for the leaves, with the numbers of those that are literals.
template <std::size_t Size>
struct leaves {
  instruction at[Size];
  literal number[Size];
};

template <class Program, std::size_t Page>
inline constexpr auto leaf_page = [] {
  leaves<page_size> s{};
  constexpr auto& frozen = Program::frozen;
  for (std::size_t i = 0; i < page_size && Page * page_size + i < frozen.leaf_count; ++i) {
    const instruction leaf = frozen.leaves[Page * page_size + i];
    s.at[i] = leaf;
    if (leaf.op == operation::literal)
      s.number[i] = {frozen.numerators[leaf.a], frozen.denominators[leaf.a]};
  }
  return s;
}();

template <class Program, std::size_t Block>
inline constexpr auto leaf_slice = [] {
  constexpr std::size_t blocks = page_size / block_size;
  leaves<block_size> s{};
  constexpr auto& from = leaf_page<Program, Block / blocks>;
  for (std::size_t i = 0; i < block_size; ++i) {
    s.at[i] = from.at[Block % blocks * block_size + i];
    s.number[i] = from.number[Block % blocks * block_size + i];
  }
  return s;
}();

/// One result: its place among the outputs, and the place of its value.
struct result_place {
  index output, value;
};

/// The results that the nodes First to Last - 1 make; leaves count as made by the node that follows
/// them.
template <class Program, std::size_t First, std::size_t Last>
inline constexpr auto results_of = [] {
  constexpr auto& frozen = Program::frozen;
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (index k = 0; k < frozen.output_count; ++k)
      n += frozen.sources[k] >= First && frozen.sources[k] < Last;
    return n;
  }();
  std::array<result_place, count> results{};
  std::size_t n = 0;
  for (index k = 0; k < frozen.output_count; ++k)
    if (frozen.sources[k] >= First && frozen.sources[k] < Last)
      results[n++] = {k, frozen.outputs[k]};
  return results;
}();

}  // namespace typegrad
