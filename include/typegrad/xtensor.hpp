// Typegrad over xtensor's arrays.
#pragma once

#include <typegrad.hpp>

#include <typegrad/arrays/bind.hpp>
#include <typegrad/arrays/jacobian.hpp>
#include <typegrad/arrays/trees.hpp>
#include <typegrad/graph/array_functions.hpp>
#include <typegrad/program/scan.hpp>
#include <typegrad/xtensor/argument.hpp>
#include <typegrad/xtensor/ranked.hpp>
