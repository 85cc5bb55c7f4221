// The functions of the traced language on whole arrays, by subject.
#pragma once

#include <typegrad/graph/einsum.hpp>
#include <typegrad/graph/linear_algebra.hpp>
#include <typegrad/graph/matrices.hpp>
#include <typegrad/graph/networks.hpp>
#include <typegrad/graph/products.hpp>
#include <typegrad/graph/reductions.hpp>
#include <typegrad/graph/shape_functions.hpp>
#include <typegrad/graph/slices.hpp>
