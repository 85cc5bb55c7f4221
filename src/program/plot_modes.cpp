// Draws the costs of both modes by gnuplot.
#include <fmt/format.h>

#include <iterator>

#include "gnuplot.hpp"
#include "write_modes.hpp"

namespace laboratory {

namespace {

constexpr const char* colours[] = {"#1f78b4", "#33a02c", "#e31a1c", "#ff7f00", "#6a3d9a"};

/// A block of data for each m: n; operations, then microseconds, of forward, reverse, and what was
/// picked.
std::string blocks(const mode_comparison& c) {
  std::string text;
  for (std::size_t k = 0; k < c.outputs.size(); ++k) {
    text += fmt::format("$m{} << END\n", k);
    for (std::size_t row = 0; row < c.inputs.size(); ++row) {
      const jacobian_costs& j = c.jacobians[k * c.inputs.size() + row];
      const mode_cost& picked = j.automatic == typegrad::mode::forward ? j.forward : j.reverse;
      text += fmt::format("{}", j.inputs);
      for (const mode_cost& m : {j.forward, j.reverse, picked})
        text += fmt::format(" {}", m.operations.total());
      for (const mode_cost& m : {j.forward, j.reverse, picked})
        text += fmt::format(" {}", m.seconds * 1e6);
      text += '\n';
    }
    text += "END\n";
  }
  return text;
}

/// One of both diagrams; `column` is that of forward mode.
std::string diagram(const mode_comparison& c, const char* title, int column) {
  std::string text = fmt::format("set title {}\nplot ", quoted(title));
  for (std::size_t k = 0; k < c.outputs.size(); ++k) {
    const std::size_t m = c.outputs[k];
    const std::string style =
        fmt::format("linewidth 2 linecolor rgb '{}'", colours[k % std::size(colours)]);
    text += fmt::format(
        "{}$m{} using 1:{} with lines {} title 'm = {}', $m{} using 1:{} with lines dashtype 2 {} "
        "notitle, $m{} using 1:{} with points pointtype 7 pointsize 0.6 {} notitle",
        k == 0 ? "" : ", ", k, column, style, m, k, column + 1, style, k, column + 2, style);
  }
  return text + '\n';
}

}  // namespace

void plot(const mode_comparison& c, const std::string& path) {
  draw_by_gnuplot(
      blocks(c) +
          "set logscale xy\nset logscale x 2\nset format y '10^%T'\nset xlabel 'n'\n"
          "set key outside bottom center horizontal\nset multiplot layout 1,2 title " +
          quoted(title(c)) +
          R"(."\nsolid: forward mode, dashed: reverse mode, points: what automatic has picked")" +
          '\n' + diagram(c, "operations of value and Jacobian", 2) +
          diagram(c, "time in µs, interpreted", 5),
      1080, 480, path);
}

}  // namespace laboratory
