// LaTeX, against formulas written by hand; where pdflatex is installed, it sets them.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

namespace tg = typegrad;
using op = tg::operation;
using tg::index;

namespace {

/// The formula of o(x0, x1, x2).
std::string formula_of(op o) {
  tg::builder b;
  const index x = b.input(0), y = b.input(1), z = b.input(2);
  b.output(b.intern(o, x, y, z));
  return tg::to_latex(std::move(b).finish());
}

std::string number_text(const tg::literal& c) {
  tg::builder b;
  b.output(b.number(c));
  return tg::to_latex(std::move(b).finish());
}

}  // namespace

TEST_CASE("each kind of operation has its notation") {
  CHECK(formula_of(op::divide) == R"(\frac{x_{0}}{x_{1}})");
  CHECK(formula_of(op::sqrt) == R"(\sqrt{x_{0}})");
  CHECK(formula_of(op::cbrt) == R"(\sqrt[3]{x_{0}})");
  CHECK(formula_of(op::log) == R"(\ln\left(x_{0}\right))");
  CHECK(formula_of(op::sin) == R"(\sin\left(x_{0}\right))");
  CHECK(formula_of(op::erf) == R"(\operatorname{erf}\left(x_{0}\right))");
  CHECK(formula_of(op::sigmoid) == R"(\sigma\left(x_{0}\right))");
  CHECK(formula_of(op::atan2) == R"(\operatorname{atan2}\left(x_{0}, x_{1}\right))");
  CHECK(formula_of(op::pow) == "x_{0}^{x_{1}}");
  CHECK(formula_of(op::exp) == "e^{x_{0}}");
  CHECK(formula_of(op::abs) == R"(\left|x_{0}\right|)");
  CHECK(formula_of(op::polygamma) == R"(\psi^{\left(x_{0}\right)}\left(x_{1}\right))");
  CHECK(formula_of(op::pi) == R"(\pi)");
}

TEST_CASE("parentheses stand where a reader needs them") {
  tg::builder b;
  const index x = b.input(0), y = b.input(1);
  const index sum = b.make(op::add, x, y);
  SECTION("powers") {
    b.output(b.make(op::pow, b.make(op::sin, sum), b.make(op::negate, y)));
    CHECK(tg::to_latex(b.program()) == R"(\left(\sin\left(x_{0} + x_{1}\right)\right)^{-x_{1}})");
  }
  SECTION("fractions and products") {
    const index quotient = b.make(op::divide, sum, y);
    b.output(b.make(op::multiply, quotient, b.make(op::subtract, x, y)));
    CHECK(tg::to_latex(b.program()) ==
          R"(\frac{x_{0} + x_{1}}{x_{1}} \cdot \left(x_{0} - x_{1}\right))");
  }
  SECTION("choices") {
    b.output(b.make(op::add, y,
                    b.make(op::select, b.make(op::less_equal, x, y), sum, b.number({-1, 3}))));
    CHECK(tg::to_latex(b.program()) ==
          R"(x_{1} + \left(\begin{cases} x_{0} + x_{1} & \text{if } x_{0} \le x_{1} \\ )"
          R"(-\frac{1}{3} & \text{otherwise} \end{cases}\right))");
  }
}

TEST_CASE("numbers are set as in print") {
  CHECK(number_text({-7}) == "-7");
  CHECK(number_text({0.25}) == "0.25");
  CHECK(number_text({-2, 3}) == R"(-\frac{2}{3})");
  CHECK(number_text({1.5e-7}) == R"(1.5 \cdot 10^{-7})");
  CHECK(number_text({-3e100}) == R"(-3 \cdot 10^{100})");
  CHECK(number_text({0.1L}) == "0.1");
  CHECK(number_text({-std::numeric_limits<double>::infinity()}) == R"(-\infty)");
}

TEST_CASE("a program of several outputs is an aligned list") {
  tg::builder b;
  const index x = b.input(0), y = b.input(1);
  const index r = b.make(op::hypot, x, y);
  b.output(b.make(op::divide, x, r));
  b.output(b.make(op::multiply, y, r));
  CHECK(tg::to_latex(std::move(b).finish()) ==
        R"(\begin{aligned}
v_{2} &= \sqrt{x_{0}^{2} + x_{1}^{2}} \\
v_{3} &= \frac{x_{0}}{v_{2}} \\
v_{4} &= x_{1} \cdot v_{2} \\
y_{0} &= v_{3} \\
y_{1} &= v_{4}
\end{aligned}
)");
}

TEST_CASE("pdflatex sets every operation") {
  if (std::system("pdflatex --version >/dev/null 2>&1") != 0) {
    WARN("skipped: pdflatex is not installed");
    return;
  }
  const auto folder = std::filesystem::temp_directory_path() / "typegrad_to_latex";
  std::filesystem::create_directories(folder);
  std::ofstream file(folder / "all.tex");
  file << "\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n";
  for (int o = 2; o < tg::operation_count; ++o)
    file << "\\[ " << formula_of(static_cast<op>(o)) << " \\]\n";
  file << "\\end{document}\n";
  file.close();
  CHECK(std::system(("cd " + folder.string() +
                     " && pdflatex -interaction=batchmode -halt-on-error all.tex >/dev/null")
                        .c_str()) == 0);
  std::filesystem::remove_all(folder);
}
