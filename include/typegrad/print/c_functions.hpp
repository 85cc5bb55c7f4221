// The functions of the table that C99 lacks, in C: each computes the same bits as the library does
// on double.
#pragma once

#include <string>
#include <string_view>

#include <typegrad/graph/graph.hpp>
#include <typegrad/print/c_gamma.hpp>

namespace typegrad::print {

/// The definition of an operation in C; @ stands for the program's name.
struct c_function {
  operation op;
  std::string_view text;
};

/// In the order of a translation unit: polygamma calls digamma.
inline constexpr c_function c_functions[] = {
    {operation::sign,
     "static double @_sign(double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x; }\n"},
    {operation::max, "static double @_max(double x, double y) { return x < y ? y : x; }\n"},
    {operation::min, "static double @_min(double x, double y) { return y < x ? y : x; }\n"},
    {operation::one_minus_square,
     "static double @_one_minus_square(double x) { return (1.0 - x) * (1.0 + x); }\n"},
    {operation::gaussian,
     "static double @_gaussian(double x) {\n"
     "  const double h = x * x;\n"
     "  const double e = exp(-h);\n"
     "  if (!(e > 0.0)) return e;\n"
     "#ifdef FP_FAST_FMA\n"
     "  return e - e * fma(x, x, -h);\n"
     "#elif __LDBL_MANT_DIG__ == 64\n"
     "  return e - e * (double)((long double)x * x - h);\n"
     "#else\n"
     "  const double a = (float)x;\n"
     "  return e - e * (a * a - h + (x - a) * (x + a));\n"
     "#endif\n"
     "}\n"},
    {operation::square_minus_one,
     "static double @_square_minus_one(double x) {\n"
     "  const double h = x - 1.0;\n"
     "  return h < 0.0 ? NAN : h < 1.0 ? h + h + h * h : (x + 1.0) * h;\n"
     "}\n"},
    {operation::sigmoid,
     "static double @_sigmoid(double x) {\n"
     "  const double e = exp(x < 0.0 ? x : -x);\n"
     "  return (x < 0.0 ? e : 1.0) / (1.0 + e);\n"
     "}\n"},
    {operation::digamma, c_digamma},
    {operation::polygamma, c_polygamma},
};

/// The definitions of the operations in use that C99 lacks, in the program called `name`.
inline std::string c_definitions(sequence<bool> in_use, std::string_view name) {
  std::string text;
  if (in_use[static_cast<index>(operation::polygamma)])
    in_use[static_cast<index>(operation::digamma)] = true;
  for (const c_function& f : c_functions) {
    if (!in_use[static_cast<index>(f.op)]) continue;
    for (const char c : f.text) {
      if (c == '@')
        text += name;
      else
        text += c;
    }
    text += '\n';
  }
  return text;
}

}  // namespace typegrad::print
