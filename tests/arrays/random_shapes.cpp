// The array operations on arrays of rank 0 to 4 and random extents, along random axes.
#include <support/random_calls.hpp>

namespace tg = typegrad;
using tg::axes, tg::keep, tg::range, tg::symbol, tg::test::extents;
using drawing = tg::test::drawing_of_arrays;
using symbols = std::vector<symbol>;

namespace {

/// An array's shape, and one of its axes, which may be counted from the last one.
struct drawn_shape {
  extents e;
  int rank = static_cast<int>(e.size()), axis = 0;
  std::size_t place = 0;

  drawn_shape(drawing& draw, int least_rank, bool may_be_empty, int most = 130)
      : e(may_be_empty ? draw.shape(draw.whole(least_rank, 4), most)
                       : draw.positive_shape(draw.whole(least_rank, 4), most)) {
    if (rank == 0) return;
    place = static_cast<std::size_t>(draw.whole(0, rank - 1));
    axis = static_cast<int>(place) - (draw.whole(0, 1) == 0 ? rank : 0);
  }
  int extent() const { return e[place]; }
  /// The same with another extent along the axis.
  extents with(int extent) const {
    extents other = e;
    other[place] = extent;
    return other;
  }
  /// All axes, not named; or one, or two.
  axes some(drawing& draw) const {
    if (rank == 0 || draw.whole(0, 3) == 0) return {};
    const int other = draw.whole(0, rank - 1);
    if (other == static_cast<int>(place)) return axis;
    return {axis, other};
  }
};

/// Judges f(x) so many times; `function` draws the function of an array of a drawn shape.
template <class F>
void judge_each(int calls, int least_rank, bool may_be_empty, F function) {
  drawing draw;
  for (int k = 0; k < calls; ++k) {
    const drawn_shape s(draw, least_rank, may_be_empty);
    const auto f = function(draw, s);
    tg::test::random_call call(draw);
    call.add(s.e);
    call.judge([&](const symbols& x) { return f(x[0]); });
  }
}

}  // namespace

TEST_CASE("Reductions of random shapes") {
  const auto judge = [](bool may_be_empty, symbol (*reduction)(const symbol&, const axes&, keep)) {
    judge_each(20, 0, may_be_empty, [&](drawing& draw, const drawn_shape& s) {
      return [=, over = s.some(draw), k = draw.whole(0, 1) == 0 ? keep::nothing : keep::dimensions](
                 const symbol& x) { return reduction(x, over, k); };
    });
  };
  for (const auto reduction : {tg::sum, tg::prod, tg::norm}) judge(true, reduction);
  for (const auto reduction :
       {tg::mean, tg::variance, tg::stddev, tg::amax, tg::amin, tg::logsumexp})
    judge(false, reduction);
  for (const auto reduction : {tg::softmax, tg::log_softmax})
    judge_each(20, 0, false, [&](drawing& draw, const drawn_shape& s) {
      return [=, over = s.some(draw)](const symbol& x) { return reduction(x, over); };
    });
  for (const auto running : {tg::cumsum, tg::cumprod})
    judge_each(20, 1, true, [&](drawing& draw, const drawn_shape& s) {
      return [=, along = draw.whole(0, 3) == 0 ? axes() : axes(s.axis)](const symbol& x) {
        return running(x, along);
      };
    });
}

TEST_CASE("Moves of random shapes") {
  using tg::all, tg::to_end;
  judge_each(60, 1, true, [](drawing& draw, const drawn_shape& s) {
    return [=, by = draw.whole(-70, 70)](const symbol& x) { return tg::roll(x, by, s.axis); };
  });
  judge_each(30, 0, true, [](drawing& draw, const drawn_shape& s) {
    return [=, along = s.some(draw)](const symbol& x) { return tg::flip(x, along); };
  });
  judge_each(30, 0, true, [](drawing&, const drawn_shape& s) {
    return [=](const symbol& x) {
      return tg::squeeze(tg::expand_dims(tg::flatten(tg::expand_dims(x, s.axis)), s.axis % 2),
                         s.axis % 2);
    };
  });
  judge_each(60, 2, true, [](drawing& draw, const drawn_shape& s) {
    return [=, k = draw.whole(-3, 3), which = draw.whole(0, 5)](const symbol& x) {
      return which == 0   ? tg::tril(x, k)
             : which == 1 ? tg::triu(x, k)
             : which == 2 ? tg::diagonal(x, k)
             : which == 3 ? tg::trace(x)
             : which == 4 ? tg::diagonal_matrix(x, k)
             : s.rank < 3 ? tg::transpose(x)
                          : tg::transpose(x, s.rank == 3 ? axes{2, 0, 1} : axes{3, 0, -2, 1});
    };
  });
  judge_each(60, 1, true, [](drawing& draw, const drawn_shape& s) {
    return [=, before = draw.whole(0, 2), after = draw.whole(0, 2)](const symbol& x) {
      return s.rank == 1 ? tg::pad(x, {{before, after}}, 0.5)
                         : tg::pad(x, {{after, 0}, {before, after}});
    };
  });
  judge_each(90, 1, false, [](drawing& draw, const drawn_shape& s) {
    const int n = s.e[0], first = draw.whole(0, n - 1), last = draw.whole(0, n),
              step = draw.whole(1, 3), m = s.e.back();
    const range up = draw.whole(0, 1) == 0 ? range(first, to_end, step)
                                           : range(first - n, last, step),
                down(m - 1, to_end, -step);
    return [=, has_place = draw.whole(0, 1) == 0](const symbol& x) {
      if (s.rank == 1) return has_place ? x(first) : x(up);
      if (s.rank == 2) return has_place ? x(first, down) : x(up, down);
      return has_place ? tg::slice(tg::slice(x, up), all(), first % s.e[1]) : x(up, all());
    };
  });
}

TEST_CASE("Arrays of random shapes joined, looked up and added to") {
  drawing draw;
  for (int k = 0; k < 60; ++k) {
    const drawn_shape s(draw, 1, true, 60);
    const int place = draw.whole(0, s.rank);
    tg::test::random_call call(draw);
    call.add(s.e);
    call.add(s.with(draw.whole(0, 3)));
    call.judge([&](const symbols& x) { return tg::concatenate({x[0], x[1], x[0], x[1]}, s.axis); });
    call.judge([&](const symbols& x) { return tg::stack({x[0], tg::sin(x[0])}, place); });
  }
  for (int k = 0; k < 60; ++k) {
    const drawn_shape s(draw, 1, false, 60);
    const extents looked_up = draw.shape(draw.whole(0, 2), 5);
    extents found = s.e;
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(s.place));
    found.insert(found.begin() + static_cast<std::ptrdiff_t>(s.place), looked_up.begin(),
                 looked_up.end());
    tg::test::random_call call(draw);
    call.add(s.e);
    call.add_places(looked_up, s.extent());
    call.add(found);
    call.judge([&](const symbols& x) { return tg::take(x[0], x[1], s.axis); });
    call.judge([&](const symbols& x) { return tg::scatter_add(x[0], x[1], x[2], s.axis); });
  }
}

TEST_CASE("Products of random shapes") {
  drawing draw;
  for (int k = 0; k < 60; ++k) {
    const drawn_shape s(draw, 2, true, 60), t(draw, 0, true, 20);
    extents factor = s.e;
    factor[s.e.size() - 1] = t.rank == 0 ? 2 : t.extent();
    factor[s.e.size() - 2] = s.e.back();
    tg::test::random_call call(draw);
    call.add(s.e);
    call.add(factor);
    call.add({s.e.back()});
    call.add({s.e.rbegin()[0], s.e.rbegin()[1], 2});
    call.judge([&](const symbols& x) { return tg::matmul(x[0], x[1]); });
    call.judge([&](const symbols& x) { return tg::matmul(x[0], x[2]); });
    call.judge([&](const symbols& x) { return tg::dot(x[0], x[2]); });
    call.judge([&](const symbols& x) { return tg::outer(x[2], x[0]); });
    call.judge([&](const symbols& x) { return tg::tensordot(x[0], x[3], {-1, -2}, {0, 1}); });
    call.judge([&](const symbols& x) { return tg::tensordot(x[3], x[0], {1, 0}, {-2, -1}); });
  }
}

TEST_CASE("Windows over random shapes") {
  judge_each(60, 1, false, [](drawing& draw, const drawn_shape& s) {
    const int window = draw.whole(1, std::min(3, s.e.back())), stride = draw.whole(1, 3);
    return [=, largest = draw.whole(0, 1) == 0](const symbol& x) {
      return largest ? tg::max_pool(x, {window}, {stride}) : tg::avg_pool(x, {window}, {stride});
    };
  });
  drawing draw;
  for (int k = 0; k < 40; ++k) {
    const int channels = draw.whole(0, 3), places = draw.positive_shape(1, 64)[0];
    const int padding = draw.whole(1, 2), dilation = draw.whole(1, 2);
    tg::test::random_call call(draw);
    call.add({draw.whole(0, 2), channels, places});
    call.add({draw.whole(0, 3), channels, draw.whole(1, 2)});
    call.judge([&](const symbols& x) {
      return tg::conv1d(x[0], x[1], {.stride = padding, .padding = padding, .dilation = dilation});
    });
  }
}

TEST_CASE("Matrices of random shapes") {
  using function = symbol (*)(const symbol& a, const symbol& y);
  const std::vector<function> functions = {
      [](const symbol& a, const symbol&) { return tg::det(a); },
      [](const symbol& a, const symbol&) { return tg::logdet(a); },
      [](const symbol& a, const symbol&) { return tg::inv(a); },
      [](const symbol& a, const symbol& y) { return tg::solve(a, y); },
      [](const symbol& a, const symbol&) {
        return tg::cholesky(tg::matmul(a, tg::matrix_transpose(a)));
      },
      [](const symbol& a, const symbol& y) { return tg::triangular_solve(a, y); },
      [](const symbol& a, const symbol& y) {
        return tg::triangular_solve(a, y, tg::triangle::upper, true);
      }};
  drawing draw;
  for (const function& f : functions)
    for (int k = 0; k < 15; ++k) {
      constexpr int orders[] = {0, 1, 2, 3, 5};
      const int n = orders[draw.whole(0, 4)];
      extents matrices = draw.shape(draw.whole(0, 2), 6), sides = matrices;
      matrices.insert(matrices.end(), {n, n});
      sides.insert(sides.end(), {n, draw.whole(0, 3)});
      tg::test::random_call call(draw);
      call.add(matrices);
      call.add(sides);
      call.judge([&](const symbols& x) { return f(x[0], x[1]); });
    }
}
