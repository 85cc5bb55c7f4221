// The subcommand `documentation`, for those who install the program; --help does not name it.
#include "documentation.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <sstream>

#include "command.hpp"
#include "common_options.hpp"

namespace laboratory {

namespace {

documented_option documented(const CLI::Option& option) {
  documented_option d;
  for (const std::string& name : option.get_snames()) d.names.push_back('-' + name);
  for (const std::string& name : option.get_lnames()) d.names.push_back("--" + name);
  // As NAME, NAME:{a,b} or NAME:INT in [1 - 100].
  const std::string type = option.get_type_name();
  d.value = d.names.empty() ? option.get_name(true) : type.substr(0, type.find(':'));
  if (option.get_type_size() == 0) d.value.clear();  // a flag
  if (const std::size_t open = type.find('{'); open != type.npos) {
    std::istringstream list(type.substr(open + 1, type.find('}') - open - 1));
    for (std::string choice; std::getline(list, choice, ',');) d.choices.push_back(choice);
  }
  d.initial = option.get_default_str();
  d.words = option.get_description();
  d.is_required = option.get_required();
  d.is_repeated = option.get_items_expected_max() > 1;
  return d;
}

documented_command documented(const CLI::App& command) {
  documented_command d{command.get_name(), command.get_description(), command.get_footer(), {}};
  for (const CLI::Option* option : command.get_options()) d.options.push_back(documented(*option));
  std::ranges::stable_partition(d.options,
                                [](const documented_option& o) { return o.names.empty(); });
  return d;
}

}  // namespace

void add_documentation(CLI::App& program, int&) {
  CLI::App& command =
      *program.add_subcommand("documentation", "Writes the manual page, or a shell's completion");
  command.group("");
  struct options {
    std::string format, date;
  };
  const auto o = std::make_shared<options>();
  command.add_option("format", o->format, "man, bash, fish or zsh")
      ->required()
      ->check(CLI::IsMember({"man", "bash", "fish", "zsh"}));
  command.add_option("--date", o->date, "The date on the manual page")->type_name("DATE");
  command.callback([o, &program] {
    documented_program all{documented(program), {}};
    for (const CLI::App* subcommand : program.get_subcommands({}))
      if (!subcommand->get_group().empty()) all.subcommands.push_back(documented(*subcommand));
    write_out(o->format == "man"    ? to_man_page(all, TYPEGRAD_VERSION, o->date)
              : o->format == "bash" ? to_bash_completion(all)
              : o->format == "fish" ? to_fish_completion(all)
                                    : to_zsh_completion(all));
  });
}

}  // namespace laboratory
