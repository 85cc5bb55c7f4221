// The subcommand `fit`: nonlinear least squares for a model that a user types.
#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "common_options.hpp"
#include "fit_result.hpp"

namespace laboratory {

namespace {

struct options {
  std::string model, data, response, plot, format = "text";
  std::vector<std::string> start;
};

}  // namespace

void add_fit(CLI::App& program, int& exit_status) {
  CLI::App& command =
      *program.add_subcommand("fit", "Fits a model to data by nonlinear least squares");
  const auto o = std::make_shared<options>();
  command
      .add_option("--model", o->model, "The model, as 'b1*(1-exp(-b2*x))' or 'log(y) = a + b*x'")
      ->required()
      ->type_name("FORMULA");
  command
      .add_option("--data", o->data,
                  "Data of the NIST StRD, or comma-separated values below their columns' names")
      ->required()
      ->type_name("FILE");
  command.add_option("--start", o->start, "The value a parameter starts from")
      ->type_name("NAME=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--response", o->response, "The column that the model is for; y by default")
      ->type_name("COLUMN");
  command
      .add_option("--plot", o->plot,
                  "Draws data, curve and 95 % confidence band to a SVG file; with several "
                  "predictors, observed over "
                  "fitted responses")
      ->type_name("FILE");
  add_format_option(command, o->format);
  command.footer(
      "Variables of the model that are no columns of the data are parameters. Exact derivatives, "
      "Levenberg-\n"
      "Marquardt and Gauss-Newton steps; in double, and where that does not suffice, at 50 digits. "
      "Data of\n"
      "the NIST have columns y and x, or y, x1, x2, ...; they bring starting values for parameters "
      "b1, b2, ...,\n"
      "and certified values, with which the result is compared.\n"
      "Exit status: 0; 1 where the method does not converge or the certified values do not agree; "
      "2 for bad\n"
      "input.\n\n"
      "Examples:\n"
      "  typegrad fit --model 'b1*(1-exp(-b2*x))' --data Misra1a.dat --start b1=500 --start "
      "b2=0.0001\n"
      "  typegrad fit --model 'log[y] = b1 - b2*x1 * exp[-b3*x2] + e' --data Nelson.dat\n"
      "  typegrad fit --model 'height = a/(1 + exp(b - c*day))' --data growth.csv --start a=100 "
      "\\\n"
      "      --start b=1 --start c=0.1 --plot growth.svg");
  command.callback([o, &exit_status] {
    const regression r = read_regression(o->model, read_table(o->data), o->response, o->start);
    const fit_result f = fit(r);
    if (!o->plot.empty()) plot(f, o->plot);
    write_out(o->format == "json" ? to_json(f) : to_text(f, takes_bold()));
    if (!f.ok) exit_status = check_failed;
  });
}

}  // namespace laboratory
