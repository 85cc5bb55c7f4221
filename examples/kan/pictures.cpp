// What a network has learned as SVG pictures, drawn by gnuplot.
#include "pictures.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <utility>

#include "../training/gnuplot.hpp"

namespace kan {

namespace {

/// The function of one edge, its argument moved by x -> offset + scale x.
void draw_edge(std::FILE* gnuplot, const learned_edges& e, std::size_t i, std::size_t j,
               double offset, double scale) {
  const std::size_t last = e.places.shape(0) - 1;
  const double low = offset + scale * e.places(0, i), high = offset + scale * e.places(last, i);
  std::fprintf(gnuplot, "set xrange [%.8g:%.8g]\nset xtics %.8g, %.8g\n", low, high, low,
               (high - low) / 2);
  std::fprintf(gnuplot, "plot '-' with lines lw 2 notitle\n");
  for (std::size_t k = 0; k <= last; ++k)
    std::fprintf(gnuplot, "%.8g %.8g\n", offset + scale * e.places(k, i), e.values(k, i, j));
  std::fprintf(gnuplot, "e\n");
}

}  // namespace

bool draw_edges(const std::string& path, const learned& network) {
  const std::size_t inputs = network.of->variables.size(),
                    hidden = network.fit.first.values.shape(2);
  // What nobody reads is read by cat: writing it would end this program.
  std::FILE* const gnuplot = popen("gnuplot 2>/dev/null || { cat >/dev/null; false; }", "w");
  if (gnuplot == nullptr) return false;
  std::fprintf(gnuplot,
               "set encoding utf8\nset terminal svg size %zu,%zu font 'sans-serif,12' background "
               "'white'\nset output %s\nset grid\n",
               190 * hidden + 40, 160 * (inputs + 1) + 40, training::quoted(path).c_str());
  std::fprintf(
      gnuplot,
      "set multiplot layout %zu,%zu title '%s:  %s'\nset tics font ',9'\nset format '%%.2g'\n"
      "set margins 5,2,2,2\n",
      inputs + 1, hidden, network.of->number.c_str(), network.of->text.c_str());
  for (std::size_t i = 0; i < inputs; ++i) {
    const variable& v = network.of->variables[i];
    for (std::size_t j = 0; j < hidden; ++j) {
      std::fprintf(gnuplot, "set title '%s to h_{%zu}' offset 0,-0.5\n", v.name.c_str(), j + 1);
      draw_edge(gnuplot, network.fit.first, i, j, (v.low + v.high) / 2, (v.high - v.low) / 2);
    }
  }
  for (std::size_t j = 0; j < hidden; ++j) {
    std::fprintf(gnuplot, "set title 'to the output from h_{%zu}' offset 0,-0.5\n", j + 1);
    draw_edge(gnuplot, network.fit.second, j, 0, 0, 1);
  }
  std::fprintf(gnuplot, "unset multiplot\n");
  return pclose(gnuplot) == 0;
}

bool draw_learning_curves(const std::string& path, const std::vector<learned>& networks) {
  std::string axes =
      "set title 'Fits of Kolmogorov-Arnold networks by L-BFGS'\nset xlabel 'iteration'\n"
      "set ylabel 'root mean square error'\nset logscale xy\nset format y '10^{%T}'\n"
      "set key bottom left\n";
  std::vector<training::curve> curves;
  for (std::size_t n = 0; n < networks.size(); ++n)
    for (const bool is_test : {false, true}) {
      training::curve c{is_test ? "test" : networks[n].of->number + ", training", {}};
      for (const errors& e : networks[n].fit.curve)
        c.points.emplace_back(static_cast<double>(e.iteration), is_test ? e.test : e.training);
      curves.push_back(std::move(c));
      // Both curves of a network have one colour.
      axes += "set linetype " + std::to_string(curves.size()) + " linecolor rgb '" +
              std::array{"#9400d3", "#009e73", "#56b4e9"}[n % 3] +
              (is_test ? "' dashtype 2\n" : "'\n");
    }
  return training::draw(path, axes, curves);
}

}  // namespace kan
