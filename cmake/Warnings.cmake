# typegrad_warnings: the warnings under which the project's own sources are clean. Not exported.
include_guard(GLOBAL)

add_library(typegrad_warnings INTERFACE)
target_compile_options(typegrad_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
