// Every path from a variable to the value, with the partials along it.
#include <nlohmann/json.hpp>

#include <vector>

#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/path_sum.hpp>

#include "derived_program.hpp"
#include "double_precision.hpp"
#include "json_values.hpp"
#include "line_writer.hpp"
#include "report_data.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;
using nlohmann::ordered_json;

/// The partial of one operation by one of its operands.
struct edge {
  tg::index operand, operation;
  double partial = 0;
};

std::vector<edge> edges_of(const problem& p, started_program s, const places& along) {
  const tg::graph before = s.b.program();
  const tg::sequence<bool> varies = tg::varying_with(before, s.variables);
  const tg::index one = s.b.number({1});
  std::vector<edge> edges;
  for (const tg::index i : along) {
    const tg::node n = before.nodes[i];
    for (int k = 0; k < tg::info(n.op).arity; ++k) {
      if (!varies[n.operands[k]] || tg::is_truth(n.op)) continue;
      const tg::index partial = tg::partial(s.b, i, n, k, one);
      if (partial == tg::absent) continue;
      edges.push_back({n.operands[k], i});
      s.b.output(partial);
    }
  }
  const std::vector<double> values =
      evaluate_in_double(tg::compact(std::move(s.b).finish()), point_in_double(p));
  for (std::size_t k = 0; k < edges.size(); ++k) edges[k].partial = values[k];
  return edges;
}

class path_walker {
 public:
  path_walker(const line_writer& write, const std::vector<edge>& edges, tg::index result)
      : write_(write), edges_(edges), result_(result) {}

  void walk(tg::index place, double product) {
    names_.push_back(write_.name(place));
    if (place == result_)
      all.push_back(
          {{"nodes", names_}, {"partials", json_of(partials_)}, {"product", json_of(product)}});
    for (const edge& e : edges_) {
      if (e.operand != place) continue;
      partials_.push_back(e.partial);
      walk(e.operation, product * e.partial);
      partials_.pop_back();
    }
    names_.pop_back();
  }

  ordered_json all = ordered_json::array();

 private:
  const line_writer& write_;
  const std::vector<edge>& edges_;
  tg::index result_;
  std::vector<std::string> names_;
  std::vector<double> partials_;
};

}  // namespace

ordered_json path_list(const problem& p) {
  constexpr double most = 24;
  places slots;
  for (const tg::index slot : p.with_respect_to) slots.push_back(slot);
  if (tg::count_paths(p.formula.program, slots) > most) return nullptr;
  const derived_program s(p);
  const line_writer write(s.program, s.needed, p.formula.variables, plain_text);
  const std::vector<edge> edges = edges_of(p, started_program(p), s.steps);
  ordered_json lists = ordered_json::array();
  for (tg::index k = 0; k < s.variables.size(); ++k) {
    path_walker walker(write, edges, s.result);
    walker.walk(s.variables[k], 1);
    lists.push_back(
        {{"variable", p.formula.variables[p.with_respect_to[k]]}, {"paths", walker.all}});
  }
  return lists;
}

}  // namespace laboratory
