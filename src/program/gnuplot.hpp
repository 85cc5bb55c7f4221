// Drawing by gnuplot.
#pragma once

#include <string>

namespace laboratory {

/// A text in gnuplot's quotes.
std::string quoted(const std::string& text);

/// Lets gnuplot draw a SVG of so many pixels. Throws std::runtime_error where it is missing or
/// cannot write the file.
void draw_by_gnuplot(const std::string& commands, int width, int height, const std::string& path);

}  // namespace laboratory
