// Texts that are no formulas: the sentence and the place that answer each, bounds on length and
// depth, and random texts.
#include <string>

#include <catch2/catch.hpp>

#include <typegrad/graph/well_formed.hpp>
#include <typegrad/parse/formula_text.hpp>

#include "support/random_texts.hpp"

namespace typegrad::test {
namespace {

/// What parse_formula says of a text; empty where it is a formula.
std::string answer(const std::string& text) {
  try {
    const parsed_formula f = parse_formula(text);
    REQUIRE(is_well_formed(f.program));
    REQUIRE(f.variables.size() == f.program.inputs);
    return {};
  } catch (const syntax_error& e) {
    REQUIRE(e.place <= text.size());
    return e.what();
  }
}

TEST_CASE("a mistake is shown with a caret under its place") {
  CHECK(answer("log(x1) + x1*x2 - sin(x2 * )") ==
        "  log(x1) + x1*x2 - sin(x2 * )\n"
        "                             ^\n"
        "expected a number, a name or an opening bracket");
  CHECK(answer("2x") == "  2x\n   ^\nexpected an operator; a product is written a*b");
  CHECK(answer("") == "   \n  ^\nexpected a number, a name or an opening bracket");
  CHECK(answer("a = 1\nb = a +* 2\nb") ==
        "  b = a +* 2\n         ^\nexpected a number, a name or an opening bracket");
  CHECK(answer("x × y") ==
        "  x ? y\n    ^\nexpected a formula's characters; this one has no meaning there");
  CHECK(answer(std::string(100, 'a') + " + $ + " + std::string(100, 'b')) ==
        "  ..." + std::string(44, 'a') + " + $ + " + std::string(19, 'b') + "...\n" +
            std::string(52, ' ') +
            "^\nexpected a formula's characters; this one has no meaning there");
}

TEST_CASE("each mistake has its sentence") {
  const std::pair<const char*, const char*> cases[] = {
      {"sin(x", "expected ) to close the bracket"},
      {"exp[x", "expected ] to close the bracket"},
      {"exp[x)", "expected ] to close the bracket"},
      {"(x]", "expected ) to close the bracket"},
      {"x + )", "expected a number, a name or an opening bracket"},
      {"x )", "expected no closing bracket; none is open here"},
      {"x, y", "expected no comma; it separates the arguments of a function"},
      {"x y", "expected an operator; a product is written a*b"},
      {"(x)(y)", "expected an operator; a product is written a*b"},
      {"1.2.3", "expected an operator; a product is written a*b"},
      {"1e", "expected an operator; a product is written a*b"},
      {"0x10", "expected an operator; a product is written a*b"},
      {"1e301", "expected a number between 1e-300 and 1e300, or 0"},
      {"1e-301", "expected a number between 1e-300 and 1e300, or 0"},
      {"1e99999999999999999999", "expected a number between 1e-300 and 1e300, or 0"},
      {"sine(x)", "expected a function; no function has this name"},
      {"x(2)", "expected a function; no function has this name"},
      {"sin", "expected an opening bracket after the name of a function"},
      {"max + 1", "expected an opening bracket after the name of a function"},
      {"sin()", "expected a number, a name or an opening bracket"},
      {"sin(x, y)", "expected 1 argument of this function"},
      {"pow(x)", "expected 2 arguments of this function"},
      {"fma(x, y)", "expected 3 arguments of this function"},
      {"fma(x, y, x, y)", "expected 3 arguments of this function"},
      {"polygamma(x, y)", "expected a whole number from 0 to 100 as the order of polygamma"},
      {"polygamma(0.5, y)", "expected a whole number from 0 to 100 as the order of polygamma"},
      {"x < y", "expected a number, but this is a condition; choose by select(condition, a, b)"},
      {"1 + (x < y)",
       "expected a number, but this is a condition; choose by select(condition, a, b)"},
      {"x < y < 1",
       "expected a number, but this is a condition; choose by select(condition, a, b)"},
      {"select(x, 1, 2)", "expected a condition, such as x < 1, but this is a number"},
      {"!x", "expected a condition, such as x < 1, but this is a number"},
      {"select(x = 1, 1, 2)", "expected ==; a single = gives a name to the value of a line"},
      {"x + 1 = y", "expected ==; a single = gives a name to the value of a line"},
      {"x + 1; y", "expected a name and = before all but the last expression"},
      {"y = x; x = 2; y",
       "expected a name that was not a variable before; give this value another"},
      {"x & y", "expected a formula's characters; this one has no meaning there"},
  };
  for (const auto& [text, sentence] : cases) {
    INFO(text);
    try {
      static_cast<void>(parse_formula(text));
      FAIL("it was read");
    } catch (const syntax_error& e) {
      CHECK(e.sentence == sentence);
    }
  }
}

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

TEST_CASE("length and depth are bounded") {
  const std::string deep = "expected brackets, signs and powers nested at most 100 deep";
  const std::string many = "expected at most 65536 characters";
  const auto says = [](const std::string& text, const std::string& sentence) {
    return answer(text).ends_with('\n' + sentence);
  };
  CHECK(answer(repeated("(", 99) + "x" + repeated(")", 99)).empty());
  CHECK(says(repeated("(", 100) + "x" + repeated(")", 100), deep));
  CHECK(says(repeated("-", 200) + "x", deep));
  CHECK(says(repeated("x^", 200) + "x", deep));
  CHECK(says(repeated("sin(", 200), deep));
  CHECK(says(repeated("(", 30000) + repeated(")", 30000), deep));
  CHECK(says(repeated("(", 100000) + "x" + repeated(")", 100000), many));
  CHECK(answer("x" + repeated("+x*2", 16000)).empty());
  CHECK(says(repeated("9", 70000), many));
  CHECK(answer(repeated("9", 250) + "." + repeated("9", 65000)).empty());
}

TEST_CASE("random texts are formulas or answered by a sentence") {
  random_texts texts;
  int read = 0;
  for (int i = 0; i < 10000; ++i) read += answer(texts.next()).empty() ? 1 : 0;
  CHECK(read > 500);
  CHECK(read < 5500);
}

}  // namespace
}  // namespace typegrad::test
