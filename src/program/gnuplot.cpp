// Runs gnuplot.
#include "gnuplot.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

namespace laboratory {

std::string quoted(const std::string& text) {
  std::string q = "'";
  for (const char c : text) q += c == '\'' ? std::string("''") : std::string(1, c);
  return q + "'";
}

void draw_by_gnuplot(const std::string& commands, int width, int height, const std::string& path) {
  const std::string all = fmt::format(
      "set encoding utf8\n"
      "set terminal svg noenhanced size {},{} font 'sans-serif,14' background 'white'\n"
      "set output {}\nset grid\n{}",
      width, height, quoted(path), commands);
  // What nobody reads is read by cat: writing it would end this program.
  std::FILE* const gnuplot = popen("gnuplot >/dev/null 2>&1 || { cat >/dev/null; false; }", "w");
  if (gnuplot != nullptr) std::fwrite(all.data(), 1, all.size(), gnuplot);
  if (gnuplot == nullptr || pclose(gnuplot) != 0)
    throw std::runtime_error(fmt::format(
        "{} is not drawn: gnuplot is missing, in Debian the package gnuplot-nox, or cannot write "
        "the file.",
        path));
}

}  // namespace laboratory
