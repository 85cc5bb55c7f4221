// Draws a fit by gnuplot.
#include <fmt/format.h>

#include "double_precision.hpp"
#include "fit_result.hpp"
#include "gnuplot.hpp"

namespace laboratory {

namespace {

/// Data, curve and band over the one predictor.
std::string curve(const fit_result& f) {
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

/// Observed over fitted responses, with the line on which they are equal.
std::string observed_over_fitted(const fit_result& f) {
  std::string text = fmt::format(
      "set key outside bottom center horizontal maxrows 1\n"
      "set title {}\nset xlabel {}\nset ylabel {}\n$data << END\n",
      quoted(f.of.response + " = " + f.of.model), quoted("fitted " + f.of.response),
      quoted("observed " + f.of.response));
  const std::vector<double> differences = residuals(f);
  for (std::size_t k = 0; k < differences.size(); ++k) {
    const double y = f.of.data.rows[k][f.of.response_column].value;
    const double observed = evaluate_in_double(f.of.transformed, {y})[0];
    text += fmt::format("{} {}\n", observed + differences[k], observed);
  }
  return text +
         "END\nplot $data with points pointtype 7 pointsize 0.5 linecolor rgb '#555555' title "
         "'data', x with lines linewidth 2 linecolor rgb '#1f78b4' title 'observed = fitted'\n";
}

}  // namespace

void plot(const fit_result& f, const std::string& path) {
  draw_by_gnuplot(f.of.predictors.size() == 1 ? curve(f) : observed_over_fitted(f), 760, 480, path);
}

}  // namespace laboratory
