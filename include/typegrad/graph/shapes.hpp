// The shapes of a program's arrays: which fit together, which extents are one, and what is said
// where they do not fit.
#pragma once

#include <cstddef>
#include <string_view>

#include <typegrad/graph/extents.hpp>

namespace typegrad {

namespace detail {

/// A sentence put together in an array of fixed size; what does not fit in is left out.
class sentence {
 public:
  constexpr explicit sentence(std::array<char, 240>& text) : text_(text) {}

  constexpr sentence& operator<<(std::string_view part) {
    for (const char c : part)
      if (length_ + 1 < text_.size()) text_[length_++] = c;
    return *this;
  }
  constexpr sentence& operator<<(std::int32_t number) {
    if (number < 0) {
      *this << "n";
      number = -number;
    }
    char digits[12] = {};
    int count = 0;
    do digits[count++] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    while (count > 0) *this << std::string_view(&digits[--count], 1);
    return *this;
  }
  constexpr sentence& operator<<(const shape& s) {
    *this << "(";
    for (int k = 0; k < s.rank; ++k) *this << (k == 0 ? "" : ", ") << s.extents[k];
    return *this << ")";
  }

 private:
  std::array<char, 240>& text_;
  std::size_t length_ = 0;
};

/// Keeps the first fault of a program: shapes that do not fit, and why.
constexpr void misfit(builder& b, std::string_view name, const shape& x, const shape& y,
                      std::string_view why) {
  if (b.tables().error[0] != 0) return;
  sentence(b.tables().error) << "typegrad: " << name << " of shapes " << x << " and " << y << ": "
                             << why;
}
constexpr void misfit(builder& b, std::string_view name, const shape& x, std::string_view why) {
  if (b.tables().error[0] != 0) return;
  sentence(b.tables().error) << "typegrad: " << name << " of shape " << x << ": " << why;
}

/// The place of a shape in the graph's table.
constexpr std::uint8_t type_of(builder& b, const shape& s) {
  sequence<shape>& shapes = b.tables().shapes;
  for (index i = 0; i < shapes.size(); ++i)
    if (shapes[i] == s) return static_cast<std::uint8_t>(i);
  if (shapes.size() == 255) throw "typegrad: the program has more than 255 different shapes";
  shapes.push_back(s);
  return static_cast<std::uint8_t>(shapes.size() - 1);
}

/// What an extent is known to be equal to.
constexpr std::int32_t known_extent(const builder& b, std::int32_t extent) {
  if (extent >= 0) return extent;
  return b.program().dimensions[static_cast<index>(-extent - 1)].same;
}

/// From here on the symbolic extent `from` is `to`, in all shapes.
constexpr void replace_extent(builder& b, std::int32_t from, std::int32_t to) {
  graph& g = b.tables();
  for (shape& s : g.shapes)
    for (int k = 0; k < s.rank; ++k)
      if (s.extents[k] == from) s.extents[k] = to;
  for (dimension& d : g.dimensions) {
    if (d.same == from) d.same = to;
    if (d.from == dimension::origin::axis) continue;
    if (d.a == from) d.a = to;
    if (d.has_two_extents() && d.b == from) d.b = to;
  }
  sequence<std::uint8_t> first(g.shapes.size(), 0);
  for (index i = 0; i < g.shapes.size(); ++i) {
    index k = 0;
    while (!(g.shapes[k] == g.shapes[i])) ++k;
    first[i] = static_cast<std::uint8_t>(k);
  }
  for (node& n : g.nodes) n.type = first[n.type];
}

/// Two extents of the operands x and y of a function have to be equal.
constexpr void unify(builder& b, const char* name, std::int32_t left, std::int32_t right,
                     const shape x, const shape y) {
  left = known_extent(b, left);
  right = known_extent(b, right);
  if (left == right) return;
  if (left >= 0 && right >= 0) return misfit(b, name, x, y, "the extents differ");
  b.tables().constraints.push_back({name, constraint::relation::equal, left, right, x, y});
  if (left >= 0 || (right < 0 && left > right))
    replace_extent(b, right, left);
  else
    replace_extent(b, left, right);
}
constexpr void unify(builder& b, operation o, std::int32_t left, std::int32_t right, const shape x,
                     const shape y) {
  unify(b, info(o).name.data(), left, right, x, y);
}

/// An extent that belongs to x, an operand of a function, has to be `least` or more; `why` says
/// what is wrong where it is not.
constexpr void require_at_least(builder& b, const char* name, std::int32_t extent,
                                std::int32_t least, const shape x, std::string_view why) {
  if (extent >= 0 && least >= 0) {
    if (extent < least) misfit(b, name, x, why);
    return;
  }
  if (extent != least)
    b.tables().constraints.push_back({name, constraint::relation::at_least, extent, least, x, x});
}

/// An extent that belongs to x, an operand of a function, has to be 1; `why` says what is wrong
/// where it is not.
constexpr void require_one(builder& b, const char* name, std::int32_t extent, const shape x,
                           std::string_view why) {
  extent = known_extent(b, extent);
  if (extent == 1) return;
  if (extent >= 0) return misfit(b, name, x, why);
  b.tables().constraints.push_back({name, constraint::relation::equal, extent, 1, x, x});
  replace_extent(b, extent, 1);
}

/// The shape of an elementwise operation on two arrays, by NumPy's rule: axes are matched from the
/// last one, and an extent of 1 that is known at compile time is repeated.
constexpr shape broadcast_shape(builder& b, operation o, const shape x, const shape y) {
  shape s;
  s.rank = x.rank > y.rank ? x.rank : y.rank;
  for (int k = 1; k <= s.rank; ++k) {
    const std::int32_t p = k <= x.rank ? x.extents[x.rank - k] : 1;
    const std::int32_t q = k <= y.rank ? y.extents[y.rank - k] : 1;
    if (p != 1 && q != 1) unify(b, o, p, q, x, y);
    s.extents[s.rank - k] = p == 1 ? q : p;
  }
  for (int k = 0; k < s.rank; ++k) s.extents[k] = known_extent(b, s.extents[k]);
  return s;
}

}  // namespace detail
}  // namespace typegrad
