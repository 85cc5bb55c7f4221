// The subcommand `report`: one page with all that the other subcommands show.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "command.hpp"
#include "common_options.hpp"
#include "page.hpp"
#include "report_data.hpp"
#include "write_modes.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

struct options {
  std::string folder, formula;
  std::vector<std::string> values, names;
};

ordered_json report_data(const options& o) {
  if (!o.formula.empty())
    return {{"sections", {formula_section(read_problem(o.formula, o.values, o.names, true))}}};
  if (!o.values.empty() || !o.names.empty())
    throw input_error(
        "--at and --wrt are for a formula, but there is none; write typegrad report --out DIR "
        "FORMULA --at NAME=VALUE.");
  const mode_comparison modes = compare_modes({8, 8}, {1, 2, 4, 8, 16, 32, 64}, {1, 4, 16});
  return {{"sections", example_sections()},
          {"modes", ordered_json::parse(to_json(modes, logistic_map_costs()))}};
}

/// Writes DIR/index.html, and makes the folder where it is missing.
std::string write(const std::string& folder, const std::string& text) {
  const std::filesystem::path path = std::filesystem::path(folder) / "index.html";
  const auto refuse = [&](const std::string& reason) {
    return input_error(
        fmt::format("{} cannot be written: {}; give a folder where you may write by "
                    "--out DIR.",
                    path.string(), reason));
  };
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw refuse(error.message());
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw refuse(std::strerror(errno));
  return path.string();
}

void run(const options& o) {
  const std::string path = write(o.folder, page(report_data(o)));
  if (!has_charts())
    fmt::print(stderr,
               "typegrad: the page has tables in place of charts, for npm could not fetch the "
               "chart library when typegrad was built; install npm and build again.\n");
  write_out(fmt::format("The page is {}.\n", path));
}

}  // namespace

void add_report(CLI::App& program, int&) {
  CLI::App& command = *program.add_subcommand(
      "report", "Writes a page with graphs, traces, comparisons and charts of examples");
  const auto o = std::make_shared<options>();
  command.add_option("--out", o->folder, "The folder to write index.html in; made where missing")
      ->required()
      ->type_name("DIR");
  command
      .add_option("formula", o->formula,
                  "A formula to make the page of; the built-in examples by default")
      ->type_name("");
  add_point_options(command, o->values, o->names);
  command.footer(
      "The page is one file without links to others: it opens from disk, offline, in light and\n"
      "dark. It shows the computational graph, the traces, all paths, the comparison of the ways "
      "to\n"
      "differentiate, the error of difference quotients over their step, and of the number "
      "types.\n\n"
      "Examples:\n"
      "  typegrad report --out page\n"
      "  typegrad report --out page 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5");
  command.callback([o] { run(*o); });
}

}  // namespace laboratory
