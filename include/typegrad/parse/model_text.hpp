// Models of data as the headers of the NIST Statistical Reference Datasets write them: "y =
// b1*(1-exp[-b2*x]) + e", "log[y] = b1 - b2*x1 * exp[-b3*x2] + e".
#pragma once

#include <string>
#include <string_view>

#include <typegrad/parse/formula_text.hpp>

namespace typegrad {

/// response = mean + error: what is measured, as a formula of y, and what the model says of it.
struct parsed_model {
  parsed_formula response, mean;
};

namespace parse {

/// The two sides of an equation without its error term. A text of several statements, or without
/// an equals sign, is all right side, and has no error term: there e is the number.
struct equation {
  std::string_view left = "y", right;

  constexpr explicit equation(std::string_view text) : right(text) {
    scanner all(text);
    std::size_t sign = text.size();
    token before_last, last;
    for (token t = all.next(); t.what != mark::end; t = all.next()) {
      if (t.what == mark::semicolon) return;
      if (t.what == mark::assign && sign == text.size()) sign = t.place;
      before_last = last;
      last = t;
    }
    if (sign == text.size()) return;
    const bool has_error =
        before_last.what == mark::plus && before_last.place > sign && last.text == "e";
    left = text.substr(0, sign);
    right = text.substr(sign + 1, (has_error ? before_last.place : text.size()) - sign - 1);
  }
};

}  // namespace parse

/// Reads a model. Without a left side the response is y. Throws tg::syntax_error where a side is no
/// formula; it shows that side.
inline parsed_model parse_model(std::string_view text) {
  const parse::equation sides(text);
  return {parse_formula(sides.left), parse_formula(sides.right)};
}

}  // namespace typegrad
