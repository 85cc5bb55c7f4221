// Typegrad over samples: programs and their derivatives evaluated in SIMD lanes, one sample a lane.
#pragma once

#include <typegrad.hpp>
#include <typegrad/simd/derivatives.hpp>
#include <typegrad/simd/kernel.hpp>
#include <typegrad/simd/map_over.hpp>
#include <typegrad/simd/sum_over.hpp>
