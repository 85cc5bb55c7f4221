// What a network has learned as SVG pictures, drawn by gnuplot.
#include "pictures.hpp"

#include <cstddef>

namespace kan {

namespace {

/// A gnuplot that draws to a file.
class gnuplot {
 public:
  gnuplot(const std::string& path, std::size_t width, std::size_t height)
      : pipe_(popen("gnuplot 2>/dev/null", "w")) {
    if (pipe_ == nullptr) return;
    std::fprintf(pipe_,
                 "set encoding utf8\nset terminal svg size %zu,%zu font 'sans-serif,12' "
                 "background 'white'\nset output '%s'\nset grid\n",
                 width, height, path.c_str());
  }
  gnuplot(const gnuplot&) = delete;
  gnuplot& operator=(const gnuplot&) = delete;
  ~gnuplot() { finish(); }

  template <class... A>
  void operator()(const char* format, const A&... a) {
    if (pipe_ != nullptr) std::fprintf(pipe_, format, a...);
  }
  /// False where the picture is not drawn.
  bool finish() {
    if (pipe_ == nullptr) return false;
    const bool drawn = pclose(pipe_) == 0;
    pipe_ = nullptr;
    return drawn;
  }

 private:
  std::FILE* pipe_;
};

/// The function of one edge, its argument moved by x -> offset + scale x.
void draw_edge(gnuplot& plot, const learned_edges& e, std::size_t i, std::size_t j, double offset,
               double scale) {
  const std::size_t last = e.places.shape(0) - 1;
  const double low = offset + scale * e.places(0, i), high = offset + scale * e.places(last, i);
  plot("set xrange [%.8g:%.8g]\nset xtics %.8g, %.8g\n", low, high, low, (high - low) / 2);
  plot("plot '-' with lines lw 2 notitle\n");
  for (std::size_t k = 0; k <= last; ++k)
    plot("%.8g %.8g\n", offset + scale * e.places(k, i), e.values(k, i, j));
  plot("e\n");
}

}  // namespace

bool draw_edges(const std::string& path, const learned& network) {
  const std::size_t inputs = network.of->variables.size(),
                    hidden = network.fit.first.values.shape(2);
  gnuplot plot(path, 190 * hidden + 40, 160 * (inputs + 1) + 40);
  plot(
      "set multiplot layout %zu,%zu title '%s:  %s'\nset tics font ',9'\nset format '%%.2g'\n"
      "set margins 5,2,2,2\n",
      inputs + 1, hidden, network.of->number.c_str(), network.of->text.c_str());
  for (std::size_t i = 0; i < inputs; ++i) {
    const variable& v = network.of->variables[i];
    for (std::size_t j = 0; j < hidden; ++j) {
      plot("set title '%s to h_{%zu}' offset 0,-0.5\n", v.name.c_str(), j + 1);
      draw_edge(plot, network.fit.first, i, j, (v.low + v.high) / 2, (v.high - v.low) / 2);
    }
  }
  for (std::size_t j = 0; j < hidden; ++j) {
    plot("set title 'to the output from h_{%zu}' offset 0,-0.5\n", j + 1);
    draw_edge(plot, network.fit.second, j, 0, 0, 1);
  }
  plot("unset multiplot\n");
  return plot.finish();
}

bool draw_learning_curves(const std::string& path, const std::vector<learned>& networks) {
  gnuplot plot(path, 760, 460);
  plot(
      "set title 'Fits of Kolmogorov-Arnold networks by L-BFGS'\nset xlabel 'iteration'\n"
      "set ylabel 'root mean square error'\nset logscale xy\nset format y '10^{%%T}'\n"
      "set key bottom left\nplot ");
  for (std::size_t n = 0; n < networks.size(); ++n)
    plot(
        "%s'-' with lines lw 2 lc %zu title '%s, training', "
        "'-' with lines lw 2 dt 2 lc %zu title 'test'",
        n == 0 ? "" : ", ", n + 1, networks[n].of->number.c_str(), n + 1);
  plot("\n");
  for (const learned& network : networks)
    for (const double errors::* which : {&errors::training, &errors::test}) {
      for (const errors& e : network.fit.curve) plot("%zu %.8g\n", e.iteration, e.*which);
      plot("e\n");
    }
  return plot.finish();
}

}  // namespace kan
