// Derives the formula's program by the library's passes.
#include "derived_program.hpp"

#include <utility>

#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/path_sum.hpp>

namespace laboratory {

namespace tg = typegrad;

tg::index result_of(tg::builder& b, const tg::graph& formula, const places& inputs) {
  places image(formula.nodes.size(), tg::absent);
  for (tg::index i = 0; i < formula.nodes.size(); ++i) {
    const tg::node& n = formula.nodes[i];
    image[i] = n.op == tg::operation::input ? inputs[n.attribute] : b.remake(formula, n, image);
  }
  return image[formula.outputs[0]];
}

started_program::started_program(const problem& p) {
  const tg::graph& g = p.formula.program;
  for (tg::index slot = 0; slot < g.inputs; ++slot) inputs.push_back(b.input(slot));
  result = result_of(b, g, inputs);
  for (const tg::index slot : p.with_respect_to) variables.push_back(inputs[slot]);
}

derived_program::derived_program(const problem& p) : started_program(p), program(b.program()) {
  needed = tg::needed_by(program, only(result));
  for (const tg::index i : inputs) needed[i] = true;
  for (tg::index i = 0; i < program.nodes.size(); ++i)
    if (needed[i] && is_step(program.nodes[i])) steps.push_back(i);
  derive();
}

void derived_program::derive() {
  const places one = only(b.number({1}));
  const tg::sequence<bool> varies = tg::varying_with(program, variables);
  places varying;
  for (const tg::index i : steps)
    if (varies[i]) varying.push_back(i);
  const auto by_node = [&](const places& of_varying) {
    places all(program.nodes.size(), tg::absent);
    for (tg::index k = 0; k < varying.size(); ++k) all[varying[k]] = of_varying[k];
    return all;
  };
  adjoints = by_node(tg::adjoint(b, varying, only(result), one));
  for (const tg::index v : variables)
    tangents.push_back(by_node(tg::tangent(b, only(v), one, varying)));
  gradient = tg::linearize(b, tg::mode::automatic, variables, only(result));
  places present;
  for (const tg::index entry : gradient)
    if (entry != tg::absent) present.push_back(entry);
  for (const tg::index v : variables) {
    const places column = tg::tangent(b, only(v), one, present);
    tg::index next = 0;
    for (const tg::index entry : gradient)
      hessian.push_back(entry == tg::absent ? tg::absent : column[next++]);
  }
}

namespace {

tg::graph finished(started_program s, const places& entries) {
  s.b.output(s.result);
  for (const tg::index e : entries) s.b.output(e == tg::absent ? s.b.number({0}) : e);
  return tg::compact(std::move(s.b).finish());
}

}  // namespace

tg::graph value_and_gradient(const problem& p, tg::mode how) {
  started_program s(p);
  const places entries = tg::linearize(s.b, how, s.variables, only(s.result));
  return finished(std::move(s), entries);
}

tg::graph value_and_path_sum(const problem& p) {
  started_program s(p);
  const places entries = tg::sum_over_paths(s.b, s.variables, only(s.result));
  return finished(std::move(s), entries);
}

}  // namespace laboratory
