// The program typegrad: shows, for a formula that a user types, what the library does with it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <string>
#include <vector>

#include "command.hpp"
#include <typegrad/parse/formula_text.hpp>

namespace {

/// The arguments, the last one first as CLI11 wants them. A formula may begin with a minus sign: a
/// space before it says that it is no option.
std::vector<std::string> words(int argc, char** argv) {
  std::vector<std::string> all;
  for (int k = argc - 1; k > 0; --k) {
    const std::string word = argv[k];
    const bool is_formula = word.size() > 1 && word[0] == '-' && word[1] != '-' && word != "-h";
    all.push_back(is_formula ? ' ' + word : word);
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace laboratory;
  CLI::App app{"Differentiates formulas and shows how."};
  app.name("typegrad");
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0, or 1 where a check failed, or 2 for bad input.\n"
      "`typegrad SUBCOMMAND --help` shows the options and examples.");
  int exit_status = success;
  add_derive(app, exit_status);
  add_check(app, exit_status);
  add_compare(app, exit_status);
  add_fit(app, exit_status);
  add_modes(app, exit_status);
  try {
    app.parse(words(argc, argv));
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "typegrad: {}; see typegrad --help.\n", error.what());
    return bad_input;
  } catch (const typegrad::syntax_error& error) {
    fmt::print(stderr, "typegrad: the formula cannot be read.\n{}\n", error.what());
    return bad_input;
  } catch (const std::exception& error) {
    fmt::print(stderr, "typegrad: {}\n", error.what());
    return bad_input;
  }
  return exit_status;
}
