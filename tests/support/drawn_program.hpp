// Programs of a given length, drawn by a seed in constant evaluation: for tests of what the
// compiler makes of a graph.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include <typegrad/eval/frozen.hpp>
#include <typegrad/graph/builder.hpp>

namespace typegrad::test {

/// The rows of the table that are functions of numbers, but for the order of polygamma, which must
/// be a literal.
inline constexpr operation all_functions[] = {
#define TYPEGRAD_UNARY(name, ...) operation::name,
#define TYPEGRAD_BINARY(name, ...) operation::name,
#define TYPEGRAD_TERNARY(name, ...) operation::name,
#include <typegrad/op/table.def>
};

/// Operations that any number type has.
inline constexpr operation arithmetic_alone[] = {
    operation::add, operation::subtract, operation::multiply, operation::divide, operation::negate};

/// Numbers drawn by x -> 1664525 x + 1013904223 mod 2^32 (Knuth, The Art of Computer Programming 2,
/// section 3.3.4, table 1).
class drawing {
 public:
  constexpr explicit drawing(std::uint32_t seed) : state_(seed) {}
  /// One of 0, ..., n - 1.
  constexpr std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 16) % n;
  }

 private:
  std::uint32_t state_;
};

/// A graph of `length` operations beside its leaves, all of whose numbers are results, leaves too,
/// in reverse order, and the last one twice. The functions are taken in turn. A literal or a named
/// constant is an operand of arithmetic alone, beside a number that is none: a compiler cannot
/// compute a function in advance, as it does with a rounding of its own.
constexpr graph draw_graph(std::uint32_t seed, index length, std::span<const operation> functions) {
  using enum operation;
  drawing draw(seed);
  builder b;
  sequence<index> varying, numbers, constants, truths;
  for (index slot = 0; slot < 3; ++slot) varying.push_back(b.input(slot));
  for (const typegrad::literal& c :
       {typegrad::literal{2}, typegrad::literal{-1, 3}, typegrad::literal{0.1L}})
    constants.push_back(b.number(c));
  if (functions.size() > 10) constants.push_back(b.intern(ln2, 0, 0, 0));
  const index leaves = b.size();
  std::size_t taken = 0;
  const auto any = [&](const sequence<index>& of) { return of[draw.below(of.size())]; };
  while (b.size() - leaves < length) {
    const bool last = b.size() - leaves + 1 == length;
    const std::uint32_t kind = draw.below(8);
    const index x = any(varying), y = any(varying), z = any(varying), before = b.size();
    if (kind == 0 && !last) {
      constexpr operation comparisons[] = {less, less_equal, equal, not_equal};
      const index made =
          b.intern(functions.size() > 10 ? comparisons[draw.below(4)] : less, x, y, 0);
      if (b.size() > before) truths.push_back(made);
    } else if (kind == 1 && truths.size() > 1 && !last) {
      constexpr operation logical[] = {logical_and, logical_or, logical_not};
      const operation o = logical[draw.below(3)];
      const index p = any(truths), q = any(truths);
      const index made = b.intern(o, p, o == logical_not ? 0 : q, 0);
      if (b.size() > before) truths.push_back(made);
    } else if (kind == 2 && truths.size() > 0) {
      varying.push_back(b.intern(select, any(truths), x, y));
    } else if (kind == 3) {
      constexpr operation basic[] = {add, subtract, multiply, divide};
      const operation o = basic[draw.below(4)];
      varying.push_back(b.intern(o, x, any(constants), 0));
    } else {
      const operation o = functions[taken++ % functions.size()];
      const int arity = info(o).arity;
      // IEEE arithmetic leaves open which sign a NaN has that it makes: copysign has that of an
      // input.
      const index second = o == copysign ? varying[draw.below(3)] : arity > 1 ? y : 0;
      const index made = o == polygamma ? b.intern(o, constants[0], x, 0)
                                        : b.intern(o, x, second, arity > 2 ? z : 0);
      // The sign is one of three constants, which a compiler may see through.
      if (o != sign && b.size() > before) varying.push_back(made);
    }
  }
  for (index i = b.size(); i-- > 0;)
    if (!is_truth(b[i].op)) b.output(i);
  b.output(b.program().outputs[0]);
  return std::move(b).finish();
}

/// The same as a type, for the evaluator.
template <std::uint32_t Seed, index Length, const auto& Functions>
struct drawn_program {
  static constexpr graph make_graph() { return draw_graph(Seed, Length, Functions); }
  static constexpr auto frozen = frozen_of<drawn_program>();
  static constexpr std::size_t inputs = 3, outputs = frozen.output_count;
};

}  // namespace typegrad::test
