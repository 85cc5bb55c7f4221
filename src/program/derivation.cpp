// Works out all that `derive` shows, by the library's passes on one graph.
#include "derivation.hpp"

#include <algorithm>
#include <utility>

#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/path_sum.hpp>
#include <typegrad/print/to_dot.hpp>
#include <typegrad/print/to_formula.hpp>

#include "derived_program.hpp"
#include "line_writer.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

/// The values of nodes, asked for one by one and evaluated together.
class value_list {
 public:
  value_list(tg::builder& b, const problem& p, int digits)
      : builder_(b), problem_(p), digits_(digits) {}

  /// The value of an absent node is 0, that of a condition 1 or 0.
  void ask(tg::index node) {
    const tg::index zero = builder_.number({0});
    if (node == tg::absent) node = zero;
    if (tg::is_truth(builder_[node].op))
      node = builder_.intern(tg::operation::select, node, builder_.number({1}), zero);
    builder_.output(node);
  }
  void ask(const places& nodes) {
    for (const tg::index node : nodes) ask(node);
  }
  void evaluate() {
    values_ = laboratory::evaluate(tg::compact(builder_.program()), problem_.point, digits_);
  }
  /// The values in the order in which they were asked for.
  const shown_number& next() { return values_[next_++]; }

 private:
  tg::builder& builder_;
  const problem& problem_;
  int digits_;
  std::vector<shown_number> values_;
  std::size_t next_ = 0;
};

std::string truth_or(const tg::node& n, const shown_number& value) {
  if (!tg::is_truth(n.op)) return value.text;
  return value.nearest == 1 ? "true" : "false";
}

void write_primal(derivation& d, const derived_program& s, const line_writer& write,
                  value_list& values) {
  for (const tg::index i : s.steps) {
    const tg::node& n = s.program.nodes[i];
    const bool is_input = n.op == tg::operation::input;
    d.primal.push_back(
        {write.name(i), is_input ? "" : write.operation(i), truth_or(n, values.next())});
  }
  d.value = values.next().text;
  d.primal.push_back({d.function, write.operand(s.result), d.value});
}

void write_tangents(derivation& d, const derived_program& s, const line_writer& write,
                    value_list& values) {
  for (std::size_t v = 0; v < s.tangents.size(); ++v) {
    tangent_trace trace{d.with_respect_to[v], {}};
    for (const tg::index i : s.steps) {
      const bool is_input = s.program.nodes[i].op == tg::operation::input;
      const shown_number& value = values.next();
      if (is_input || s.tangents[v][i] != tg::absent)
        trace.lines.push_back(
            {write.tangent_name(i), is_input ? "" : write.tangent(i, s.tangents[v]), value.text});
    }
    d.tangents.push_back(std::move(trace));
  }
}

void write_adjoints(derivation& d, const derived_program& s, const line_writer& write,
                    value_list& values) {
  for (tg::index k = s.steps.size(); k-- > 0;) {
    const tg::index i = s.steps[k];
    const shown_number& value = values.next();
    const bool is_chosen_input =
        std::find(s.variables.begin(), s.variables.end(), i) != s.variables.end();
    if (s.adjoints[i] == tg::absent && !is_chosen_input) continue;
    const bool has_users = i != s.result && s.adjoints[i] != tg::absent;
    d.adjoint.push_back(
        {write.adjoint_name(i), has_users ? write.adjoint(i, s.adjoints) : "", value.text});
  }
}

void write_derivatives(derivation& d, const derived_program& s, const language& words,
                       value_list& values) {
  const tg::graph& g = s.b.program();
  std::vector<std::string> spelled;
  for (const std::string& name : d.variables) spelled.push_back(words.variable(name));
  const std::vector<std::string_view> names(spelled.begin(), spelled.end());
  const tg::print::writer write(g, *words.notation, names);
  const tg::sequence<tg::index> sizes = tg::print::formula_sizes(g, tg::formula_limit + 1);
  const auto formula = [&](tg::index node) -> std::string {
    if (node == tg::absent) return "0";
    return sizes[node] > tg::formula_limit ? "..." : write.formula(node).text;
  };
  for (const tg::index entry : s.gradient) {
    d.gradient.push_back(values.next().text);
    d.symbolic_gradient.push_back(formula(entry));
  }
  d.hessian.resize(s.variables.size());
  for (auto& row : d.hessian)
    for (tg::index k = 0; k < s.variables.size(); ++k) row.push_back(values.next().text);
}

void list_nodes(derivation& d, const derived_program& s, const line_writer& write,
                value_list& values) {
  std::vector<std::size_t> drawn(s.program.nodes.size());
  const auto add_constant = [&](tg::index node) {
    drawn_node constant{};
    constant.is = drawn_node::kind::constant;
    constant.sign = write.operand(node);
    d.nodes.push_back(std::move(constant));
  };
  for (const tg::index i : s.steps) {
    const tg::node& n = s.program.nodes[i];
    drawn_node shown{};
    shown.name = write.name(i);
    shown.has_adjoint = s.adjoints[i] != tg::absent;
    shown.is_ordered = tg::info(n.op).arity > 1 && !tg::print::is_commutative(n.op);
    shown.value = values.next();
    shown.value.text = truth_or(n, shown.value);
    shown.adjoint = values.next();
    if (n.op != tg::operation::input) {
      shown.is = drawn_node::kind::operation;
      shown.sign = tg::print::symbol_of(n.op);
    }
    for (int k = 0; k < tg::info(n.op).arity; ++k) {
      const tg::index x = n.operands[k];
      if (!is_step(s.program.nodes[x])) {
        drawn[x] = d.nodes.size();
        add_constant(x);
      }
      shown.operands.push_back(drawn[x]);
    }
    drawn[i] = d.nodes.size();
    d.nodes.push_back(std::move(shown));
  }
  if (!is_step(s.program.nodes[s.result])) add_constant(s.result);
}

}  // namespace

derivation derive(const problem& p, int digits, const language& words) {
  check_size(p, "written out");
  derived_program s(p);
  value_list values(s.b, p, digits);
  values.ask(s.steps);
  values.ask(s.result);
  for (const places& along : s.tangents)
    for (const tg::index i : s.steps) values.ask(along[i]);
  for (tg::index k = s.steps.size(); k-- > 0;) values.ask(s.adjoints[s.steps[k]]);
  values.ask(s.gradient);
  values.ask(s.hessian);
  for (const tg::index i : s.steps) {
    values.ask(i);
    values.ask(s.adjoints[i]);
  }
  values.evaluate();

  derivation d;
  d.text = p.text;
  d.variables = p.formula.variables;
  d.function = free_name(d.variables);
  for (const tg::index slot : p.with_respect_to) d.with_respect_to.push_back(d.variables[slot]);
  const line_writer write(s.program, s.needed, d.variables, words);
  write_primal(d, s, write, values);
  write_tangents(d, s, write, values);
  write_adjoints(d, s, write, values);
  write_derivatives(d, s, words, values);
  list_nodes(d, s, write, values);

  const auto cost = [&](tg::mode how) {
    const tg::graph g = value_and_gradient(p, how);
    return tg::count_needed(g, g.outputs);
  };
  d.value_cost = tg::count_needed(s.program, only(s.result));
  d.forward_cost = cost(tg::mode::forward);
  d.reverse_cost = cost(tg::mode::reverse);
  places slots;
  for (const tg::index slot : p.with_respect_to) slots.push_back(slot);
  d.paths = tg::count_paths(p.formula.program, slots);
  return d;
}

}  // namespace laboratory
