// Completions: of subcommands, options, the options' values where they are few, and files.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "documentation.hpp"

namespace laboratory {

namespace {

std::vector<std::string> names_of(const std::vector<documented_option>& options) {
  std::vector<std::string> all;
  for (const documented_option& o : options) all.insert(all.end(), o.names.begin(), o.names.end());
  return all;
}

std::vector<std::string> names_of(const std::vector<documented_command>& commands) {
  std::vector<std::string> all;
  for (const documented_command& c : commands) all.push_back(c.name);
  return all;
}

/// A text in a shell's single quotes, within which `quote` stands for one.
std::string quoted(const std::string& text, const char* quote = "'\\''") {
  std::string q = "'";
  for (const char c : text) q += c == '\'' ? std::string(quote) : std::string(1, c);
  return q + "'";
}

/// What bash does after an option that takes a value: words, files, or nothing.
std::string bash_value(const documented_command& c, const documented_option& o) {
  std::vector<std::string> patterns;
  for (const std::string& name : o.names) patterns.push_back(quoted(c.name + ' ' + name));
  std::string action;
  if (o.takes_file())
    action = "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); ";
  else if (!o.choices.empty())
    action = fmt::format("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$word\"); ",
                         fmt::join(o.choices, " "));
  return fmt::format("    {}) {}return ;;\n", fmt::join(patterns, " | "), action);
}

std::string fish_value(const documented_option& o) {
  if (o.takes_file()) return " -r -F";
  if (!o.choices.empty()) return fmt::format(" -x -a '{}'", fmt::join(o.choices, " "));
  return o.value.empty() ? "" : " -x";
}

std::string fish_option(const std::string& condition, const documented_option& o) {
  std::string text = "complete -c typegrad -n " + quoted(condition);
  for (const std::string& name : o.names)
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return text + fish_value(o) + " -d " + quoted(o.words, "\\'") + '\n';
}

/// Of a description in brackets zsh reads brackets alone.
std::string zsh_option(const documented_option& o) {
  std::string words, text;
  for (const char c : o.words) words += (c == '[' || c == ']' ? "\\" : "") + std::string(1, c);
  std::string value;
  if (!o.value.empty())
    value = fmt::format(":{}:{}", o.value,
                        o.takes_file()      ? "_files"
                        : o.choices.empty() ? " "
                                            : fmt::format("({})", fmt::join(o.choices, " ")));
  for (const std::string& name : o.names)
    text += " \\\n        " + quoted((o.is_repeated ? "*" : "") + name + '[' + words + ']' + value);
  return text;
}

}  // namespace

std::string to_bash_completion(const documented_program& p) {
  std::string values, options;
  for (const documented_command& c : p.subcommands) {
    for (const documented_option& o : c.options)
      if (!o.names.empty() && !o.value.empty()) values += bash_value(c, o);
    options += fmt::format("    {}) names='{}' ;;\n", c.name, fmt::join(names_of(c.options), " "));
  }
  return fmt::format(
      "# Completion of typegrad for bash.\n"
      "_typegrad() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} names=\n"
      "  COMPREPLY=()\n"
      "  if (( COMP_CWORD == 1 )); then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '{} {}' -- \"$word\")\n"
      "    return\n"
      "  fi\n"
      "  # --option=value is three words.\n"
      "  if [[ $word == = ]]; then word=; "
      "elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi\n"
      "  case \"${{COMP_WORDS[1]}} $before\" in\n{}  esac\n"
      "  case ${{COMP_WORDS[1]}} in\n{}  esac\n"
      "  mapfile -t COMPREPLY < <(compgen -W \"$names\" -- \"$word\")\n"
      "}}\n"
      "complete -F _typegrad typegrad\n",
      fmt::join(names_of(p.subcommands), " "), fmt::join(names_of(p.program.options), " "), values,
      options);
}

std::string to_fish_completion(const documented_program& p) {
  std::string text = "# Completion of typegrad for fish.\ncomplete -c typegrad -f\n";
  for (const documented_option& o : p.program.options)
    text += fish_option("__fish_use_subcommand", o);
  for (const documented_command& c : p.subcommands) {
    text += fmt::format("complete -c typegrad -n __fish_use_subcommand -a {} -d {}\n", c.name,
                        quoted(c.words, "\\'"));
    for (const documented_option& o : c.options)
      if (!o.names.empty()) text += fish_option("__fish_seen_subcommand_from " + c.name, o);
  }
  return text;
}

std::string to_zsh_completion(const documented_program& p) {
  std::string commands, options, arguments;
  for (const documented_option& o : p.program.options) options += zsh_option(o);
  for (const documented_command& c : p.subcommands) {
    commands += fmt::format("\n      {}", quoted(c.name + ':' + c.words));
    arguments += fmt::format("    {})\n      _arguments", c.name);
    for (const documented_option& o : c.options) arguments += zsh_option(o);
    arguments += " \\\n        '*:formula: ' ;;\n";
  }
  return fmt::format(
      "#compdef typegrad\n"
      "# Completion of typegrad for zsh.\n"
      "_typegrad() {{\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a subcommands=({}\n    )\n"
      "    _describe subcommand subcommands\n"
      "    _arguments{}\n"
      "    return\n"
      "  fi\n"
      "  case $words[2] in\n{}  esac\n"
      "}}\n"
      "_typegrad \"$@\"\n",
      commands, options, arguments);
}

}  // namespace laboratory
