// The manual page and the completions of shells, written from what --help shows.
#pragma once

#include <string>
#include <vector>

namespace laboratory {

struct documented_option {
  std::vector<std::string> names;    ///< as -h and --help; none of a word without a name
  std::string value;                 ///< what it takes, as FILE; empty for a flag
  std::vector<std::string> choices;  ///< the only values, where they are few
  std::string initial, words;        ///< the value by default; what it is
  bool is_required, is_repeated;

  bool takes_file() const { return value == "FILE"; }
};

struct documented_command {
  std::string name, words, footer;
  std::vector<documented_option> options;  ///< words without a name first
};

/// The program itself, and its subcommands.
struct documented_program {
  documented_command program;
  std::vector<documented_command> subcommands;
};

/// A page for man, in the language of man(7); the date as 2023-01-31.
std::string to_man_page(const documented_program& p, const std::string& version,
                        const std::string& date);

std::string to_bash_completion(const documented_program& p);
std::string to_fish_completion(const documented_program& p);
std::string to_zsh_completion(const documented_program& p);

}  // namespace laboratory
