// Every function of the table on arrays of random shapes that are repeated along random axes, some
// of them views of others: both modes at 50 digits against differences and each other.
#include <catch2/catch.hpp>

#include <support/array_derivatives.hpp>
#include <support/array_graphs.hpp>
#include <support/rows.hpp>

#include <random>
#include <vector>

namespace tg = typegrad;
using tg::array_of, tg::symbol, tg::test::double_arrays, tg::test::interval;
using extents = std::vector<int>;

namespace {

class drawing {
 public:
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
  double number(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  /// Rank 0 to 4; extents 0, 1, prime, 64; up to `most` elements.
  extents shape(int most) {
    constexpr int some[] = {1, 2, 3, 5, 7, 64};
    extents s(static_cast<std::size_t>(whole(0, 4)));
    int elements = 1;
    for (int& e : s) {
      do e = some[whole(0, 5)];
      while (elements * e > most);
      elements *= e;
    }
    if (!s.empty() && whole(0, 7) == 0) s[static_cast<std::size_t>(whole(0, 3)) % s.size()] = 0;
    return s;
  }
  template <class Draw>
  array_of<double> array(const extents& of, Draw draw) {
    array_of<double> x;
    for (const int e : of) x.size.extents[x.size.rank++] = e;
    for (std::ptrdiff_t k = 0; k < x.size.elements(); ++k) x.elements.push_back(draw());
    return x;
  }
  /// Away from the ends of the domain, where a difference has an error of its own.
  array_of<double> within(const interval& i, const extents& of) {
    const double margin = (i.highest - i.lowest) / 20;
    return array(of, [&] { return number(i.lowest + margin, i.highest - margin); });
  }

 private:
  std::mt19937 engine_{1};
};

/// An operand of a given shape, but for axes along which it is repeated: an input, or a view of
/// one.
struct operand {
  enum class layout { as_it_is, turned, opposite, every_other };
  extents shape;
  layout how;
  std::vector<int> repeated;

  operand(drawing& draw, const extents& result, bool whole) : shape(result) {
    if (!whole)
      shape.erase(shape.begin(), shape.begin() + draw.whole(0, static_cast<int>(shape.size())));
    for (std::size_t k = 0; k < shape.size() && !whole; ++k)
      if (draw.whole(0, 2) == 0) {
        shape[k] = 1;
        repeated.push_back(static_cast<int>(k));
      }
    how = shape.empty() ? layout::as_it_is : static_cast<layout>(draw.whole(0, 3));
  }
  extents of_input() const {
    if (how == layout::turned) return {shape.rbegin(), shape.rend()};
    extents e = shape;
    if (how == layout::every_other) e[0] *= 2;
    return e;
  }
  symbol from(const symbol& input) const {
    symbol x = how == layout::turned        ? tg::transpose(input)
               : how == layout::opposite    ? tg::flip(input)
               : how == layout::every_other ? tg::slice(input, tg::range(0, tg::to_end, 2))
                                            : input;
    for (const int axis : repeated) x = tg::broadcastable(x, axis);
    return x;
  }
};

std::string text_of(const extents& shape) {
  std::string text = "(";
  for (const int e : shape) text += " " + std::to_string(e);
  return text + " )";
}

/// Judges f, a function of symbols, on operands of shapes that are repeated to one shape: of them,
/// those without an interval are places 0, 1, 2, which stay where they are.
template <class F>
void judge(drawing& draw, F f, const std::vector<interval>& domain, std::size_t places, int most) {
  const extents result = draw.shape(most);
  const std::size_t count = places + domain.size();
  const auto whole = static_cast<std::size_t>(draw.whole(0, static_cast<int>(count) - 1));
  std::vector<operand> operands;
  double_arrays x, v;
  std::string shapes;
  for (std::size_t k = 0; k < count; ++k) {
    const extents e = operands.emplace_back(draw, result, k == whole).of_input();
    shapes += text_of(operands[k].shape);
    const bool moves = k >= places;
    x.push_back(moves ? draw.within(domain[k - places], e)
                      : draw.array(e, [&] { return draw.whole(0, 2); }));
    v.push_back(draw.array(e, [&] { return moves ? draw.number(-1, 1) : 0; }));
  }
  INFO("shapes " << shapes);
  const tg::graph program = tg::test::graph_for(
      [&](const std::vector<symbol>& inputs) {
        std::vector<symbol> a;
        for (std::size_t k = 0; k < count; ++k) a.push_back(operands[k].from(inputs[k]));
        return f(a);
      },
      x);
  REQUIRE(program.error[0] == 0);
  tg::test::judge_modes(program, x, v, {draw.array(result, [&] { return draw.number(-1, 1); })});
}

}  // namespace

TEST_CASE("Every function of the table, repeated and viewed in random ways") {
  drawing draw;
  for (const tg::test::row& row : tg::test::rows()) {
    INFO(tg::info(row.op).name);
    const bool has_order = row.op == tg::operation::polygamma;
    const std::vector<interval> domain(row.domain.begin() + has_order, row.domain.end());
    for (int k = 0; k < 10; ++k) {
      const auto apply = [&](const std::vector<symbol>& x) {
        if (has_order) return tg::polygamma(k % 3 + 1, x[0]);
        if (x.size() == 1) return symbol::apply(row.op, x[0]);
        if (x.size() == 2) return symbol::apply(row.op, x[0], x[1]);
        return symbol::apply(row.op, x[0], x[1], x[2]);
      };
      judge(draw, apply, domain, 0, 130);
    }
  }
}

TEST_CASE("Choices by every comparison and connective") {
  using symbols = std::vector<symbol>;
  const std::vector<tg::condition (*)(const symbols&)> conditions = {
      [](const symbols& p) { return p[0] < p[1]; },
      [](const symbols& p) { return p[0] <= p[1]; },
      [](const symbols& p) { return p[0] == p[1]; },
      [](const symbols& p) { return p[0] != p[1]; },
      [](const symbols& p) { return !(p[0] < p[1]); },
      [](const symbols& p) { return p[0] < 1 && p[1] == 2; },
      [](const symbols& p) { return p[0] == p[1] || p[1] < p[0]; }};
  drawing draw;
  for (const auto& holds : conditions)
    for (int k = 0; k < 20; ++k)
      judge(
          draw, [&](const symbols& x) { return tg::select(holds(x), x[2], tg::sin(x[3])); },
          {{-2, 2}, {-2, 2}}, 2, 200);
}
