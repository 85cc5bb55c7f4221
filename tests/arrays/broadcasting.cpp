// Every function of the table on arrays of random shapes that are repeated along random axes.
#include <support/random_calls.hpp>

namespace tg = typegrad;
using tg::symbol, tg::test::interval, tg::test::extents;

namespace {

/// Judges f on operands whose shapes are repeated to one: first places 0, 1, 2, then numbers of the
/// intervals.
template <class F>
void judge(tg::test::drawing_of_arrays& draw, F f, const std::vector<interval>& domain, int places,
           int most) {
  const extents result = draw.shape(draw.whole(0, 4), most);
  const int count = places + static_cast<int>(domain.size()), whole = draw.whole(0, count - 1);
  tg::test::random_call call(draw);
  for (int k = 0; k < count; ++k) {
    extents shape = result;
    std::vector<int> repeated;
    if (k != whole) {
      shape.erase(shape.begin(), shape.begin() + draw.whole(0, static_cast<int>(shape.size())));
      for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (draw.whole(0, 2) == 0) {
          shape[axis] = 1;
          repeated.push_back(static_cast<int>(axis));
        }
    }
    if (k < places)
      call.add_places(shape, 3, repeated);
    else
      call.add(shape, domain[static_cast<std::size_t>(k - places)], repeated);
  }
  call.judge(f);
}

}  // namespace

TEST_CASE("Every function of the table, repeated and viewed in random ways") {
  tg::test::drawing_of_arrays draw;
  for (const tg::test::row& row : tg::test::rows()) {
    INFO(tg::info(row.op).name);
    const bool has_order = row.op == tg::operation::polygamma;
    const std::vector<interval> domain(row.domain.begin() + has_order, row.domain.end());
    for (int k = 0; k < 10; ++k)
      judge(
          draw,
          [&](const std::vector<symbol>& x) {
            if (has_order) return tg::polygamma(k % 3 + 1, x[0]);
            if (x.size() == 1) return symbol::apply(row.op, x[0]);
            if (x.size() == 2) return symbol::apply(row.op, x[0], x[1]);
            return symbol::apply(row.op, x[0], x[1], x[2]);
          },
          domain, 0, 130);
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
  tg::test::drawing_of_arrays draw;
  for (const auto& holds : conditions)
    for (int k = 0; k < 20; ++k)
      judge(
          draw, [&](const symbols& x) { return tg::select(holds(x), x[2], tg::sin(x[3])); },
          {{-2, 2}, {-2, 2}}, 2, 200);
}
