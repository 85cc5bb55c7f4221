// A graph as a compile-time constant, and its slices: reading one element of a large constant costs
// a compiler time in proportion to the constant, so code is made from slices of some tens of nodes.
#pragma once

#include <array>
#include <cstddef>

#include <typegrad/config.hpp>
#include <typegrad/eval/frozen_graph.hpp>

namespace typegrad {

constexpr frozen_draft freeze(const graph& g);

/// The frozen graph of a program that has a function make_graph. A long one is not copied, which
/// would cost more than it saves.
template <class Program>
constexpr auto frozen_of() {
  if constexpr (TYPEGRAD_FIT_CONSTANTS) {
    constexpr index longest_copied = 1024;
    constexpr frozen_draft draft = freeze(Program::make_graph());
    if constexpr (draft.used.nodes <= longest_copied)
      return fitted<draft.used>(draft);
    else
      return draft;
  } else {
    return freeze(Program::make_graph());
  }
}

namespace detail {

/// Gives node i, a part of a loop, its place and its instruction.
constexpr void freeze_loop_part(frozen_draft& f, const graph& g, index i, sequence<index>& places,
                                sequence<index>& made_by);

/// Sets the loops of f, the instructions of the nodes of g at these places.
constexpr void freeze_bodies(frozen_draft& f, const graph& g, const sequence<index>& places);

}  // namespace detail

constexpr frozen_draft freeze(const graph& g) {
  if (g.nodes.size() > most_frozen || g.outputs.size() > most_frozen)
    throw "typegrad: the derived program has more than 131072 operations; make a loop of the part that repeats";
  frozen_draft f{};
  sequence<index> places = sequence<index>::unset(g.nodes.size());
  sequence<index> made_by = sequence<index>::unset(g.nodes.size());
  const node* const nodes = g.nodes.begin();
  index *const place = places.begin(), *const maker = made_by.begin();
  const index count = places.size();
  for (index i = 0; i < count; ++i) {
    const node& n = nodes[i];
    if (n.op >= operation::join) {
      detail::freeze_loop_part(f, g, i, places, made_by);
      continue;
    }
    const operation_info& o = info(n.op);
    f.operations.has[static_cast<int>(n.op)] = true;
    const index r = o.is_truth ? f.truth_count++ : f.number_count++;
    place[i] = r;
    maker[i] = f.node_count;
    if (n.op == operation::input)
      f.nodes[f.node_count++] = {n.op, r, n.attribute, 0, 0};
    else if (o.arity == 0)
      f.leaves[f.leaf_count++] = {n.op, r, n.attribute, 0, 0};
    else
      f.nodes[f.node_count++] = {n.op, r, place[n.operands[0]], place[n.operands[1]],
                                 place[n.operands[2]]};
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
  f.used = {f.leaf_count, f.node_count, g.literals.size(), 0, f.loop_count, f.output_count};
  if (f.loop_count > 0) detail::freeze_bodies(f, g, places);
  return f;
}

/// The sizes of a program, read from its graph once.
struct program_sizes {
  std::size_t leaves, nodes, numbers, truths, loops, stored, stored_total, iterations;
};

template <class Program>
inline constexpr program_sizes sizes_of = {
    Program::frozen.leaf_count,   Program::frozen.node_count, Program::frozen.number_count,
    Program::frozen.truth_count,  Program::frozen.loop_count, Program::frozen.stored_count,
    Program::frozen.stored_total, Program::frozen.iterations};

/// The two parts of a program, in the order in which they run.
enum class part : bool { leaves, nodes };

template <class Program, part Part>
inline constexpr std::size_t count_of =
    Part == part::leaves ? sizes_of<Program>.leaves : sizes_of<Program>.nodes;

/// Some instructions in turn, and the numbers of those that are literals: leaves.
template <part Part, std::size_t Size>
struct instructions {
  static constexpr std::size_t numbers = Part == part::leaves ? Size : 1;
  instruction at[Size];
  long double numerators[numbers], denominators[numbers];
};

/// Up to `Size` instructions of a program's part, from number `First` on.
template <class Program, part Part, std::size_t First, std::size_t Size>
constexpr auto instructions_from() {
  constexpr auto& frozen = Program::frozen;
  constexpr const instruction* whole_part = Part == part::leaves ? frozen.leaves : frozen.nodes;
  constexpr std::size_t count = count_of<Program, Part>;
  instructions<Part, Size> chosen{};
  for (std::size_t k = 0; k < Size && First + k < count; ++k) {
    const instruction& here = whole_part[First + k];
    chosen.at[k] = here;
    if (Part != part::leaves || here.op != operation::literal) continue;
    chosen.numerators[k] = frozen.numerators[here.a];
    chosen.denominators[k] = frozen.denominators[here.a];
  }
  return chosen;
}

inline constexpr std::size_t block_size = 32, page_size = 32 * block_size;

/// A page is read from the graph and a block from a page, so that no read is far.
template <class Program, part Part, std::size_t Page>
inline constexpr auto page = instructions_from<Program, Part, Page * page_size, page_size>();

/// Instructions Block * block_size and following of a program's part.
template <class Program, part Part, std::size_t Block>
inline constexpr auto block = [] {
  constexpr std::size_t first = Block * block_size % page_size;
  constexpr auto& from = page<Program, Part, Block * block_size / page_size>;
  instructions<Part, block_size> chosen{};
  for (std::size_t place = 0; place < block_size; ++place) {
    chosen.at[place] = from.at[first + place];
    if (chosen.at[place].op != operation::literal) continue;
    chosen.numerators[place] = from.numerators[first + place];
    chosen.denominators[place] = from.denominators[first + place];
  }
  return chosen;
}();

/// All instructions of a program's part.
template <class Program, part Part>
inline constexpr auto table = instructions_from<Program, Part, 0, count_of<Program, Part> + 1>();

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
    std::size_t made = 0;
    for (index output = 0; output < frozen.output_count; ++output)
      made += frozen.sources[output] >= First && frozen.sources[output] < Last;
    return made;
  }();
  std::array<result_place, count> results{};
  std::size_t next = 0;
  for (index output = 0; output < frozen.output_count; ++output)
    if (frozen.sources[output] >= First && frozen.sources[output] < Last)
      results[next++] = {output, frozen.outputs[output]};
  return results;
}();

}  // namespace typegrad

#include <typegrad/eval/frozen_loop.hpp>
