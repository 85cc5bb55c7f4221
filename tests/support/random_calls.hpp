// Programs over arrays of random shapes, some of them views of others, which are judged at 50
// digits in both modes.
#pragma once

#include <catch2/catch.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <support/array_derivatives.hpp>
#include <support/array_graphs.hpp>
#include <support/rows.hpp>

namespace typegrad::test {

using extents = std::vector<int>;

class drawing_of_arrays {
 public:
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
  double number(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  /// Extents 1, prime, 64; up to `most` elements.
  extents positive_shape(int rank, int most) {
    constexpr int some[] = {1, 2, 3, 5, 7, 64};
    extents s(static_cast<std::size_t>(rank));
    int elements = 1;
    for (int& e : s) {
      do e = some[whole(0, 5)];
      while (elements * e > most);
      elements *= e;
    }
    return s;
  }
  /// The same with an extent of 0 now and then.
  extents shape(int rank, int most) {
    extents s = positive_shape(rank, most);
    if (rank > 0 && whole(0, 7) == 0) s[static_cast<std::size_t>(whole(0, rank - 1))] = 0;
    return s;
  }
  template <class Draw>
  array_of<double> array(const extents& of, Draw draw) {
    array_of<double> x;
    for (const int e : of) x.size.extents[x.size.rank++] = e;
    for (std::ptrdiff_t k = 0; k < x.size.elements(); ++k) x.elements.push_back(draw());
    return x;
  }

 private:
  std::mt19937 engine_{1};
};

/// An argument of a shape: an input as it is, or a view of one; an axis is `repeated` where its
/// extent is known to be 1.
struct drawn_operand {
  enum class layout { as_it_is, turned, opposite, every_other };
  extents shape;
  layout how;
  std::vector<int> repeated = {};

  extents of_input() const {
    if (how == layout::turned) return {shape.rbegin(), shape.rend()};
    extents e = shape;
    if (how == layout::every_other) e[0] *= 2;
    return e;
  }
  symbol from(const symbol& input) const {
    symbol x = how == layout::turned        ? transpose(input)
               : how == layout::opposite    ? flip(input)
               : how == layout::every_other ? slice(input, range(0, to_end, 2))
                                            : input;
    for (const int axis : repeated) x = broadcastable(x, axis);
    return x;
  }
};

/// A call whose arguments are drawn one after another.
class random_call {
 public:
  explicit random_call(drawing_of_arrays& draw) : draw_(draw) {}

  /// Numbers away from the ends of an interval, where a difference has an error of its own.
  void add(const extents& shape, const interval& i = {-2, 2},
           const std::vector<int>& repeated = {}) {
    const double margin = (i.highest - i.lowest) / 20;
    add_drawn(shape, repeated, 1,
              [&] { return draw_.number(i.lowest + margin, i.highest - margin); });
  }
  /// Whole numbers from 0 to count - 1, which stay where they are.
  void add_places(const extents& shape, int count, const std::vector<int>& repeated = {}) {
    add_drawn(shape, repeated, 0, [&] { return draw_.whole(0, count - 1); });
  }

  /// Judges f, a function of the arguments as symbols.
  template <class F>
  void judge(F f) {
    INFO("shapes " << shapes_);
    const graph program = graph_for(
        [&](const std::vector<symbol>& inputs) {
          std::vector<symbol> arguments;
          for (std::size_t k = 0; k < operands_.size(); ++k)
            arguments.push_back(operands_[k].from(inputs[k]));
          return f(arguments);
        },
        x_);
    REQUIRE(std::string(program.error.data()) == "");
    verify::real_arrays at;
    for (const auto& x : x_) at.push_back({x.size, {x.elements.begin(), x.elements.end()}});
    double_arrays y_bar;
    for (const auto& y : verify::evaluate(20, program, at)) {
      y_bar.push_back({y.size, {}});
      for (std::size_t k = 0; k < y.elements.size(); ++k)
        y_bar[0].elements.push_back(draw_.number(-1, 1));
    }
    judge_modes(program, x_, v_, y_bar);
  }

 private:
  template <class Draw>
  void add_drawn(const extents& shape, const std::vector<int>& repeated, double speed, Draw draw) {
    using layout = drawn_operand::layout;
    const auto how = shape.empty() ? layout::as_it_is : static_cast<layout>(draw_.whole(0, 3));
    const drawn_operand& operand = operands_.emplace_back(drawn_operand{shape, how, repeated});
    x_.push_back(draw_.array(operand.of_input(), draw));
    v_.push_back(draw_.array(operand.of_input(), [&] { return speed * draw_.number(-1, 1); }));
    shapes_ += "(";
    for (const int e : shape) shapes_ += " " + std::to_string(e);
    shapes_ += " )";
  }

  drawing_of_arrays& draw_;
  std::vector<drawn_operand> operands_;
  double_arrays x_, v_;
  std::string shapes_;
};

}  // namespace typegrad::test
