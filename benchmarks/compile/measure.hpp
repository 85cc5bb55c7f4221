// Time and memory of another program: its processor seconds and its peak resident set, as the
// system accounts them.
#pragma once

#include <string>
#include <vector>

namespace measure {

struct usage {
  double seconds = 0;    ///< user and system time of the process and its children
  double megabytes = 0;  ///< the largest resident set among them
  bool succeeded = false;
};

/// Runs the command, with its output thrown away, and waits for it.
usage run(const std::vector<std::string>& command);

/// The run with the median time of `times` runs.
usage median_run(const std::vector<std::string>& command, int times);

/// True where the shell finds a program of that name.
bool is_installed(const std::string& program);

}  // namespace measure
