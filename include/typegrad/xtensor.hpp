// Typegrad over xtensor's arrays.
#pragma once

#include <typegrad.hpp>

#include <typegrad/graph/array_functions.hpp>
#include <typegrad/arrays/bind.hpp>
#include <typegrad/xtensor/argument.hpp>
