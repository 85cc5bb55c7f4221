// Trees of parameters: Hana's maps and tuples, structs adapted to Hana, and arithmetic on them.
#pragma once

#include <typegrad.hpp>

#include <typegrad/arrays/trees.hpp>
#include <typegrad/hana/composite.hpp>
