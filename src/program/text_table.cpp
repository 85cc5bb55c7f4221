// Aligns tables.
#include "text_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laboratory {

std::string text_table(const table_rows& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  for (const auto& row : rows) {
    text += fmt::format("  {:<{}}", row[0], widths[0]);
    for (std::size_t k = 1; k < row.size(); ++k) text += fmt::format("  {:>{}}", row[k], widths[k]);
    text += '\n';
  }
  return text;
}

std::vector<std::string> operation_heads(const std::string& first) {
  return {first, "+ -", "*", "/ sqrt", "choices", "calls", "total"};
}

std::vector<std::string> operation_row(const std::string& name,
                                       const typegrad::operation_counts& c) {
  std::vector<std::string> row{name};
  for (const auto count :
       {c.additions, c.multiplications, c.divisions, c.choices, c.calls, c.total()})
    row.push_back(std::to_string(count));
  return row;
}

std::string time_text(double seconds) {
  if (seconds < 1e-6) return fmt::format("{:.0f} ns", seconds * 1e9);
  if (seconds < 1e-3) return fmt::format("{:.3g} µs", seconds * 1e6);
  return fmt::format("{:.3g} ms", seconds * 1e3);
}

std::string heading(const std::string& words, bool bold) {
  return fmt::format("\n{}{}{}\n", bold ? "\033[1m" : "", words, bold ? "\033[0m" : "");
}

}  // namespace laboratory
