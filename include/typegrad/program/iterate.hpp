// Loops that stay loops: x_{t+1} = f(x_t), any number of times, as one operation of the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <typegrad/pass/extract_loop.hpp>
#include <typegrad/program/transformed.hpp>

namespace typegrad {

namespace detail {

template <class F, class X>
concept uncounted_body = std::is_invocable_v<const F&, const X&>;

/// f(x), or f(x, t) where f takes the counter as well.
template <class F, class X, class T>
constexpr auto apply_body(const F& f, const X& x, const T& t) {
  if constexpr (uncounted_body<F, X>)
    return f(x);
  else
    return f(x, t);
}

/// The scalar of a loop: that of its state; symbols where the body makes them.
template <class F, class X>
constexpr auto scalar_of_loop() {
  using scalar = typename structure_of<X>::scalar;
  static_assert(uncounted_body<F, X> || std::is_invocable_v<const F&, const X&, const scalar&>,
                "typegrad: the body given to tg::iterate cannot be called with its state x, nor "
                "with x and the counter t");
  using result = std::remove_cvref_t<decltype(apply_body(
      std::declval<const F&>(), std::declval<const X&>(), std::declval<const scalar&>()))>;
  static_assert(
      std::is_same_v<rebind_t<result, symbol>, rebind_t<X, symbol>>,
      "typegrad: the body given to tg::iterate returns another shape than the state it is called "
      "with; let it return a number for a number, and an array, tuple or struct for one of the "
      "same "
      "type");
  return std::type_identity<std::conditional_t<
      std::is_same_v<typename structure_of<result>::scalar, symbol>, symbol, scalar>>{};
}

template <class F, class X>
using scalar_of_loop_t = typename decltype(scalar_of_loop<F, X>())::type;

/// The builder of the symbols that f has captured; null where there are none.
template <class F, class X>
constexpr builder* owner_of_captured(const F& f, X state) {
  builder trial;
  trial.begin_trial();
  structure<X>::each(state, [&](symbol& s) { s = symbol(trial, trial.variable()); });
  sequence<index> results;
  append_nodes(trial, apply_body(f, state, symbol(trial, trial.variable())), results);
  return trial.met();
}

/// What the body makes of the state, in the state's shapes; a number stands for equal elements.
constexpr void fit_states(builder& b, const char* name, loop_draft& draft) {
  for (index k = 0; b.has_arrays() && k < draft.carries.size(); ++k)
    draft.next[k] = filled(b, fitted(b, name, draft.next[k], draft.carries[k]), draft.carries[k]);
}

/// The loop as a node of the program that the symbols of x belong to.
template <index N, class F, class X>
constexpr X record_loop(const F& f, const X& x) {
  builder* owner = owner_of(x);
  if (owner == nullptr) owner = owner_of_captured(f, x);
  if (owner == nullptr)
    throw "typegrad: a loop over constants only; compute one of its first numbers from an argument of the program";
  builder& b = *owner;
  loop_draft draft(N, false);
  X state = x;
  structure<X>::each(state, [&](symbol& s) {
    const index start = s.in(b);
    s = symbol(b, draft.carry(b, start, b[start].type));
  });
  draft.counter = b.variable();
  draft.wanted = sequence<bool>(draft.carries.size(), true);
  draft.next = sequence<index>();
  append_nodes(b, apply_body(f, state, symbol(b, draft.counter)), draft.next);
  fit_states(b, "iterate", draft);
  const finished_loop done = finish(b, b.program(), draft);
  index next = 0;
  return tree_of<X>(b, done.last, next);
}

}  // namespace detail

/// x_N of x_{t+1} = f(x_t) or f(x_t, t), t = 0, ..., N - 1, from x_0 = x, a number or a tree of
/// numbers. f may use other values of the program around it. The loop is one operation of the
/// program, which grows with f and not with N.
template <std::size_t N, class F, class X>
constexpr auto iterate(const F& f, const X& x) {
  static_assert(N < (std::size_t{1} << 31),
                "typegrad: tg::iterate repeats its body at most 2147483647 times; nest two loops");
  using scalar = detail::scalar_of_loop_t<F, X>;
  if constexpr (std::is_same_v<scalar, symbol>) {
    if constexpr (N == 0)
      return detail::as_symbols(x);
    else
      return detail::record_loop<static_cast<index>(N)>(f, detail::as_symbols(x));
  } else {
    detail::check_iterations(N);
    rebind_t<X, scalar> state{};
    scalar numbers[structure<X>::size];
    std::size_t i = 0, k = 0;
    structure<X>::each(x, [&](const auto& number) { numbers[i++] = static_cast<scalar>(number); });
    structure_of<decltype(state)>::each(state, [&](scalar& number) { number = numbers[k++]; });
    for (std::size_t t = 0; t < N; ++t)
      state =
          detail::apply_body(f, state, detail::number_of_iteration<scalar>(static_cast<index>(t)));
    return state;
  }
}

}  // namespace typegrad
