// Formulas as text in a program's source, parsed during compilation: tg::formula<"y*(x^2+x)">.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include <typegrad/parse/parser.hpp>
#include <typegrad/program/named.hpp>

namespace typegrad {

namespace detail {

/// What is read of a text before its program is recorded: its mistake, if any, and where its
/// variables first stand.
template <std::size_t Size>
struct outline {
  parse::fault mistake;
  std::size_t variables = 0;
  std::size_t first[Size] = {}, last[Size] = {};
};

template <text_argument Text>
inline constexpr auto outline_of = [] {
  constexpr std::string_view text(Text.text, sizeof(Text.text) - 1);
  builder scratch;
  parse::parser parser(text, scratch);
  static_cast<void>(parser.formula());
  outline<sizeof(Text.text)> result;
  result.mistake = parser.mistake();
  for (const std::string_view name : parser.variables()) {
    result.first[result.variables] = static_cast<std::size_t>(name.data() - text.data());
    result.last[result.variables] = result.first[result.variables] + name.size();
    ++result.variables;
  }
  return result;
}();

/// The characters of a text from `First` to `Last`, as a template argument.
template <std::size_t First, std::size_t Last>
constexpr text_argument<Last - First + 1> part_of(const char* text) {
  char part[Last - First + 1] = {};
  for (std::size_t k = First; k < Last; ++k) part[k - First] = text[k];
  return part;
}

template <text_argument Text, std::size_t... I>
constexpr auto variables_of_text(std::index_sequence<I...>) {
  constexpr auto& read = outline_of<Text>;
  return variable_list<variable<part_of<read.first[I], read.last[I]>(Text.text)>...>{};
}

// The texts are arguments of these templates so that compilers print them: the caret under the
// text.
template <text_argument... Sentence>
inline constexpr bool can_be_read = sizeof...(Sentence) == 0;
template <text_argument>
inline constexpr bool is_formula_text = false;

/// The compile error that shows a mistake in a text.
template <text_argument Excerpt, text_argument Caret, text_argument... Sentence>
struct unreadable {
  static_assert(can_be_read<Sentence..., Excerpt, Caret>,
                "typegrad: the formula cannot be read; printed beside this sentence are what was "
                "expected, the text, and a caret under the place");
  static_assert(is_formula_text<Excerpt>, "typegrad: the text of the formula");
  static_assert(is_formula_text<Caret>, "typegrad: the place in the text");
};

template <text_argument Text>
struct shown_mistake {
  static constexpr std::size_t width =
      TYPEGRAD_PRINTED_LENGTH < 80 ? TYPEGRAD_PRINTED_LENGTH - 1 : 80;
  static constexpr parse::fault mistake = outline_of<Text>.mistake;
  static constexpr std::string_view sentence = mistake.sentence;
  static constexpr parse::excerpt<width> around{{Text.text, sizeof(Text.text) - 1}, mistake.place};

  /// Shows the sentence from `First` on in lines that compilers print whole.
  template <std::size_t First = 0, text_argument... Before>
  static constexpr auto show() {
    if constexpr (First < sentence.size()) {
      constexpr std::size_t last = sentence.size() - First <= width
                                       ? sentence.size()
                                       : sentence.rfind(' ', First + width - 1) + 1;
      return show<last, Before..., part_of<First, last>(sentence.data())>();
    } else {
      return unreadable<part_of<0, around.size>(around.text),
                        part_of<0, around.size>(around.beneath), Before...>{};
    }
  }
};

/// A text that is no formula is a compile error.
template <text_argument Text>
constexpr bool check_text() {
  if constexpr (!outline_of<Text>.mistake.sentence.empty())
    static_cast<void>(shown_mistake<Text>::show());
  return true;
}

}  // namespace detail

/// The formula that the text says.
template <text_argument Text>
struct written_formula : formula_base<written_formula<Text>> {
  static_assert(detail::check_text<Text>());
  using variables = decltype(detail::variables_of_text<Text>(
      std::make_index_sequence<detail::outline_of<Text>.variables>{}));

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    return [&]<class... V>(variable_list<V...>) {
      sequence<index> nodes;
      (nodes.push_back(recorder(V{})), ...);
      return parse::parser({Text.text, sizeof(Text.text) - 1}, recorder.owner(), nodes).formula();
    }(variables{});
  }
};

/// A program given as a text in the grammar of <typegrad/parse/parser.hpp>, parsed by the compiler:
/// `tg::grad(tg::formula<"y*(x^2+x)">)(x = 2.0, y = 1.0)`. Its variables are those of tg::var, in
/// the order of their first appearance; it combines with other formulas. A mistake in the text is a
/// compile error that shows the place. Numbers are exact in every scalar.
template <text_argument Text>
inline constexpr written_formula<Text> formula{};

}  // namespace typegrad
