// The notation of mathematics, in LaTeX.
#pragma once

#include <typegrad/print/notation.hpp>
#include <typegrad/print/number.hpp>

namespace typegrad::print {

inline constexpr pattern latex_patterns[] = {
    {operation::add, R"(#1 + #2)", level::sum, {level::sum, level::product}},
    {operation::subtract, R"(#1 - #2)", level::sum, {level::sum, level::product}},
    {operation::multiply, R"(#1 \cdot #2)", level::product, {level::negative, level::factor}},
    {operation::divide, R"(\frac{#1}{#2})", level::factor},
    {operation::negate, R"(-#1)", level::negative, {level::product}},
    {operation::fma,
     R"(#1 \cdot #2 + #3)",
     level::sum,
     {level::negative, level::factor, level::product}},
    {operation::pow, R"(#1^{#2})", level::factor, {level::atom}},
    {operation::sqrt, R"(\sqrt{#1})", level::factor},
    {operation::cbrt, R"(\sqrt[3]{#1})", level::factor},
    {operation::hypot, R"(\sqrt{#1^{2} + #2^{2}})", level::factor, {level::atom, level::atom}},
    {operation::exp, R"(e^{#1})", level::factor},
    {operation::exp2, R"(2^{#1})", level::factor},
    {operation::expm1, R"(e^{#1} - 1)", level::sum},
    {operation::log, R"(\ln\left(#1\right))", level::factor},
    {operation::log2, R"(\log_{2}\left(#1\right))", level::factor},
    {operation::log10, R"(\log_{10}\left(#1\right))", level::factor},
    {operation::log1p, R"(\ln\left(1 + #1\right))", level::factor, {level::product}},
    {operation::sin, R"(\sin\left(#1\right))", level::factor},
    {operation::cos, R"(\cos\left(#1\right))", level::factor},
    {operation::tan, R"(\tan\left(#1\right))", level::factor},
    {operation::asin, R"(\arcsin\left(#1\right))", level::factor},
    {operation::acos, R"(\arccos\left(#1\right))", level::factor},
    {operation::atan, R"(\arctan\left(#1\right))", level::factor},
    {operation::sinh, R"(\sinh\left(#1\right))", level::factor},
    {operation::cosh, R"(\cosh\left(#1\right))", level::factor},
    {operation::tanh, R"(\tanh\left(#1\right))", level::factor},
    {operation::asinh, R"(\operatorname{arsinh}\left(#1\right))", level::factor},
    {operation::acosh, R"(\operatorname{arcosh}\left(#1\right))", level::factor},
    {operation::atanh, R"(\operatorname{artanh}\left(#1\right))", level::factor},
    {operation::gaussian, R"(e^{-#1^{2}})", level::factor, {level::atom}},
    {operation::one_minus_square, R"(1 - #1^{2})", level::sum, {level::atom}},
    {operation::square_minus_one, R"(#1^{2} - 1)", level::sum, {level::atom}},
    {operation::sigmoid, R"(\sigma\left(#1\right))", level::factor},
    {operation::lgamma, R"(\ln\left|\Gamma\left(#1\right)\right|)", level::factor},
    {operation::tgamma, R"(\Gamma\left(#1\right))", level::factor},
    {operation::digamma, R"(\psi\left(#1\right))", level::factor},
    {operation::polygamma, R"(\psi^{\left(#1\right)}\left(#2\right))", level::factor},
    {operation::abs, R"(\left|#1\right|)"},
    {operation::sign, R"(\operatorname{sgn}\left(#1\right))", level::factor},
    {operation::max, R"(\max\left(#1, #2\right))", level::factor},
    {operation::min, R"(\min\left(#1, #2\right))", level::factor},
    {operation::fdim,
     R"(\max\left(#1 - #2, 0\right))",
     level::factor,
     {level::sum, level::product}},
    {operation::floor, R"(\left\lfloor #1 \right\rfloor)"},
    {operation::ceil, R"(\left\lceil #1 \right\rceil)"},
    {operation::select, R"(\begin{cases} #2 & \text{if } #1 \\ #3 & \text{otherwise} \end{cases})",
     level::choice},
    {operation::less, R"(#1 < #2)", level::comparison, {level::sum, level::sum}},
    {operation::less_equal, R"(#1 \le #2)", level::comparison, {level::sum, level::sum}},
    {operation::equal, R"(#1 = #2)", level::comparison, {level::sum, level::sum}},
    {operation::not_equal, R"(#1 \ne #2)", level::comparison, {level::sum, level::sum}},
    {operation::logical_and,
     R"(#1 \land #2)",
     level::conjunction,
     {level::conjunction, level::comparison}},
    {operation::logical_or,
     R"(#1 \lor #2)",
     level::disjunction,
     {level::disjunction, level::conjunction}},
    {operation::logical_not, R"(\lnot #1)", level::factor, {level::factor}},
    {operation::pi, R"(\pi)"},
    {operation::ln2, R"(\ln 2)", level::factor},
    {operation::log2_e, R"(\log_2 e)", level::factor},
    {operation::log10_e, R"(\log_{10} e)", level::factor},
    {operation::two_over_sqrt_pi, R"(\frac{2}{\sqrt{\pi}})", level::factor},
};

/// 1.5e-07 as 1.5 \cdot 10^{-7}; without the digits that only tell a double from a long double.
inline phrase latex_real(long double x) {
  if (x != x) return {"\\mathrm{NaN}"};
  const double nearest = static_cast<double>(x);
  std::string text = nearest == x ? decimal(nearest) : decimal(x);
  if (text.ends_with("inf")) return {text.replace(text.size() - 3, 3, "\\infty")};
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return {text};
  const bool small = text[e + 1] == '-';
  const std::string power = text.substr(text.find_first_not_of("+-0", e + 1));
  const std::string mantissa = text.substr(0, e);
  return {mantissa + " \\cdot 10^{" + (small ? "-" : "") + power + '}', level::product};
}

/// A number as it stands, or a rational as a fraction with its sign before it.
inline phrase latex_number(const literal& c) {
  phrase result = latex_real(c.numerator);
  if (c.denominator != 1) {
    const bool negative = result.text.starts_with('-');
    result = {(negative ? "-\\frac{" : "\\frac{") + result.text.substr(negative ? 1 : 0) + "}{" +
                  latex_real(c.denominator).text + '}',
              level::factor};
  }
  if (result.text.starts_with('-')) result.holds = level::negative;
  return result;
}

inline constexpr notation latex{.patterns = latex_patterns,
                                .inherited = {},
                                .open = "\\left(",
                                .close = "\\right)",
                                .before_function = "\\operatorname{",
                                .after_function = "}",
                                .call = level::factor,
                                .before_index = "_{",
                                .after_index = "}",
                                .between_indices = ",",
                                .number = latex_number};

}  // namespace typegrad::print
