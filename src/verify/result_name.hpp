// What a report calls the results of a program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace typegrad::verify {

/// y for a single result, else y0, y1, ...; f in place of y where an argument has that name.
inline std::vector<std::string> names_of_results(const std::vector<std::string>& arguments,
                                                 std::size_t results) {
  const bool is_taken = std::find(arguments.begin(), arguments.end(), "y") != arguments.end();
  const std::string name = is_taken ? "f" : "y";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < results; ++i)
    names.push_back(results == 1 ? name : name + std::to_string(i));
  return names;
}

}  // namespace typegrad::verify
