// The sections of a data set's file, in the order in which they depend on each other.
#include "strd.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text_file.hpp"

namespace curve_fit {

namespace {

/// The lines first to last, both included.
struct section {
  std::size_t first, last;
  std::size_t size() const { return last - first + 1; }
};

section read_section(const text_file& file, std::size_t line, std::string_view label) {
  const auto range = file.words_after(line, fmt::format("{} (lines", label), 3, "FIRST to LAST)");
  const section s{file.whole_number(line, range[0]), file.whole_number(line, range[2])};
  if (range[1] != "to" || s.first <= line || s.last < s.first)
    file.fail(line, fmt::format("expected \"{} (lines FIRST to LAST)\" with {} < FIRST <= LAST",
                                label, line));
  return s;
}

std::string read_name(const text_file& file) {
  const auto words = file.words(name_line);
  if (words.size() < 3 || words[0] != "Dataset" || words[1] != "Name:")
    file.fail(name_line, "expected \"Dataset Name: NAME\"");
  return std::string(words[2]);
}

parameter read_parameter(const text_file& file, std::size_t line, std::size_t i) {
  const auto values =
      file.words_after(line, fmt::format("b{} =", i), 4, "START1 START2 CERTIFIED DEVIATION");
  const auto value = [&](std::size_t k) { return file.number(line, values[k]); };
  return {{value(0), value(1)}, value(2), value(3), line};
}

observation read_observation(const text_file& file, std::size_t line) {
  const auto words = file.words(line);
  if (words.size() < 2) file.fail(line, "expected a response and at least one predictor");
  observation o{file.number(line, words[0]), {}, line};
  for (std::size_t k = 1; k < words.size(); ++k)
    o.predictors.push_back(file.number(line, words[k]));
  return o;
}

/// The residual statistics and counts, which end in line `last`; returns the observations' number.
std::size_t read_statistics(const text_file& file, std::size_t last, dataset& data) {
  const auto word = [&](std::size_t line, std::string_view label) {
    return file.words_after(line, label, 1, "NUMBER").front();
  };
  data.residual_sum_of_squares = file.number(last - 3, word(last - 3, "Residual Sum of Squares:"));
  data.residual_deviation = file.number(last - 2, word(last - 2, "Residual Standard Deviation:"));
  const auto freedom = file.whole_number(last - 1, word(last - 1, "Degrees of Freedom:"));
  const auto count = file.whole_number(last, word(last, "Number of Observations:"));
  const std::size_t parameters = data.parameters.size();
  if (count <= parameters || freedom != count - parameters)
    file.fail(last - 1, fmt::format("expected at least 1 degree of freedom, and as many as {} "
                                    "observations less {} parameters leave",
                                    count, parameters));
  return count;
}

void read_observations(const text_file& file, section rows, dataset& data) {
  for (std::size_t line = rows.first; line <= rows.last; ++line) {
    data.observations.push_back(read_observation(file, line));
    const std::size_t predictors = data.observations.front().predictors.size();
    if (data.observations.back().predictors.size() != predictors)
      file.fail(line,
                fmt::format("expected {} numbers, as in line {}", predictors + 1, rows.first));
  }
  for (std::size_t line = rows.last + 1; line <= file.size(); ++line)
    if (!file.words(line).empty())
      file.fail(line, fmt::format("expected nothing after line {}, where the data end", rows.last));
}

}  // namespace

int decimal::significant_digits() const {
  const std::string mantissa = text.substr(0, text.find_first_of("eE"));
  const auto first = std::ranges::find_if(mantissa, [](char c) { return c >= '1' && c <= '9'; });
  return static_cast<int>(
      std::count_if(first, mantissa.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

strd_error::strd_error(std::string_view path, std::size_t line, std::string_view problem)
    : std::runtime_error(fmt::format("{}, line {}: {}.", path, line, problem)) {}

strd_error::strd_error(std::string_view path, std::string_view problem)
    : std::runtime_error(fmt::format("{}: {}.", path, problem)) {}

dataset read_strd(const std::string& path) {
  const text_file file(path);
  dataset data;
  data.path = path;
  data.name = read_name(file);

  const section start = read_section(file, 5, "Starting Values");
  const section certified = read_section(file, 6, "Certified Values");
  const section rows = read_section(file, 7, "Data");
  for (std::size_t i = 0; i < start.size(); ++i)
    data.parameters.push_back(read_parameter(file, start.first + i, i + 1));

  const std::size_t count = read_statistics(file, start.last + 5, data);

  if (certified.first != start.first || certified.last != start.last + 5)
    file.fail(6, fmt::format("expected \"Certified Values (lines {} to {})\", the starting values' "
                             "lines and five more",
                             start.first, start.last + 5));
  if (rows.first <= certified.last || rows.size() != count)
    file.fail(7, fmt::format("expected {} lines of data after line {}, as many as observations are "
                             "counted there",
                             count, certified.last));
  read_observations(file, rows, data);
  return data;
}

}  // namespace curve_fit
