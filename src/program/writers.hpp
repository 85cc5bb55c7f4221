// The formats in which a derivation is written.
#pragma once

#include <string>

#include "derivation.hpp"

namespace laboratory {

/// For a reader: traces, derivatives and counts as aligned lines, with headings in bold if `bold`.
std::string to_text(const derivation& d, bool bold);

/// For programs. Values are numbers up to 17 digits, strings beyond, and where they are not finite.
std::string to_json(const derivation& d, int digits);

/// The traces and the gradient, for LaTeX with the package amsmath.
std::string to_latex(const derivation& d);

enum class drawn_title { present, absent };

/// The computational graph for Graphviz, with the value and the adjoint of each node; above it, as
/// its title, the formula.
std::string to_dot(const derivation& d, drawn_title title = drawn_title::present);

/// A drawing in the language of Graphviz as SVG. Throws std::runtime_error where Graphviz cannot.
std::string to_svg(const std::string& dot);

/// Value and gradient as a C function.
std::string to_c(const problem& p);

}  // namespace laboratory
