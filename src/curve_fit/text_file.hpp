// A text file by line numbers: its words and numbers, or the sentence that says what is wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "strd.hpp"

namespace curve_fit {

class text_file {
 public:
  /// Reads the whole file. Throws strd_error if that fails or if a line holds other than ASCII
  /// text.
  explicit text_file(const std::string& path);

  /// The number of lines.
  std::size_t size() const { return lines_.size(); }

  /// The words in line n, counted from 1; parentheses separate words as blanks do.
  std::vector<std::string_view> words(std::size_t n) const;

  /// What stands between the commas in line n, without blanks and quotation marks around it.
  std::vector<std::string_view> fields(std::size_t n) const;

  /// The words in line n after the label it must begin with. There must be `count` of them;
  /// `expected` shows what such a line looks like.
  std::vector<std::string_view> words_after(std::size_t n, std::string_view label,
                                            std::size_t count, std::string_view expected) const;

  /// The word, which stands in line n, as a finite number.
  decimal number(std::size_t n, std::string_view word) const;

  /// The word, which stands in line n, as a number of things.
  std::size_t whole_number(std::size_t n, std::string_view word) const;

  /// Throws the strd_error for line n; where the file ends before that line, the sentence says so.
  [[noreturn]] void fail(std::size_t n, std::string_view problem) const;

 private:
  std::string path_;
  std::vector<std::string> lines_;
};

}  // namespace curve_fit
