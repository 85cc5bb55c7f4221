// Fits the models of published data sets with exact Jacobians and compares with the certified fits.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "report.hpp"

namespace {

using curve_fit::dataset;

constexpr int disagreement = 1, malformed_input = 2;

std::vector<dataset> read_all(const std::vector<std::string>& paths) {
  std::vector<dataset> all;
  for (const std::string& path : paths) {
    all.push_back(curve_fit::read_strd(path));
    curve_fit::check_model(all.back());
  }
  return all;
}

curve_fit::outcome fit_from(const dataset& data, std::size_t start) {
  return {curve_fit::fit_in_double(data, start), curve_fit::fit_at_50_digits(data, start)};
}

/// Whether the fits from both starting points agree; names those that do not.
bool check_agreement(const curve_fit::study& s) {
  bool all_agree = true;
  for (std::size_t start = 0; start < s.starts.size(); ++start) {
    if (curve_fit::agrees(s.data, s.starts[start])) continue;
    all_agree = false;
    fmt::print(stderr, "{}: the fit from start {} does not agree with the certified values.\n",
               s.data.path, start + 1);
  }
  return all_agree;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Fits the model of each data set from both starting points and counts the digits that agree\n"
      "with the certified solution: 9 are asked for, or all but the last that are published.\n"
      "Exit status: 0 if they agree, 1 if some do not, 2 if the input is malformed."};
  std::vector<std::string> paths{"examples/data/Puromycin.dat"};
  app.add_option("file", paths, "Data sets in the format of the NIST StRD for nonlinear regression")
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : malformed_input;
  }

  std::vector<dataset> inputs;
  try {
    inputs = read_all(paths);
  } catch (const curve_fit::strd_error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return malformed_input;
  }

  std::vector<curve_fit::study> studies;
  bool all_agree = true;
  for (const dataset& data : inputs) {
    studies.push_back(
        {data, {fit_from(data, 0), fit_from(data, 1)}, curve_fit::compare_modes(data)});
    curve_fit::print_study(studies.back());
    all_agree = check_agreement(studies.back()) && all_agree;
  }
  if (studies.size() > 1) curve_fit::print_summary(studies);
  return all_agree ? 0 : disagreement;
}
