// Pictures, drawn by gnuplot.
#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace training {

struct curve {
  std::string name;
  std::vector<std::pair<double, double>> points;
  bool on_second_axis = false;
};

/// A text in gnuplot's own quotes.
inline std::string quoted(const std::string& text) {
  std::string q = "'";
  for (const char c : text) q += c == '\'' ? std::string("''") : std::string(1, c);
  return q + "'";
}

/// Writes an SVG picture of the curves over axes that gnuplot's commands describe; false where
/// gnuplot is missing or cannot write the file.
inline bool draw(const std::string& path, const std::string& axes,
                 const std::vector<curve>& curves) {
  // What nobody reads is read by cat: writing it would end this program.
  std::FILE* const gnuplot = popen("gnuplot 2>/dev/null || { cat >/dev/null; false; }", "w");
  if (gnuplot == nullptr) return false;
  std::fprintf(gnuplot,
               "set terminal svg size 720,420 font 'sans-serif,14' background 'white'\n"
               "set output %s\nset grid\n%s\nplot ",
               quoted(path).c_str(), axes.c_str());
  for (const curve& c : curves)
    std::fprintf(gnuplot, "%s'-' %s with lines lw 2 title %s", &c == &curves.front() ? "" : ", ",
                 c.on_second_axis ? "axes x1y2" : "", quoted(c.name).c_str());
  std::fputc('\n', gnuplot);
  for (const curve& c : curves) {
    for (const auto& [x, y] : c.points) std::fprintf(gnuplot, "%.8g %.8g\n", x, y);
    std::fputs("e\n", gnuplot);
  }
  return pclose(gnuplot) == 0;
}

/// Draws them and says where, or why not.
inline void draw_and_tell(const std::string& path, const std::string& axes,
                          const std::vector<curve>& curves) {
  if (draw(path, axes, curves))
    std::printf("The learning curve is in %s.\n", path.c_str());
  else
    std::printf("No learning curve is drawn: gnuplot is missing, or cannot write %s.\n",
                path.c_str());
}

}  // namespace training
