// What the subcommands of the program typegrad share: what one exits with, and the list of them.
#pragma once

#include <stdexcept>
#include <string>

namespace CLI {
class App;
}

namespace laboratory {

/// Exit statuses.
enum status : int { success = 0, check_failed = 1, bad_input = 2 };

/// Input that cannot be worked with; `what()` says what, where, and how to do it right.
struct input_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Each adds a subcommand, as <program.hpp> says.
void add_check(CLI::App& program, int& exit_status);
void add_compare(CLI::App& program, int& exit_status);
void add_derive(CLI::App& program, int& exit_status);
void add_documentation(CLI::App& program, int& exit_status);
void add_fit(CLI::App& program, int& exit_status);
void add_modes(CLI::App& program, int& exit_status);
void add_report(CLI::App& program, int& exit_status);

}  // namespace laboratory
