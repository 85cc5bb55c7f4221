// Trains a network to read handwritten digits, and prints how many it reads that it has never seen.
#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "../training/output_file.hpp"
#include "options.hpp"

int main(int argc, char** argv) {
  constexpr int malformed_input = 2;
  const std::map<std::string, void (*)(const digits::options&)> networks = {
      {"two-layers", digits::train_two_layers}, {"convolutional", digits::train_convolutional}};
  CLI::App app{
      "Trains a network on handwritten digits. Exit status: 0, or 2 for malformed input and for a "
      "file that cannot be written."};
  digits::options o;
  std::string network = "two-layers";
  app.add_option("--network", network)->check(CLI::IsMember(networks))->capture_default_str();
  app.add_option("--data", o.data, "digits.csv.gz of scikit-learn")->capture_default_str();
  app.add_option("--epochs", o.epochs, "0 with --load: only reads")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--batch", o.batch)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--rate", o.rate, "of learning")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seed", o.seed, "of the weights and the order")->capture_default_str();
  app.add_option("--picture", o.picture, "where the learning curve goes")
      ->check(training::output_file())
      ->capture_default_str();
  app.add_option("--load", o.load, "a .npz file with the parameters to start from");
  app.add_option("--save", o.save, "the .npz file where the trained parameters go")
      ->check(training::output_file());
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : malformed_input;
  }
  try {
    networks.at(network)(o);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return malformed_input;
  }
}
