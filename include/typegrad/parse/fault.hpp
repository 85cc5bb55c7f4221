// What is wrong with a formula's text, and how that is shown: the text, a caret under the place, a
// sentence.
#pragma once

#include <cstddef>
#include <string_view>

namespace typegrad::parse {

/// A mistake: what was expected instead, and the place in the text where. Without a sentence there
/// is none.
struct fault {
  std::string_view sentence;
  std::size_t place = 0;
};

/// The line of a text that holds a place, fit to be printed: at most `Width` characters, with dots
/// where it goes on; what is no printable ASCII is a question mark. Beneath it stands a caret under
/// the place.
template <std::size_t Width>
struct excerpt {
  char text[Width + 1] = {};
  char beneath[Width + 1] = {};
  std::size_t size = 0;  ///< of both

  constexpr excerpt(std::string_view whole, std::size_t place) {
    std::size_t first = place, last = place, caret = 0, skipped = 0;
    while (first > 0 && whole[first - 1] != '\n') --first;
    while (last < whole.size() && whole[last] != '\n') ++last;
    for (std::size_t at = first; at < place; ++at)
      if (begins_character(whole[at])) ++caret;
    if (last - first >= Width && caret > Width * 2 / 3) skipped = caret - Width * 2 / 3;
    caret -= skipped;
    const bool goes_back = skipped > 0;
    std::size_t at = first;
    for (; at < last && size < Width; ++at) {
      if (!begins_character(whole[at])) continue;
      if (skipped > 0)
        --skipped;
      else
        text[size++] = is_printable(whole[at]) ? whole[at] : '?';
    }
    if (goes_back) put_dots(0);
    if (at < last && size > caret + 3) put_dots(size - 3);
    while (size <= caret) text[size++] = ' ';
    for (std::size_t column = 0; column < size; ++column)
      beneath[column] = column == caret ? '^' : ' ';
  }

 private:
  /// Bytes that continue a character of UTF-8 are no character of their own.
  static constexpr bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }
  static constexpr bool is_printable(char c) { return c >= ' ' && c <= '~'; }
  constexpr void put_dots(std::size_t column) {
    for (std::size_t k = 0; k < 3; ++k) text[column + k] = '.';
  }
};

}  // namespace typegrad::parse
