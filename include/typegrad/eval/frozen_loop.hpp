// The bodies of loops as constants: each is frozen once, into the arrays of the graph around it,
// and read from there as the program that it is.
#pragma once

#include <typegrad/eval/frozen.hpp>
#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

constexpr void freeze_loop_part(frozen_draft& f, const graph& g, index i, sequence<index>& places,
                                sequence<index>& made_by) {
  const node& n = g.nodes[i];
  if (n.op == operation::scan) {
    places[i] = f.loop_count++;
    made_by[i] = f.node_count;
    f.nodes[f.node_count++] = {n.op, places[i], 0, 0, 0};
  } else if (n.op == operation::element) {
    made_by[i] = made_by[n.operands[0]];
    if (n.type == 0) {
      places[i] = f.number_count++;
    } else {
      places[i] = static_cast<index>(f.stored_count);
      f.stored_count += loop_of(g, n.operands[0]).count;
    }
  }
}

constexpr frozen_extent sum(const frozen_extent& a, const frozen_extent& b) {
  return {a.leaves + b.leaves, a.nodes + b.nodes, a.literals + b.literals,
          a.wires + b.wires,   a.loops + b.loops, a.outputs};
}

/// Writes the wires of a scan.
constexpr void wire(frozen_draft& f, const graph& g, index scan, const frozen_draft& body,
                    const sequence<index>& places) {
  const graph_loop& l = loop_of(g, scan);
  if (f.used.wires + 2 * l.operands() + l.results() + l.carries + l.stacked + 1 > most_frozen)
    throw "typegrad: the loops of the derived program carry more than 131072 numbers";
  const auto add = [&](index place) { f.wires[f.used.wires++] = place; };
  for (const index o : operands_of(g, scan)) add(places[o]);
  const index results = f.used.wires, inputs = results + l.results();
  for (index k = 0; k < l.results() + l.counter() + 1; ++k) add(absent);
  for (index i = scan + 1; i < g.nodes.size(); ++i)
    if (g.nodes[i].op == operation::element && g.nodes[i].operands[0] == scan)
      f.wires[results + g.nodes[i].attribute] = places[i];
  for (index i = 0; i < body.node_count; ++i)
    if (body.nodes[i].op == operation::input) f.wires[inputs + body.nodes[i].a] = body.nodes[i].r;
  for (index k = 0; k < body.output_count; ++k) add(body.outputs[k]);
}

/// Appends the arrays of a body to those of the graph around it.
constexpr void append_body(frozen_draft& f, const frozen_draft& body) {
  const frozen_extent first = f.used;
  f.used = sum(first, body.used);
  if (f.used.nodes > most_frozen || f.used.leaves > most_frozen || f.used.loops > most_loops)
    throw "typegrad: the derived program has more than 131072 operations with those of its loops";
  for (index i = 0; i < body.used.leaves; ++i) {
    instruction& leaf = f.leaves[first.leaves + i];
    leaf = body.leaves[i];
    if (leaf.op == operation::literal) leaf.a += first.literals;
  }
  for (index i = 0; i < body.used.nodes; ++i) f.nodes[first.nodes + i] = body.nodes[i];
  for (index i = 0; i < body.used.literals; ++i) {
    f.numerators[first.literals + i] = body.numerators[i];
    f.denominators[first.literals + i] = body.denominators[i];
  }
  for (index i = 0; i < body.used.wires; ++i) f.wires[first.wires + i] = body.wires[i];
  for (index i = 0; i < body.used.loops; ++i) {
    frozen_loop& inner = f.loops[first.loops + i];
    inner = body.loops[i];
    inner.wires += first.wires;
    inner.first = sum(inner.first, first);
  }
}

constexpr void freeze_bodies(frozen_draft& f, const graph& g, const sequence<index>& places) {
  f.stored_total = f.stored_count;
  for (index i = 0; i < g.nodes.size(); ++i) {
    if (g.nodes[i].op != operation::scan) continue;
    const graph_loop& l = loop_of(g, i);
    frozen_draft body = freeze(l.body);
    const index wires = f.used.wires;
    wire(f, g, i, body, places);
    f.loops[places[i]] = {
        l.count,          l.backward,      l.carries,         l.constants,       l.sequences,
        l.stacked,        wires,           body.leaf_count,   body.node_count,   body.number_count,
        body.truth_count, body.loop_count, body.stored_count, body.stored_total, body.iterations,
        f.used,           body.used};
    append_body(f, body);
    f.stored_total += body.stored_total;
    f.iterations += l.count * (1 + body.iterations);
  }
}

/// The body of loop number K of the program as a frozen graph of its own, without outputs.
template <class Program, std::size_t K>
constexpr auto frozen_body() {
  constexpr auto& f = Program::frozen;
  constexpr frozen_loop l = f.loops[K];
  constexpr frozen_extent lengths = [](frozen_extent all) {
    return all.outputs = 0, all;
  }(l.length);
  frozen_graph<lengths> body{};
  body.leaf_count = l.leaf_count;
  body.node_count = l.node_count;
  body.number_count = l.number_count;
  body.truth_count = l.truth_count;
  body.loop_count = l.loop_count;
  body.stored_count = l.stored_count;
  body.stored_total = l.stored_total;
  body.used = lengths;
  for (index i = 0; i < l.length.leaves; ++i) {
    body.leaves[i] = f.leaves[l.first.leaves + i];
    if (body.leaves[i].op == operation::literal) body.leaves[i].a -= l.first.literals;
  }
  for (index i = 0; i < l.length.nodes; ++i) body.nodes[i] = f.nodes[l.first.nodes + i];
  for (index i = 0; i < l.length.literals; ++i) {
    body.numerators[i] = f.numerators[l.first.literals + i];
    body.denominators[i] = f.denominators[l.first.literals + i];
  }
  for (index i = 0; i < l.length.wires; ++i) body.wires[i] = f.wires[l.first.wires + i];
  for (index i = 0; i < l.length.loops; ++i) {
    frozen_loop& inner = body.loops[i];
    inner = f.loops[l.first.loops + i];
    inner.wires -= l.first.wires;
    inner.first = {inner.first.leaves - l.first.leaves,     inner.first.nodes - l.first.nodes,
                   inner.first.literals - l.first.literals, inner.first.wires - l.first.wires,
                   inner.first.loops - l.first.loops,       0};
  }
  return body;
}

}  // namespace detail

/// The body of loop number K of a program, as a program.
template <class Program, std::size_t K>
struct loop_body {
  static constexpr auto frozen = detail::frozen_body<Program, K>();
};

template <class Program, std::size_t K>
inline constexpr frozen_loop loop_of_program = Program::frozen.loops[K];

/// The wires of loop number K of a program.
template <class Program, std::size_t K>
inline constexpr auto wires_of = [] {
  constexpr frozen_loop l = loop_of_program<Program, K>;
  struct {
    index operands[l.carries + l.constants + l.sequences], results[2 * l.carries + l.stacked];
    index inputs[l.carries + l.constants + l.sequences + 1], outputs[l.carries + l.stacked];
  } w{};
  constexpr auto& from = Program::frozen;
  index next = l.wires;
  for (index& place : w.operands) place = from.wires[next++];
  for (index& place : w.results) place = from.wires[next++];
  for (index& place : w.inputs) place = from.wires[next++];
  for (index& place : w.outputs) place = from.wires[next++];
  return w;
}();

}  // namespace typegrad
