// The options that several subcommands have.
#include "common_options.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace laboratory {

void add_formula_option(CLI::App& command, std::string& formula) {
  command.add_option("formula", formula, "The formula, as 'a = x*y; sin(a) + a^2'")
      ->required()
      ->type_name("");
}

void add_point_options(CLI::App& command, std::vector<std::string>& values,
                       std::vector<std::string>& names) {
  command.add_option("--at", values, "The value of a variable: a number, or a formula as pi/2")
      ->type_name("NAME=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--wrt", names, "Variables to differentiate by; all by default")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->take_all()
      ->allow_extra_args(false);
}

void add_format_option(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "text or json")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

bool takes_bold() {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

void write_out(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (std::fflush(stdout) != 0) throw std::runtime_error("the output cannot be written.");
}

}  // namespace laboratory
