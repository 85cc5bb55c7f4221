// Fits Kolmogorov-Arnold networks to formulas, and shows the functions that their edges learn.
#include <cstdio>
#include <exception>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "pictures.hpp"

namespace {

constexpr int malformed_input = 2;

void print_table(const std::vector<kan::learned>& networks) {
  std::printf("%-8s %7s %11s %11s %14s %11s\n", "formula", "inputs", "parameters", "iterations",
              "training RMSE", "test RMSE");
  for (const kan::learned& n : networks) {
    const kan::errors& last = n.fit.curve.back();
    std::printf("%-8s %7zu %11zu %11zu %14.2e %11.2e\n", n.of->number.c_str(),
                n.of->variables.size(), n.fit.parameters, last.iteration, last.training, last.test);
  }
}

int run(const std::string& chosen, const std::string& folder, const kan::options& o) {
  std::vector<kan::learned> networks;
  for (const kan::formula& f : kan::formulas()) {
    if (chosen != "all" && chosen != f.number) continue;
    std::printf("%s: %s\n", f.number.c_str(), f.text.c_str());
    networks.push_back({&f, kan::fit(f, o)});
  }
  print_table(networks);

  bool drawn = kan::draw_learning_curves(folder + "/kan-learning-curves.svg", networks);
  for (const kan::learned& n : networks)
    drawn = drawn && kan::draw_edges(folder + "/kan-" + n.of->number + ".svg", n);
  if (drawn)
    std::printf("The learning curves and the edges' functions are in %s/kan-*.svg.\n",
                folder.c_str());
  else
    std::printf("No picture is drawn: gnuplot is not installed, or %s cannot be written.\n",
                folder.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Fits networks whose edges are learned functions to formulas. Exit status: 0, or 2 for "
      "options that are malformed."};
  kan::options o;
  std::string chosen = "all", folder = ".";
  std::set<std::string> names = {"all"};
  for (const kan::formula& f : kan::formulas()) names.insert(f.number);
  const auto count = [&](const char* name, std::size_t& value, std::size_t low, std::size_t high) {
    return app.add_option(name, value)->check(CLI::Range(low, high))->capture_default_str();
  };
  app.add_option("--formula", chosen)->check(CLI::IsMember(names))->capture_default_str();
  count("--grid", o.intervals, 1, 200)->description("intervals of each edge's B-splines");
  app.add_option("--order", o.order, "of the B-splines")
      ->check(CLI::Range(1, 3))
      ->capture_default_str();
  count("--hidden", o.hidden, 1, 50)->description("nodes in the hidden layer");
  count("--samples", o.samples, 10, 1'000'000)->description("to learn from");
  count("--iterations", o.iterations, 1, 1'000'000)->description("of L-BFGS, at most");
  app.add_option("--seed", o.seed, "of the samples and the start")
      ->check([](const std::string& text) {
        return text.starts_with('-') ? text + " is less than 0" : std::string();
      })
      ->capture_default_str();
  app.add_option("--pictures", folder, "the folder where they go")
      ->check(CLI::ExistingDirectory)
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::fprintf(stderr, "%s.\n", error.what());
    return malformed_input;
  }
  try {
    return run(chosen, folder, o);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return malformed_input;
  }
}
