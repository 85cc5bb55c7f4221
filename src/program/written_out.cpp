// Writes out a graph as trees, one an output.
#include "written_out.hpp"

#include <vector>

namespace laboratory {

namespace tg = typegrad;

double written_out_size(const tg::graph& g) {
  std::vector<double> sizes;
  for (const tg::node& n : g.nodes) {
    const int arity = tg::info(n.op).arity;
    double size = arity > 0 ? 1 : 0;
    for (int k = 0; k < arity; ++k) size += sizes[n.operands[k]];
    sizes.push_back(size);
  }
  double sum = 0;
  for (const tg::index o : g.outputs) sum += sizes[o];
  return sum;
}

tg::graph written_out(const tg::graph& g) {
  tg::graph tree = g;
  tree.nodes = {};
  tree.outputs = {};
  struct open_node {
    tg::index original;
    int next = 0;  ///< the operand to be copied next
  };
  for (const tg::index output : g.outputs) {
    std::vector<open_node> open{{output}};
    std::vector<tg::index> copied;
    while (!open.empty()) {
      tg::node n = g.nodes[open.back().original];
      const int arity = tg::info(n.op).arity;
      if (open.back().next < arity) {
        const tg::index operand = n.operands[open.back().next++];
        open.push_back({operand});
        continue;
      }
      const std::size_t first = copied.size() - static_cast<std::size_t>(arity);
      for (int k = 0; k < arity; ++k) n.operands[k] = copied[first + static_cast<std::size_t>(k)];
      copied.resize(first);
      copied.push_back(tree.nodes.size());
      tree.nodes.push_back(n);
      open.pop_back();
    }
    tree.outputs.push_back(copied[0]);
  }
  return tree;
}

}  // namespace laboratory
