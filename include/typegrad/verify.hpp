// Typegrad's checks of derivatives: against differences, each other, and 100 digits. Needs the
// compiled library typegrad::verify.
#pragma once

#include <typegrad.hpp>

#include <typegrad/verify/report.hpp>
#include <typegrad/verify/check_graph.hpp>
#include <typegrad/verify/check.hpp>
#include <typegrad/verify/enclose.hpp>
