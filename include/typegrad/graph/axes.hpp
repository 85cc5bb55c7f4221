// The axes that a function of arrays is told to work on, and the graph that it works in.
#pragma once

#include <initializer_list>

#include <typegrad/graph/compositions.hpp>
#include <typegrad/graph/labels.hpp>

namespace typegrad {

/// Axes by number, negative ones counted from the last: all of an array's if none is named.
class axes {
 public:
  constexpr axes() = default;
  constexpr axes(int axis) : named_(true), count_(1), at_{axis} {}
  constexpr axes(std::initializer_list<int> several) : named_(true) {
    for (const int a : several) {
      if (count_ == shape::max_rank) throw "typegrad: an array has at most 6 axes";
      at_[count_++] = a;
    }
  }

  constexpr bool are_named() const { return named_; }
  constexpr int count() const { return count_; }
  constexpr int operator[](int k) const { return at_[k]; }

  /// Those of an array of the shape s; an axis that it does not have is a fault of the program.
  constexpr axis_set of(builder& b, const char* name, const shape s) const {
    if (!named_) return all_axes(s);
    axis_set set = 0;
    for (int k = 0; k < count_; ++k) {
      const int axis = at_[k] < 0 ? at_[k] + s.rank : at_[k];
      if (axis < 0 || axis >= s.rank)
        detail::misfit(b, name, s, "an axis is named that the array does not have");
      else if (has_axis(set, axis))
        detail::misfit(b, name, s, "an axis is named twice");
      else
        set |= 1u << axis;
    }
    return set;
  }

 private:
  bool named_ = false;
  int count_ = 0;
  int at_[shape::max_rank] = {};
};

/// Whether reduced axes stay as axes of extent 1.
enum class keep : bool { nothing, dimensions };

namespace detail {

/// The graph that x belongs to.
constexpr builder& traced_by(const symbol& x) {
  if (x.owner() == nullptr)
    throw "typegrad: an array function of a constant; give it an argument of the program";
  return *x.owner();
}
/// The graph that x or y belongs to.
constexpr builder& traced_by(const symbol& x, const symbol& y) {
  return traced_by(x.owner() != nullptr ? x : y);
}

constexpr shape shape_of(const symbol& x) {
  builder& b = traced_by(x);
  return b.shape_of(x.in(b));
}

/// The axis of that number in an array of the shape s; 0 and a fault where there is none.
constexpr int axis_of(builder& b, const char* name, int axis, const shape& s) {
  const int k = axis < 0 ? axis + s.rank : axis;
  if (k >= 0 && k < s.rank) return k;
  misfit(b, name, s, "an axis is named that the array does not have");
  return 0;
}

/// Has the array an axis at all? A fault where it has less than `least`.
constexpr bool has_rank(builder& b, const char* name, const shape& s, int least) {
  if (s.rank >= least) return true;
  misfit(b, name, s,
         least == 1 ? "it needs an array, and this is a number"
                    : "it needs matrices, and this has fewer than two axes");
  return false;
}

constexpr shape without_axis(shape s, int axis) {
  for (int k = axis; k + 1 < s.rank; ++k) s.extents[k] = s.extents[k + 1];
  s.extents[--s.rank] = 0;
  return s;
}
constexpr shape with_axis(builder& b, const char* name, shape s, int axis, std::int32_t extent) {
  if (s.rank == shape::max_rank) {
    misfit(b, name, s, "the result would have more than 6 axes");
    return s;
  }
  for (int k = s.rank++; k > axis; --k) s.extents[k] = s.extents[k - 1];
  s.extents[axis] = extent;
  return s;
}

}  // namespace detail
}  // namespace typegrad
