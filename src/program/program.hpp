// The program typegrad as a function.
#pragma once

#include <span>

namespace CLI {
class App;
}

namespace laboratory {

/// Adds a subcommand to the program: its options, and a callback that runs it. A callback writes to
/// stdout, throws input_error, and sets `exit_status` where a check failed.
using subcommand = void (*)(CLI::App& program, int& exit_status);

/// Runs the program with these subcommands, and returns its exit status. Where that is bad_input, a
/// sentence is on stderr.
int run(int argc, const char* const* argv, std::span<const subcommand> subcommands);

}  // namespace laboratory
