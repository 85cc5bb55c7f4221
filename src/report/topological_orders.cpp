// Evaluates a program in every order that its graph allows.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <typegrad/pass/compact.hpp>

#include "derived_program.hpp"
#include "double_precision.hpp"
#include "line_writer.hpp"
#include "report_data.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;
using order = std::vector<tg::index>;

/// All orders in which each operation stands after its operands, up to `most`.
class order_list {
 public:
  order_list(const tg::graph& program, order operations)
      : program_(program), open_(std::move(operations)) {
    extend();
  }

  std::vector<order> all;

 private:
  static constexpr std::size_t most = 100;

  bool is_ready(tg::index i) const {
    const tg::node& n = program_.nodes[i];
    return std::none_of(n.operands, n.operands + tg::info(n.op).arity,
                        [&](tg::index x) { return std::ranges::find(open_, x) != open_.end(); });
  }
  void extend() {
    if (open_.empty()) all.push_back(begun_);
    for (std::size_t k = 0; k < open_.size() && all.size() < most; ++k) {
      const tg::index next = open_[k];
      if (!is_ready(next)) continue;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(k));
      begun_.push_back(next);
      extend();
      begun_.pop_back();
      open_.insert(open_.begin() + static_cast<std::ptrdiff_t>(k), next);
    }
  }

  const tg::graph& program_;
  order open_, begun_;
};

/// Value and gradient of the program whose operations are made in the given order, and derived by
/// reverse mode in the opposite one.
tg::graph derived_in_order(const tg::graph& program, const problem& p, const order& operations,
                           tg::index result) {
  tg::builder b;
  places image(program.nodes.size(), tg::absent), inputs, variables;
  const auto make = [&](tg::index i) { image[i] = b.remake(program, program.nodes[i], image); };
  for (tg::index slot = 0; slot < program.inputs; ++slot) inputs.push_back(b.input(slot));
  for (tg::index i = 0; i < program.nodes.size(); ++i)
    if (program.nodes[i].op == tg::operation::input)
      image[i] = inputs[program.nodes[i].attribute];
    else if (!is_step(program.nodes[i]))
      make(i);
  for (const tg::index i : operations) make(i);
  for (const tg::index slot : p.with_respect_to) variables.push_back(inputs[slot]);
  const places entries = tg::linearize(b, tg::mode::reverse, variables, only(image[result]));
  b.output(image[result]);
  for (const tg::index e : entries) b.output(e == tg::absent ? b.number({0}) : e);
  return tg::compact(std::move(b).finish());
}

}  // namespace

nlohmann::ordered_json topological_orders(const problem& p) {
  const derived_program s(p);
  const line_writer write(s.program, s.needed, p.formula.variables, plain_text);
  const std::vector<double> point = point_in_double(p);
  order operations;
  std::vector<int> depth(s.program.nodes.size());
  for (const tg::index i : s.steps) {
    const tg::node& n = s.program.nodes[i];
    if (n.op == tg::operation::input) continue;
    operations.push_back(i);
    for (int k = 0; k < tg::info(n.op).arity; ++k)
      depth[i] = std::max(depth[i], depth[n.operands[k]] + 1);
  }
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const order& o : order_list(s.program, operations).all) {
    std::vector<std::string> names;
    for (const tg::index i : o) names.push_back(write.name(i));
    const bool by_level = std::ranges::is_sorted(o, {}, [&](tg::index i) { return depth[i]; });
    rows.push_back(
        {{"order", names},
         {"by_level", by_level},
         {"results", evaluate_in_double(derived_in_order(s.program, p, o, s.result), point)}});
  }
  return {{"rows", rows}};
}

}  // namespace laboratory
