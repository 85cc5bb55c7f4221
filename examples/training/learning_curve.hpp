// A learning curve as an SVG picture, drawn by gnuplot.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace training {

struct epoch_result {
  double loss, held_out_accuracy;
};

/// Writes the picture; false where gnuplot is not installed or fails.
inline bool draw_learning_curve(const std::string& path, const std::string& title,
                                const std::vector<epoch_result>& epochs) {
  std::FILE* const gnuplot = popen("gnuplot 2>/dev/null", "w");
  if (gnuplot == nullptr) return false;
  std::fprintf(gnuplot,
               "set terminal svg size 720,420 font 'sans-serif,14' background 'white'\n"
               "set output '%s'\nset title '%s'\nset xlabel 'epoch'\n"
               "set ylabel 'training loss'\nset logscale y\nset format y '%%g'\n"
               "set y2label 'accuracy on held-out samples, %%'\nset ytics nomirror\nset y2tics\n"
               "set y2range [80:100]\nset key center right\nset grid\n"
               "plot '-' with lines lw 2 title 'loss', "
               "'-' axes x1y2 with lines lw 2 title 'accuracy'\n",
               path.c_str(), title.c_str());
  for (std::size_t k = 0; k < epochs.size(); ++k)
    std::fprintf(gnuplot, "%zu %.8g\n", k + 1, epochs[k].loss);
  std::fputs("e\n", gnuplot);
  for (std::size_t k = 0; k < epochs.size(); ++k)
    std::fprintf(gnuplot, "%zu %.8g\n", k + 1, 100 * epochs[k].held_out_accuracy);
  std::fputs("e\n", gnuplot);
  return pclose(gnuplot) == 0;
}

}  // namespace training
