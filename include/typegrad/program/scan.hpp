// Loops through the leading axes of arrays: recurrent networks, filters, recursions in time.
#pragma once

#include <type_traits>
#include <utility>

#include <typegrad/graph/axes.hpp>
#include <typegrad/program/iterate.hpp>

namespace typegrad {

namespace detail {

/// The extent of the leading axes of a tree of arrays, which has to be one for all.
template <class X>
constexpr std::int32_t common_leading_extent(builder& b, const X& arrays) {
  symbol first;
  bool is_first = true, fits = true;
  structure<X>::each(arrays, [&](const symbol& x) {
    const shape s = b.shape_of(x.in(b));
    if (!has_rank(b, "scan", s, 1)) return void(fits = false);
    if (!is_first) {
      const shape t = b.shape_of(first.in(b));
      unify(b, "scan", t.extents[0], s.extents[0], t, s);
    }
    first = x;
    is_first = false;
  });
  return fits ? b.shape_of(first.in(b)).extents[0] : 1;
}

template <class S, class R>
struct scan_result;
template <class S>
struct scan_result<S, S> {
  static constexpr bool makes_elements = false;
};
template <class S, class Y>
  requires(!std::is_same_v<S, std::pair<S, Y>>)
struct scan_result<S, std::pair<S, Y>> {
  static constexpr bool makes_elements = true;
  using elements = rebind_t<Y, symbol>;
};

}  // namespace detail

/// A loop through the slices x_t = x[t] of an array along its leading axis, or of each array of a
/// tree, which are of equal length, from the state s_0 = state on, a number or an array or a tree
/// of such. Where f(s_t, x_t) is s_{t+1}, the result is the last state; where it is the std::pair
/// (s_{t+1}, y_t), the result is the pair of the last state and the array, or tree of arrays, of
/// all y_t. f may use other values of the program around it. The loop is one operation of the
/// program, whose length may be known at run time only. The state keeps its shape. Reverse mode
/// keeps all states, in the workspace: their numbers times the length.
template <class F, class S, class X>
constexpr auto scan(const F& f, const S& state, const X& x) {
  using namespace detail;
  using states = rebind_t<S, symbol>;
  using inputs = rebind_t<X, symbol>;
  static_assert(std::is_invocable_v<const F&, const states&, const inputs&>,
                "typegrad: the body given to tg::scan cannot be called with its state and with a "
                "slice of what it runs through");
  using result = std::remove_cvref_t<std::invoke_result_t<const F&, const states&, const inputs&>>;
  static_assert(
      std::is_same_v<result, states> || requires { scan_result<states, result>::makes_elements; },
      "typegrad: the body given to tg::scan returns neither a state of the type of the one it is "
      "called with nor a std::pair of such a state and an element; write std::pair(state, y)");
  constexpr bool makes_elements = scan_result<states, result>::makes_elements;

  const inputs arrays = as_symbols(x);
  states s = as_symbols(state);
  if (owner_of(arrays) == nullptr)
    throw "typegrad: tg::scan runs through constants; give it an array that is computed from an argument of the program";
  builder& b = *owner_of(arrays);
  loop_draft draft(static_cast<index>(common_leading_extent(b, arrays)), false);
  structure<states>::each(s, [&](symbol& number) {
    const index start = number.in(b);
    number = symbol(b, draft.carry(b, start, b[start].type));
  });
  inputs slices = arrays;
  structure<inputs>::each(slices, [&](symbol& array) {
    const index sequence = array.in(b);
    array = symbol(b, draft.element(b, sequence, type_of_element(b, sequence)));
  });
  const auto next = f(std::as_const(s), std::as_const(slices));
  draft.wanted = sequence<bool>(draft.carries.size(), true);
  draft.next = sequence<index>();
  index done_states = 0, done_elements = 0;
  if constexpr (makes_elements) {
    append_nodes(b, next.first, draft.next);
    append_nodes(b, next.second, draft.stacked);
  } else {
    append_nodes(b, next, draft.next);
  }
  fit_states(b, "scan", draft);
  const finished_loop done = finish(b, b.program(), draft);
  const states last = tree_of<states>(b, done.last, done_states);
  if constexpr (makes_elements)
    return std::pair(last, tree_of<typename scan_result<states, result>::elements>(b, done.stacked,
                                                                                   done_elements));
  else
    return last;
}

}  // namespace typegrad
