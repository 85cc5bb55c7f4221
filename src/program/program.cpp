// Reads the command line, and answers what goes wrong with a sentence.
#include "program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <string>
#include <vector>

#include "command.hpp"
#include <typegrad/parse/formula_text.hpp>

namespace laboratory {

namespace {

/// The arguments, the last one first as CLI11 wants them. A formula may begin with a minus sign: a
/// space before it says that it is no option.
std::vector<std::string> words(int argc, const char* const* argv) {
  std::vector<std::string> all;
  for (int k = argc - 1; k > 0; --k) {
    const std::string word = argv[k];
    const bool is_formula = word.size() > 1 && word[0] == '-' && word[1] != '-' && word != "-h";
    all.push_back(is_formula ? ' ' + word : word);
  }
  return all;
}

}  // namespace

int run(int argc, const char* const* argv, std::span<const subcommand> subcommands) {
  CLI::App app{"Differentiates formulas and shows how."};
  app.name("typegrad");
  app.set_version_flag("--version", "typegrad " TYPEGRAD_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0, or 1 where a check failed, or 2 for bad input.\n"
      "`typegrad SUBCOMMAND --help` shows the options and examples.");
  int exit_status = success;
  for (const subcommand add : subcommands) add(app, exit_status);
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

}  // namespace laboratory
