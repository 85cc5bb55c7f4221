// Graphs over arrays whose extents are numbers: what a check makes of a program and its point.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <typegrad/eval/array_size.hpp>
#include <typegrad/graph/well_formed.hpp>

namespace typegrad::verify {

using typegrad::detail::has_arrays;

/// The sizes of the inputs in order, and of the outputs. Extents are numbers.
std::vector<typegrad::detail::array_size> input_sizes(const graph& g);
std::vector<typegrad::detail::array_size> output_sizes(const graph& g);

std::size_t count_numbers(const std::vector<typegrad::detail::array_size>& sizes);

/// g on inputs of these sizes, with all extents as numbers. Throws shape_error where they do not
/// fit.
graph with_sizes(const graph& g, std::span<const typegrad::detail::array_size> sizes);

/// The names of all elements, W[0, 1] for one, from those of the arrays.
std::vector<std::string> element_names(const std::vector<std::string>& names,
                                       const std::vector<typegrad::detail::array_size>& sizes);

}  // namespace typegrad::verify
