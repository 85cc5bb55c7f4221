// Draws with Graphviz's library.
#include <graphviz/gvc.h>

#include <memory>
#include <stdexcept>

#include "writers.hpp"

namespace laboratory {

std::string to_svg(const std::string& dot) {
  const std::unique_ptr<GVC_t, int (*)(GVC_t*)> context(gvContext(), gvFreeContext);
  const std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> graph(agmemread(dot.c_str()), agclose);
  if (!context || !graph || gvLayout(context.get(), graph.get(), "dot") != 0)
    throw std::runtime_error(
        "Graphviz cannot lay out the graph; draw it by `dot -Tsvg` from --format dot.");
  char* data = nullptr;
  unsigned int size = 0;
  const int failed = gvRenderData(context.get(), graph.get(), "svg", &data, &size);
  const std::string svg = failed == 0 && data != nullptr ? std::string(data, size) : "";
  gvFreeRenderData(data);
  gvFreeLayout(context.get(), graph.get());
  if (svg.empty())
    throw std::runtime_error(
        "Graphviz cannot draw SVG; install Graphviz's plugins, in Debian the package graphviz.");
  return svg;
}

}  // namespace laboratory
