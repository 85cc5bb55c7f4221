// What the build puts into the program: the parts of the page, and the chart library.
#pragma once

#include <string_view>

namespace laboratory {

/// The content of a file of src/page/, or of the chart library's: chart.js, chart.css, chart.txt
/// (its licence). Empty where npm could not fetch that when the program was built.
std::string_view embedded_file(std::string_view name);

}  // namespace laboratory
