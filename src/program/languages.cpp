// How names and numbers are written, in plain text and in LaTeX.
#include <string>
#include <string_view>

#include <typegrad/print/latex.hpp>
#include <typegrad/print/plain.hpp>

#include "derivation.hpp"

namespace laboratory {

namespace {

namespace print = typegrad::print;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A fraction p / 10^k as a decimal, since users write 0.1 and not 1/10.
print::phrase decimal_or(const typegrad::literal& c,
                         print::phrase (*fraction)(const typegrad::literal&)) {
  long double denominator = c.denominator;
  for (const long double prime : {2.0L, 5.0L})
    while (denominator > 1 &&
           static_cast<long double>(static_cast<long long>(denominator / prime)) * prime ==
               denominator)
      denominator /= prime;
  const double value = static_cast<double>(c.numerator / c.denominator);
  const std::string text = print::decimal(value);
  if (denominator != 1 || c.denominator == 1 || c.denominator > 1e15L ||
      text.find('e') != text.npos)
    return fraction(c);
  return {text, value < 0 ? print::level::negative : print::level::atom};
}

/// Notations with such numbers.
print::phrase plain_number(const typegrad::literal& c) {
  return decimal_or(c, print::plain.number);
}
print::phrase latex_number(const typegrad::literal& c) {
  return decimal_or(c, print::latex.number);
}
constexpr print::notation with_number(print::notation n,
                                      print::phrase (*number)(const typegrad::literal&)) {
  n.number = number;
  return n;
}
constexpr print::notation plain_notation = with_number(print::plain, plain_number);
constexpr print::notation latex_notation = with_number(print::latex, latex_number);

/// x1 as x_{1}, rate as \mathit{rate}, b_max as b_{\mathit{max}}.
std::string latex_variable(const std::string& name) {
  const auto word = [](const std::string& letters) {
    std::string escaped;
    for (const char c : letters) escaped += c == '_' ? std::string("\\_") : std::string(1, c);
    return letters.size() > 1 ? "\\mathit{" + escaped + "}" : escaped;
  };
  std::size_t end = name.size();
  while (end > 0 && is_digit(name[end - 1])) --end;
  if (end > 0 && end < name.size() && name[end - 1] != '_')
    return word(name.substr(0, end)) + "_{" + name.substr(end) + "}";
  const std::size_t bar = name.find('_');
  if (bar == name.npos || bar == 0 || bar + 1 == name.size()) return word(name);
  return word(name.substr(0, bar)) + "_{" + word(name.substr(bar + 1)) + "}";
}

/// The accent stands on the letter, and not on its index.
std::string accented(const std::string& accent, const std::string& name) {
  const std::size_t index = name.find("_{");
  if (index == name.npos) return accent + "{" + name + "}";
  return accent + "{" + name.substr(0, index) + "}" + name.substr(index);
}

}  // namespace

const language plain_text = {
    &plain_notation, [](const std::string& name) { return name; },
    [](const std::string& letter, std::size_t number) { return letter + std::to_string(number); },
    [](const std::string& name) { return name + "_dot"; },
    [](const std::string& name) { return name + "_bar"; }};

const language latex_text = {
    &latex_notation, latex_variable,
    [](const std::string&, std::size_t number) { return "v_{" + std::to_string(number) + "}"; },
    [](const std::string& name) { return accented("\\dot", name); },
    [](const std::string& name) { return accented("\\bar", name); }};

}  // namespace laboratory
