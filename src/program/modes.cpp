// The subcommand `modes`: what forward and reverse mode cost, where they cross, and which is
// picked.
#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "common_options.hpp"
#include "write_modes.hpp"

namespace laboratory {

namespace {

using numbers = std::vector<std::size_t>;

struct options {
  numbers inputs{1, 2, 4, 8, 16, 32, 64}, outputs{1, 4, 16}, hidden{8, 8};
  std::string plot, format = "text";
};

void add_numbers(CLI::App& command, const char* name, numbers& all, const char* words) {
  command.add_option(name, all, words)
      ->type_name("NUMBER,...")
      ->delimiter(',')
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

}  // namespace

void add_modes(CLI::App& program, int&) {
  CLI::App& command = *program.add_subcommand(
      "modes", "Shows what forward and reverse mode cost, and where they cross");
  const auto o = std::make_shared<options>();
  add_numbers(command, "--inputs", o->inputs, "Numbers of inputs n");
  add_numbers(command, "--outputs", o->outputs, "Numbers of outputs m");
  add_numbers(command, "--hidden", o->hidden, "Widths of the hidden layers");
  command.add_option("--plot", o->plot, "Draws operations and times over n to a SVG file")
      ->type_name("FILE");
  add_format_option(command, o->format);
  command.footer(
      "Derives value and Jacobian of networks f: R^n -> R^m by both modes and by tg::automatic, "
      "which picks\n"
      "one; counts the operations; and times the interpreter, which takes a step an operation. "
      "Where the\n"
      "modes cross is interpolated. A second table has the logistic map, iterated up to 10,000 "
      "times, as\n"
      "compiled code: its paths double with each iteration, the cost of a derivative does not.\n\n"
      "Examples:\n"
      "  typegrad modes\n"
      "  typegrad modes --inputs 1,3,10,30,100 --outputs 10 --hidden 12,6 --plot modes.svg\n"
      "  typegrad modes --format json");
  command.callback([o] {
    const mode_comparison c = compare_modes(o->hidden, o->inputs, o->outputs);
    if (!o->plot.empty()) plot(c, o->plot);
    const std::vector<iteration_costs> logistic = logistic_map_costs();
    write_out(o->format == "json" ? to_json(c, logistic) : to_text(c, logistic, takes_bold()));
  });
}

}  // namespace laboratory
