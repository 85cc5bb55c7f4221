// Formulas over named variables as types: operations of the table, and stateless callables, applied
// to formulas. A type spells out a part at each use: a program in which parts are shared over and
// over is better written as a callable, which can be applied to formulas.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <typegrad/graph/symbol.hpp>
#include <typegrad/trace/constant.hpp>
#include <typegrad/trace/formula.hpp>

namespace typegrad {

/// The operation O of the table, applied to formulas.
template <operation O, class... Operands>
struct expression : formula_parts<Operands...>,
                    std::conditional_t<is_truth(O), truth_formula_base,
                                       formula_base<expression<O, Operands...>>> {
  using formula_parts<Operands...>::formula_parts;

  template <class S>
  using over = expression<O, rebind_t<Operands, S>...>;

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    index nodes[3] = {};
    nodes[0] = recorder(this->template part<0>());
    if constexpr (sizeof...(Operands) > 1) nodes[1] = recorder(this->template part<1>());
    if constexpr (sizeof...(Operands) > 2) nodes[2] = recorder(this->template part<2>());
    return recorder.owner().make(O, nodes[0], nodes[1], nodes[2]);
  }
};

/// y O x for operands that are written in the order x, y: their variables first appear in that
/// order.
template <operation O, class X, class Y>
struct exchanged : formula_parts<X, Y>, truth_formula_base {
  using formula_parts<X, Y>::formula_parts;

  template <class S>
  using over = exchanged<O, rebind_t<X, S>, rebind_t<Y, S>>;

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    const index x = recorder(this->template part<0>()), y = recorder(this->template part<1>());
    return recorder.owner().make(O, y, x);
  }
};

/// The stateless callable F of symbols, applied to formulas.
template <class F, class... Operands>
struct application : formula_parts<Operands...>, formula_base<application<F, Operands...>> {
  using formula_parts<Operands...>::formula_parts;

  template <class S>
  using over = application<F, rebind_t<Operands, S>...>;

  template <class Recorder>
  constexpr index record(Recorder& recorder) const {
    builder& b = recorder.owner();
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      const index nodes[] = {recorder(this->template part<I>())...};
      return symbol(F{}(symbol(b, nodes[I])...)).in(b);
    }(std::index_sequence_for<Operands...>{});
  }
};

/// f(operands...) as a formula, for a program f that returns one number: the way to use a function
/// with loops or local variables in a formula.
template <class F, formula_operand... Operands>
  requires(is_formula<Operands> || ...)
constexpr auto apply(const F&, const Operands&... operands) {
  static_assert(
      stateless<F>,
      "typegrad: the callable applied to formulas has state; pass a captureless lambda, and hand "
      "its state over as further operands");
  return application<F, as_formula_t<Operands>...>(as_formula(operands)...);
}

}  // namespace typegrad
