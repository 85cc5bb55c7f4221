// How operations are written: a notation is a table of patterns, and `compose` puts operands into
// them with the parentheses they need and no others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <typegrad/graph/graph.hpp>

namespace typegrad::print {

/// How firmly a piece of text holds together, from loose to firm. A piece that begins with a minus
/// sign is `negative` at most: it may open a product or a sum, and needs parentheses elsewhere.
enum class level : std::uint8_t {
  choice,
  disjunction,
  conjunction,
  comparison,
  sum,
  negative,
  product,
  factor,
  atom
};

/// A piece of text, and how firmly it holds together.
struct phrase {
  std::string text;
  level holds = level::atom;
};

/// A row of a notation: in `text`, #1 #2 #3 stand for the operands and @ for the program's name.
/// An operand that holds less firmly than `asks` says is put in parentheses.
struct pattern {
  operation op;
  std::string_view text;
  level holds = level::atom;
  level asks[3] = {level::choice, level::choice, level::choice};
};

/// A language to write programs in: its own patterns, and those it takes over from another one. An
/// operation without a pattern is written as a function of the table's name.
struct notation {
  std::span<const pattern> patterns, inherited;
  std::string_view open, close;                      ///< parentheses
  std::string_view before_function, after_function;  ///< around a function's name
  level call;                                        ///< how firmly a function call holds
  std::string_view before_index, after_index;        ///< around the number in x0, v3
  std::string_view between_indices;                  ///< of a value in a loop, as in v3_1
  phrase (*number)(const literal&);

  constexpr const pattern* find(operation o) const {
    for (const auto rows : {patterns, inherited})
      for (const pattern& row : rows)
        if (row.op == o) return &row;
    return nullptr;
  }
  std::string numbered(std::string_view letter, index i) const {
    return std::string(letter).append(before_index).append(std::to_string(i)).append(after_index);
  }
  std::string enclosed(const phrase& p, level asked) const {
    return p.holds >= asked ? p.text : std::string(open).append(p.text).append(close);
  }
};

/// o(operands...) in the notation, in the program called `name`.
inline phrase compose(const notation& n, operation o, std::span<const phrase> operands,
                      std::string_view name = {}) {
  phrase result;
  std::string& text = result.text;
  if (const pattern* const row = n.find(o)) {
    result.holds = row->holds;
    for (std::size_t i = 0; i < row->text.size(); ++i) {
      if (row->text[i] == '#') {
        const auto k = static_cast<std::size_t>(row->text[++i] - '1');
        text += n.enclosed(operands[k], row->asks[k]);
      } else if (row->text[i] == '@') {
        text += name;
      } else {
        text += row->text[i];
      }
    }
  } else {
    text.append(n.before_function).append(info(o).name).append(n.after_function);
    if (operands.empty()) return result;
    result.holds = n.call;
    std::string_view separator = n.open;
    for (const phrase& p : operands) {
      text.append(separator).append(p.text);
      separator = ", ";
    }
    text += n.close;
  }
  if (text.starts_with('-') && result.holds > level::negative) result.holds = level::negative;
  return result;
}

}  // namespace typegrad::print
