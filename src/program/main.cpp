// The program typegrad: shows, for a formula that a user types, what the library does with it.
#include "command.hpp"
#include "program.hpp"

int main(int argc, char** argv) {
  using namespace laboratory;
  constexpr subcommand all[] = {add_derive, add_check,  add_compare,      add_modes,
                                add_fit,    add_report, add_documentation};
  return run(argc, argv, all);
}
