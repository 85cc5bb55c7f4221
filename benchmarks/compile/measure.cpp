// Runs commands and reads what they used.
#include "measure.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace measure {

usage run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return {seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024,
          WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

usage median_run(const std::vector<std::string>& command, int times) {
  std::vector<usage> runs;
  for (int i = 0; i < times; ++i) runs.push_back(run(command));
  std::sort(runs.begin(), runs.end(),
            [](const usage& a, const usage& b) { return a.seconds < b.seconds; });
  return runs[runs.size() / 2];
}

bool is_installed(const std::string& program) { return run({program, "--version"}).succeeded; }

}  // namespace measure
