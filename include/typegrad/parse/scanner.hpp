// Splits a formula's text into tokens: numbers, names and marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace typegrad::parse {

enum class mark : std::uint8_t {
  number,
  name,
  plus,
  minus,
  times,
  divide,
  power,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  logical_and,
  logical_or,
  logical_not,
  assign,
  comma,
  semicolon,
  open,
  close,
  end,
  unknown
};

/// A piece of the text. `starts_line` where a line break stands before it.
struct token {
  mark what = mark::end;
  std::size_t place = 0;
  std::string_view text;
  bool starts_line = false;

  constexpr bool is_operand() const {
    return what == mark::number || what == mark::name || what == mark::open ||
           what == mark::logical_not;
  }
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Reads one token after another; the end of the text comes again and again.
class scanner {
 public:
  constexpr explicit scanner(std::string_view text) : text_(text) {}

  constexpr token next() {
    bool starts_line = false;
    while (is_blank(at(0))) {
      starts_line = starts_line || at(0) == '\n';
      ++place_;
    }
    const std::size_t first = place_;
    const mark what = read();
    return {what, first, text_.substr(first, place_ - first), starts_line};
  }

 private:
  struct spelling {
    std::string_view text;
    mark what;
  };
  /// The longer of two that begin alike stands first.
  static constexpr spelling spellings[] = {
      {"**", mark::power},      {"<=", mark::less_equal}, {">=", mark::greater_equal},
      {"==", mark::equal},      {"!=", mark::not_equal},  {"&&", mark::logical_and},
      {"||", mark::logical_or}, {"+", mark::plus},        {"-", mark::minus},
      {"*", mark::times},       {"/", mark::divide},      {"^", mark::power},
      {"<", mark::less},        {">", mark::greater},     {"!", mark::logical_not},
      {"=", mark::assign},      {",", mark::comma},       {";", mark::semicolon},
      {"(", mark::open},        {"[", mark::open},        {")", mark::close},
      {"]", mark::close},
  };

  static constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  /// The character so far ahead; a NUL behind the end, as for one in the text, which is no token.
  constexpr char at(std::size_t ahead) const {
    return place_ + ahead < text_.size() ? text_[place_ + ahead] : '\0';
  }
  constexpr void skip_digits() {
    while (is_digit(at(0))) ++place_;
  }

  constexpr mark read() {
    if (place_ >= text_.size()) return mark::end;
    if (is_digit(at(0)) || (at(0) == '.' && is_digit(at(1)))) return read_number();
    if (is_letter(at(0))) {
      while (is_letter(at(0)) || is_digit(at(0))) ++place_;
      return mark::name;
    }
    for (const spelling& s : spellings) {
      if (text_.substr(place_, s.text.size()) != s.text) continue;
      place_ += s.text.size();
      return s.what;
    }
    ++place_;
    return mark::unknown;
  }

  constexpr mark read_number() {
    skip_digits();
    if (at(0) == '.') ++place_;
    skip_digits();
    if (at(0) == 'e' || at(0) == 'E') {
      const std::size_t sign = at(1) == '+' || at(1) == '-' ? 1 : 0;
      if (is_digit(at(1 + sign))) {
        place_ += 1 + sign;
        skip_digits();
      }
    }
    return mark::number;
  }

  std::string_view text_;
  std::size_t place_ = 0;
};

}  // namespace typegrad::parse
