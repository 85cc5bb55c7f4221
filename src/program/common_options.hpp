// What several subcommands have in common: options, and how they write.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace laboratory {

/// The formula, as the subcommand's first word.
void add_formula_option(CLI::App& command, std::string& formula);

/// --at NAME=VALUE and --wrt NAME,...
void add_point_options(CLI::App& command, std::vector<std::string>& values,
                       std::vector<std::string>& names);

/// --format text|json
void add_format_option(CLI::App& command, std::string& format);

/// Bold headings are for a terminal, and for those who have not said no (no-color.org).
bool takes_bold();

/// Writes to stdout. Throws std::runtime_error where that fails.
void write_out(const std::string& text);

}  // namespace laboratory
