// Tables in plain text.
#pragma once

#include <string>
#include <vector>

#include <typegrad/pass/cost.hpp>

namespace laboratory {

using table_rows = std::vector<std::vector<std::string>>;

/// Rows of cells, the first column to the left, the others to the right.
std::string text_table(const table_rows& rows);

/// What the columns of operation_row are.
std::vector<std::string> operation_heads(const std::string& first);
/// A name and the operations of each kind.
std::vector<std::string> operation_row(const std::string& name,
                                       const typegrad::operation_counts& c);

/// A time in ns, µs or ms.
std::string time_text(double seconds);

/// A heading with an empty line before it.
std::string heading(const std::string& words, bool bold);

}  // namespace laboratory
