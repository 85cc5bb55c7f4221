// Reads data sets, and comma-separated values.
#include "data_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "text_file.hpp"

namespace laboratory {

namespace {

using curve_fit::text_file;

data_table table_of(curve_fit::dataset data) {
  data_table table{data.path, {"y"}, {}, {}};
  const std::size_t predictors = data.observations.front().predictors.size();
  for (std::size_t k = 1; k <= predictors; ++k)
    table.columns.push_back(predictors == 1 ? "x" : fmt::format("x{}", k));
  for (const curve_fit::observation& o : data.observations) {
    std::vector<curve_fit::decimal> row{o.response};
    row.insert(row.end(), o.predictors.begin(), o.predictors.end());
    table.rows.push_back(std::move(row));
  }
  table.certified = std::move(data);
  return table;
}

bool is_name(std::string_view word) {
  return !word.empty() && std::isalpha(static_cast<unsigned char>(word[0])) != 0 &&
         std::ranges::all_of(word,
                             [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

data_table read_fields(const text_file& file, const std::string& path) {
  data_table table{path, {}, {}, {}};
  for (const std::string_view name : file.fields(1)) {
    if (!is_name(name))
      file.fail(1, fmt::format("expected the columns' names, letters, digits and _, separated by "
                               "commas, found \"{}\"",
                               name));
    if (std::ranges::find(table.columns, name) != table.columns.end())
      file.fail(1, fmt::format("expected each column's name once, found \"{}\" twice", name));
    table.columns.emplace_back(name);
  }
  if (table.columns.size() < 2) file.fail(1, "expected the names of at least two columns");
  for (std::size_t line = 2; line <= file.size(); ++line) {
    if (file.words(line).empty()) continue;
    const auto fields = file.fields(line);
    if (fields.size() != table.columns.size())
      file.fail(line, fmt::format("expected {} numbers, as line 1 names columns, found {}",
                                  table.columns.size(), fields.size()));
    auto& row = table.rows.emplace_back();
    for (const std::string_view field : fields) row.push_back(file.number(line, field));
  }
  if (table.rows.empty()) file.fail(2, "expected a row of numbers");
  return table;
}

}  // namespace

data_table read_table(const std::string& path) {
  const text_file file(path);
  const auto words = file.words(curve_fit::name_line);
  if (words.size() > 1 && words[0] == "Dataset" && words[1] == "Name:")
    return table_of(curve_fit::read_strd(path));
  return read_fields(file, path);
}

}  // namespace laboratory
