// What a report calls the results of a program.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace typegrad::verify {

/// y of a single result, else y0, y1, ...; f in place of y where an argument has that name.
inline std::string result_name(const std::vector<std::string>& arguments, std::size_t results,
                               std::size_t i) {
  const bool is_taken = std::find(arguments.begin(), arguments.end(), "y") != arguments.end();
  const std::string name = is_taken ? "f" : "y";
  return results == 1 ? name : name + std::to_string(i);
}

}  // namespace typegrad::verify
