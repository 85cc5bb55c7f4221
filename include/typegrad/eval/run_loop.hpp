// A loop as code: its body is straight-line code of its own, which a `for` repeats. Sequences are
// arrays in the frame of the evaluation; nothing is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <typegrad/eval/frozen_loop.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad {

/// The iterations that a program may take in constant evaluation, where one costs some
/// microseconds.
inline constexpr std::uint64_t constant_iteration_limit = 1u << 14;

namespace detail {

/// Is no constant expression.
inline void begin_at_run_time() {}

/// Compilers try to evaluate any call with constant arguments, all iterations of it: here they give
/// up unless a constant is asked for.
TYPEGRAD_INLINE constexpr void check_iterations(std::uint64_t iterations) {
  if (!std::is_constant_evaluated())
    begin_at_run_time();
  else if (iterations > constant_iteration_limit)
    throw "typegrad: loops of more than 16384 iterations are too long for constant evaluation; evaluate this program when it runs";
}

/// Room for the sequences of a frame. It is no part of the frame's values, which live in registers.
template <class T, std::size_t Size>
struct stored_sequences {
  T numbers[Size];
  constexpr T* begin() { return numbers; }
};
template <class T>
struct stored_sequences<T, 0> {
  constexpr T* begin() { return nullptr; }
};

template <index Place, class Values, class T>
TYPEGRAD_INLINE constexpr void set(Values& v, const T& number) {
  if constexpr (Place != absent) v.numbers[Place] = number;
}
template <index Place, class Values, class T>
TYPEGRAD_INLINE constexpr void store(Values& v, index t, const T& number) {
  if constexpr (Place != absent) v.stored[Place + t] = number;
}

/// Loop number K of a program: what moves values between the frame around it, `outer`, and that of
/// its body, `inner`.
template <class Program, std::size_t K>
struct loop_code {
  static constexpr frozen_loop l = loop_of_program<Program, K>;
  using body = loop_body<Program, K>;

  template <class Outer, class Inner, class T, std::size_t... I, std::size_t... P>
  TYPEGRAD_INLINE static constexpr void begin(const Outer& outer, Inner& inner, T* carries,
                                              std::index_sequence<I...>,
                                              std::index_sequence<P...>) {
    constexpr auto& w = wires_of<Program, K>;
    ((carries[I] = outer.numbers[w.operands[I]]), ...);
    (set<w.inputs[l.carries + P]>(inner, outer.numbers[w.operands[l.carries + P]]), ...);
  }

  template <class Outer, class Inner, class T, std::size_t... I, std::size_t... X>
  TYPEGRAD_INLINE static constexpr void enter(Outer& outer, Inner& inner, const T* carries,
                                              [[maybe_unused]] index t, std::index_sequence<I...>,
                                              std::index_sequence<X...>) {
    constexpr auto& w = wires_of<Program, K>;
    constexpr std::size_t sequences = l.carries + l.constants;
    (store<w.results[l.carries + l.stacked + I]>(outer, t, carries[I]), ...);
    (set<w.inputs[I]>(inner, carries[I]), ...);
    (set<w.inputs[sequences + X]>(inner, outer.stored[w.operands[sequences + X] + t]), ...);
    if constexpr (w.inputs[sequences + l.sequences] != absent)
      set<w.inputs[sequences + l.sequences]>(inner, number_of_iteration<T>(t));
  }

  template <class Outer, class Inner, class T, std::size_t... I, std::size_t... Y>
  TYPEGRAD_INLINE static constexpr void leave(Outer& outer, const Inner& inner, T* carries,
                                              [[maybe_unused]] index t, std::index_sequence<I...>,
                                              std::index_sequence<Y...>) {
    constexpr auto& w = wires_of<Program, K>;
    ((carries[I] = inner.numbers[w.outputs[I]]), ...);
    (store<w.results[l.carries + Y]>(outer, t, inner.numbers[w.outputs[l.carries + Y]]), ...);
  }

  template <class Outer, class T, std::size_t... I>
  TYPEGRAD_INLINE static constexpr void end(Outer& outer, const T* carries,
                                            std::index_sequence<I...>) {
    constexpr auto& w = wires_of<Program, K>;
    (set<w.results[I]>(outer, carries[I]), ...);
  }
};

}  // namespace detail
}  // namespace typegrad
