// Records a formula as nodes of a graph; a part that occurs again is recorded once, so that the
// cost grows with the number of different parts, not with the length of the formula.
#pragma once

#include <type_traits>

#include <typegrad/graph/builder.hpp>
#include <typegrad/trace/expression.hpp>
#include <typegrad/trace/variable.hpp>

namespace typegrad {

namespace detail {

/// Its address stands for the type E.
template <class E>
inline constexpr char identity = 0;

/// Whether addresses of different objects can be compared in constant evaluation: not in g++ with
/// the undefined-behaviour sanitizer. There each part is recorded at each use, and the builder
/// alone merges what is equal.
template <class A, class B>
concept told_apart = requires { typename std::bool_constant<(&identity<A> == &identity<B>)>; };

/// The number of leaves of a formula (modulo 2^32): tells most parts of a formula apart.
template <class E>
inline constexpr index leaves = 1;
template <operation O, class... Operands>
inline constexpr index leaves<expression<O, Operands...>> = (0u + ... + leaves<Operands>);
template <class F, class... Operands>
inline constexpr index leaves<application<F, Operands...>> = (1u + ... + leaves<Operands>);

}  // namespace detail

/// Records formulas over the variables of the list `Variables`.
template <class Variables>
class recorder;

template <class... V>
class recorder<variable_list<V...>> {
 public:
  /// Variable number i stands for the node nodes[i] of `owner`.
  constexpr recorder(builder& owner, const sequence<index>& nodes)
      : owner_(owner), variables_(nodes) {}

  constexpr builder& owner() { return owner_; }

  /// The node of a formula.
  template <text_argument Name>
  constexpr index operator()(const variable<Name>&) {
    return variables_[variable_list<V...>::template position<variable<Name>>];
  }
  template <class E>
  constexpr index operator()(const E& part) {
    if constexpr (stateless<E> && detail::told_apart<E, void>) {
      index& newest = newest_[detail::leaves<E> % buckets];
      for (index i = newest; i != absent; i = recorded_[i].next)
        if (recorded_[i].part == &detail::identity<E>) return recorded_[i].node;
      const index node = part.record(*this);
      recorded_.push_back({&detail::identity<E>, node, newest});
      newest = recorded_.size() - 1;
      return node;
    } else {
      return part.record(*this);
    }
  }

 private:
  static constexpr index buckets = 64;
  /// A part and its node, in a list of parts with as many leaves modulo `buckets`.
  struct entry {
    const char* part;
    index node, next;
  };

  builder& owner_;
  const sequence<index>& variables_;
  sequence<entry> recorded_;
  sequence<index> newest_ = sequence<index>(buckets, absent);
};

/// The formula as part of the program that the arguments, symbols and numbers in the order of its
/// variables, belong to.
template <is_formula E, class... Arguments>
constexpr symbol record_formula(const E& f, const Arguments&... arguments) {
  const symbol symbols[] = {symbol(arguments)...};
  builder* owner = nullptr;
  for (const symbol& s : symbols) owner = owner == nullptr ? s.owner() : owner;
  if (owner == nullptr)
    throw "typegrad: a formula of constants only; compute one of its variables from an argument of the program";
  sequence<index> nodes;
  for (const symbol& s : symbols) nodes.push_back(s.in(*owner));
  return {*owner, recorder<typename E::variables>(*owner, nodes)(f)};
}

}  // namespace typegrad
