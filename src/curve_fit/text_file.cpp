// Words and numbers in the lines of a text file.
#include "text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <ranges>
#include <system_error>

namespace curve_fit {

namespace {

constexpr std::string_view separators = " \t()";

bool is_text(char c) { return (c >= ' ' && c <= '~') || c == '\t'; }

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(separators), line.size()));
    if (line.empty()) return words;
    const std::size_t length = std::min(line.find_first_of(separators), line.size());
    words.push_back(line.substr(0, length));
    line.remove_prefix(length);
  }
}

}  // namespace

text_file::text_file(const std::string& path) : path_(path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw strd_error(path, "the file cannot be opened; give the path of a text file");
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines_.push_back(line);
    const auto bad = std::ranges::find_if_not(line, is_text);
    if (bad != line.end())
      fail(size(), fmt::format("expected ASCII text, found the byte 0x{:02X}",
                               static_cast<unsigned char>(*bad)));
  }
  if (in.bad()) throw strd_error(path, "the file cannot be read; give the path of a text file");
}

std::vector<std::string_view> text_file::words(std::size_t n) const {
  return n <= size() ? split(lines_[n - 1]) : std::vector<std::string_view>{};
}

std::vector<std::string_view> text_file::fields(std::size_t n) const {
  std::vector<std::string_view> fields;
  if (n > size()) return fields;
  for (const auto part : std::views::split(std::string_view(lines_[n - 1]), ',')) {
    std::string_view field(part.begin(), part.end());
    constexpr std::string_view around = " \t\"";
    field.remove_prefix(std::min(field.find_first_not_of(around), field.size()));
    field = field.substr(0, field.find_last_not_of(around) + 1);
    fields.push_back(field);
  }
  return fields;
}

std::vector<std::string_view> text_file::words_after(std::size_t n, std::string_view label,
                                                     std::size_t count,
                                                     std::string_view expected) const {
  const auto found = words(n), wanted = split(label);
  if (found.size() != wanted.size() + count ||
      !std::ranges::equal(wanted, found | std::views::take(wanted.size())))
    fail(n, fmt::format("expected \"{} {}\"", label, expected));
  return {found.begin() + static_cast<std::ptrdiff_t>(wanted.size()), found.end()};
}

decimal text_file::number(std::size_t n, std::string_view word) const {
  // Fortran writes +1.5E+00, whose first sign std::from_chars does not know.
  std::string_view digits = word;
  if (word.starts_with('+') && !word.starts_with("+-")) digits.remove_prefix(1);
  const char* const last = word.data() + word.size();
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error != std::errc{} || end != last || !std::isfinite(value))
    fail(n, fmt::format("expected a finite number, found \"{}\"", word));
  return {std::string(digits), value};
}

std::size_t text_file::whole_number(std::size_t n, std::string_view word) const {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size())
    fail(n, fmt::format("expected a whole number, found \"{}\"", word));
  return value;
}

void text_file::fail(std::size_t n, std::string_view problem) const {
  if (n <= size()) throw strd_error(path_, n, problem);
  throw strd_error(path_, n,
                   size() == 0
                       ? fmt::format("{}, but the file is empty", problem)
                       : fmt::format("{}, but the file ends after line {}", problem, size()));
}

}  // namespace curve_fit
