// Random programs over all operations of the table, each with a point at which it is smooth and of
// moderate size.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/graph/builder.hpp>

#include "support/table.hpp"

namespace typegrad::test {

/// A program made node by node, `builder::intern` keeping it as it stands. An operation is taken
/// where its arguments lie in the domain that the table gives, its value is of moderate size, and
/// small steps of the arguments to both sides change it alike and not much: so there is no kink, no
/// step and no pole near the point.
class random_graph {
 public:
  static constexpr index input_count = 4, output_count = 3;

  graph program;
  std::vector<double> point;

  random_graph(std::uint64_t seed, index size) : random_(seed) {
    for (index i = 0; i < input_count; ++i) {
      point.push_back(uniform(0.2, 2));
      keep(builder_.input(i), point[i]);
    }
    for (const literal& c :
         {literal{0}, literal{1}, literal{-1}, literal{2}, literal{1, 3}, literal{0.7L}})
      keep(builder_.number(c), static_cast<double>(c.numerator / c.denominator));
    for (index tries = 0; builder_.size() < size && tries < 100 * size; ++tries)
      random() % 8 == 0 ? try_choice() : try_row(rows()[random() % rows().size()]);
    for (index k = 0; k < output_count; ++k)
      builder_.output(numbers_[numbers_.size() - 1 - k].place);
    program = std::move(builder_).finish();
  }

 private:
  struct number {
    index place;
    double value;
  };

  std::uint64_t random() { return random_(); }
  double uniform(double low, double high) {
    return low + (high - low) * std::ldexp(static_cast<double>(random() >> 11), -53);
  }
  /// A number of the program, the newer the likelier.
  const number& any() {
    return numbers_[numbers_.size() - 1 - random() % (1 + random() % numbers_.size())];
  }
  void keep(index place, double value) {
    if (place + 1 == builder_.size()) numbers_.push_back({place, value});
  }

  static double apply(operation o, const double* x) {
    builder b;
    index a[3] = {0, 0, 0};
    for (index k = 0; k < static_cast<index>(info(o).arity); ++k) a[k] = b.input(k);
    b.output(b.intern(o, a[0], a[1], a[2]));
    double r = 0;
    interpret<double>(b.program(), x, &r);
    return r;
  }

  static bool is_smooth(operation o, double* x, double value) {
    if (!(std::abs(value) < 1e3)) return false;
    for (int k = 0; k < info(o).arity; ++k) {
      const double centre = x[k], h = 1e-4 * (std::abs(centre) + 0.1);
      x[k] = centre + h;
      const double right = (apply(o, x) - value) / h;
      x[k] = centre - h;
      const double left = (value - apply(o, x)) / h;
      x[k] = centre;
      if (!(std::abs(right) < 30 && std::abs(right - left) < 0.05)) return false;
    }
    return true;
  }

  void try_row(const row& r) {
    index a[3] = {0, 0, 0};
    double x[3] = {0, 0, 0};
    for (std::size_t k = 0; k < r.domain.size(); ++k) {
      const bool is_order = r.domain[k].lowest == r.domain[k].highest;
      const number& n = is_order ? numbers_[input_count + 1] : any();
      a[k] = n.place, x[k] = n.value;
      const double margin = is_order ? 0 : 1e-3 * (r.domain[k].highest - r.domain[k].lowest);
      if (x[k] < r.domain[k].lowest + margin || x[k] > r.domain[k].highest - margin) return;
    }
    const double value = apply(r.op, x);
    if (r.op == operation::polygamma ? std::abs(value) < 30 : is_smooth(r.op, x, value))
      keep(builder_.intern(r.op, a[0], a[1], a[2]), value);
  }

  void try_choice() {
    using enum operation;
    const number x = any(), y = any(), u = any(), v = any();
    if (std::abs(x.value - y.value) < 1e-2) return;
    constexpr operation comparisons[] = {less, less_equal, equal, not_equal};
    const bool results[] = {x.value < y.value, x.value <= y.value, false, true};
    const std::size_t which = random() % 4;
    index condition = builder_.intern(comparisons[which], x.place, y.place, 0);
    bool holds = results[which];
    if (random() % 2 == 0)
      condition = builder_.intern(logical_not, condition, 0, 0), holds = !holds;
    if (conditions_.size() > 0 && random() % 2 == 0) {
      const auto [other, other_holds] = conditions_[random() % conditions_.size()];
      const bool both = random() % 2 == 0;
      condition = builder_.intern(both ? logical_and : logical_or, other, condition, 0);
      holds = both ? other_holds && holds : other_holds || holds;
    }
    conditions_.push_back({condition, holds});
    keep(builder_.intern(select, condition, u.place, v.place), holds ? u.value : v.value);
  }

  std::mt19937_64 random_;
  builder builder_;
  std::vector<number> numbers_;
  std::vector<std::pair<index, bool>> conditions_;
};

/// The results of `g` on the variables, made anew in `b` with all identities.
inline sequence<index> remake(const graph& g, builder& b, const sequence<index>& variables) {
  sequence<index> image(g.nodes.size(), absent), outputs;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    index x[3] = {0, 0, 0};
    for (int k = 0; k < info(n.op).arity; ++k) x[k] = image[n.operands[k]];
    image[i] = n.op == operation::input     ? variables[n.attribute]
               : n.op == operation::literal ? b.number(g.literals[n.attribute])
                                            : b.make(n.op, x[0], x[1], x[2]);
  }
  for (const index o : g.outputs) outputs.push_back(image[o]);
  return outputs;
}

}  // namespace typegrad::test
