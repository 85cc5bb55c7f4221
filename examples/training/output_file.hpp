// A file that a command line says is to be written.
#pragma once

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace training {

/// The folder is there and can be written to: a training must not find out when it has ended.
inline std::string fault_of_output(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  if (access(folder.c_str(), W_OK) == 0) return {};
  return path + ": nothing can be written to the folder " + folder.string();
}

inline CLI::Validator output_file() { return {fault_of_output, "FILE"}; }

}  // namespace training
