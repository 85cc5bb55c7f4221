// The rows of the table as data: for tests that hold for every operation.
#pragma once

#include <vector>

#include <typegrad/op/operation.hpp>

namespace typegrad::test {

struct interval {
  double lowest, highest;
  constexpr interval(double low, double high) : lowest(low), highest(high) {}
};

struct row {
  operation op;
  std::vector<interval> domain;  ///< one interval an argument
};

/// The rows that are functions of numbers: all but choices, comparisons, logic and constants.
inline const std::vector<row>& rows() {
  static const std::vector<row> all = {
#define TYPEGRAD_UNARY(name, value, dx, x) {operation::name, {interval x}},
#define TYPEGRAD_BINARY(name, value, dx, dy, x, y) {operation::name, {interval x, interval y}},
#define TYPEGRAD_TERNARY(name, value, dx, dy, dz, x, y, z) \
  {operation::name, {interval x, interval y, interval z}},
#include <typegrad/op/table.def>
  };
  return all;
}

}  // namespace typegrad::test
