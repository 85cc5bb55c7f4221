// Draws a fit by gnuplot.
#include <fmt/format.h>

#include "command.hpp"
#include "double_precision.hpp"
#include "fit_result.hpp"
#include "gnuplot.hpp"

namespace laboratory {

namespace {

std::string script(const fit_result& f) {
  const std::size_t column = f.of.predictors[0].column;
  std::string text = fmt::format(
      "set key outside bottom center horizontal maxrows 1\n"
      "set title {}\nset xlabel {}\nset ylabel {}\n",
      quoted(f.of.response + " = " + f.of.model), quoted(f.of.data.columns[column]),
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
  draw_by_gnuplot(script(f), 760, 480, path);
}

}  // namespace laboratory
