// A formula and the values of its variables, as given on the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <typegrad/parse/formula_text.hpp>

namespace laboratory {

/// A formula at a point, and the variables to differentiate by.
struct problem {
  std::string text;
  typegrad::parsed_formula formula;
  /// One formula of constants a variable, in the variables' order; none where no value is needed.
  std::vector<typegrad::graph> point;
  /// Slots of the program, in the order in which they were named.
  std::vector<typegrad::index> with_respect_to;
};

/// Reads the formula, the values `NAME=VALUE` with a number or a formula of constants, and the
/// names to differentiate by, all variables where there are none. Throws typegrad::syntax_error and
/// input_error; also where a variable has no value, if `needs_values`.
problem read_problem(const std::string& text, const std::vector<std::string>& values,
                     const std::vector<std::string>& names, bool needs_values);

/// The formula of constants in the word NAME=VALUE of an option. Throws input_error.
typegrad::graph read_constant(std::string_view option, const std::string& word);

/// The text without blanks around it.
std::string trimmed(std::string text);

/// Throws input_error where operations times variables are too many for the formula to be worked
/// with, as "written out" or "checked".
void check_size(const problem& p, std::string_view what);

/// A name for the value that no variable has: f, y or result.
std::string free_name(const std::vector<std::string>& variables);

}  // namespace laboratory
