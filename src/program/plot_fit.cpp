// Draws a fit by gnuplot.
#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

#include "command.hpp"
#include "double_precision.hpp"
#include "fit_result.hpp"

namespace laboratory {

namespace {

/// A text in gnuplot's quotes.
std::string quoted(const std::string& text) {
  std::string q = "'";
  for (const char c : text) q += c == '\'' ? std::string("''") : std::string(1, c);
  return q + "'";
}

std::string script(const fit_result& f, const std::string& path) {
  const std::size_t column = f.of.predictors[0].column;
  std::string text = fmt::format(
      "set encoding utf8\n"
      "set terminal svg noenhanced size 760,480 font 'sans-serif,14' background 'white'\n"
      "set output {}\nset grid\nset key outside bottom center horizontal maxrows 1\n"
      "set title {}\nset xlabel {}\nset ylabel {}\n",
      quoted(path), quoted(f.of.response + " = " + f.of.model), quoted(f.of.data.columns[column]),
      quoted(f.of.response));
  const std::vector<curve_point> band = confidence_band(f);
  text += "$band << END\n";
  for (const curve_point& p : band)
    text +=
        fmt::format("{} {} {} {}\n", p.x, p.value, p.value - p.half_width, p.value + p.half_width);
  text += "END\n$data << END\n";
  for (const auto& row : f.of.data.rows)
    text += fmt::format("{} {}\n", row[column].value,
                        evaluate_in_double(f.of.transformed, {row[f.of.response_column].value})[0]);
  text +=
      "END\nplot $band using 1:3:4 with filledcurves fillcolor rgb '#a6cee3' title '95 % "
      "confidence "
      "band', $data with points pointtype 7 pointsize 0.5 linecolor rgb '#555555' title "
      "'data', $band using 1:2 with lines linewidth 2 linecolor rgb '#1f78b4' title 'fit'\n";
  return text;
}

}  // namespace

void plot(const fit_result& f, const std::string& path) {
  if (f.of.predictors.size() != 1)
    throw input_error(fmt::format(
        "--plot draws a curve over one predictor, but this model has {}; leave --plot out.",
        f.of.predictors.size()));
  // What nobody reads is read by cat: writing it would end this program.
  std::FILE* const gnuplot = popen("gnuplot >/dev/null 2>&1 || { cat >/dev/null; false; }", "w");
  const std::string commands = script(f, path);
  if (gnuplot != nullptr) std::fwrite(commands.data(), 1, commands.size(), gnuplot);
  if (gnuplot == nullptr || pclose(gnuplot) != 0)
    throw std::runtime_error(fmt::format(
        "{} is not drawn: gnuplot is missing, in Debian the package gnuplot-nox, or cannot write "
        "the file.",
        path));
}

}  // namespace laboratory
