// The traced language: a symbol stands for a number while a program is traced, and each operation
// on symbols makes a node. The rules of the table are written in the same language.
#pragma once

#include <concepts>
#include <type_traits>

#include <typegrad/graph/arrays.hpp>

namespace typegrad {

/// Plain numbers that may stand beside symbols in a program.
template <class T>
concept arithmetic = std::is_arithmetic_v<T>;

template <class>
inline constexpr bool never = false;

/// A number of a traced program: a node of its graph; or, before it meets one, an exact constant c
/// or f(c) with f of the table.
class symbol {
 public:
  constexpr symbol() = default;
  template <arithmetic T>
  constexpr symbol(T value) : constant_{static_cast<long double>(value)} {}
  constexpr symbol(builder& owner, index node) : owner_(&owner), node_(node) {}
  constexpr symbol(const literal& c, operation f = operation::literal)
      : constant_(c), function_(f) {}

  constexpr builder* owner() const { return owner_; }

  /// The node that this symbol is in the graph of `owner`.
  constexpr index in(builder& owner) const {
    if (owner_ == &owner) return node_;
    if (owner_ != nullptr) return owner.meet(*owner_);
    if (info(function_).arity == 0 && function_ != operation::literal)
      return owner.intern(function_, 0, 0, 0);
    const index c = owner.number(constant_);
    return function_ == operation::literal ? c : owner.make(function_, c);
  }

  /// The exact constant that this symbol is: of its own, or as a literal of the graph; null
  /// otherwise.
  constexpr const literal* constant() const {
    if (owner_ != nullptr)
      return (*owner_)[node_].op == operation::literal ? &owner_->literal_of(node_) : nullptr;
    return function_ == operation::literal ? &constant_ : nullptr;
  }

  /// The function of the table that this symbol applies to its constant, while it has met no node.
  constexpr operation function() const { return function_; }

  template <arithmetic T>
  constexpr operator T() const {
    if constexpr (std::is_same_v<T, bool>)
      static_assert(never<T>,
                    "typegrad: a symbol was used as a bool; compare it and choose with "
                    "tg::select(condition, a, b)");
    else
      static_assert(never<T>,
                    "typegrad: a symbol was converted to a number; declare the variable `auto`, "
                    "and call functions unqualified after `using std::sin;`");
  }

  /// Of an array: x[i] is its part at place i of the first axis; x(i, j, ...) its part at places of
  /// the first axes, with ranges as in tg::slice.
  template <class Place>
  constexpr symbol operator[](const Place& place) const {
    return slice(*this, place);
  }
  template <class... Places>
  constexpr symbol operator()(const Places&... places) const {
    return slice(*this, places...);
  }

  friend constexpr symbol& operator+=(symbol& a, const symbol& b) {
    return a = apply(operation::add, a, b);
  }
  friend constexpr symbol& operator-=(symbol& a, const symbol& b) {
    return a = apply(operation::subtract, a, b);
  }
  friend constexpr symbol& operator*=(symbol& a, const symbol& b) {
    return a = apply(operation::multiply, a, b);
  }
  friend constexpr symbol& operator/=(symbol& a, const symbol& b) {
    return a = apply(operation::divide, a, b);
  }
  friend constexpr symbol operator-(const symbol& a) { return apply(operation::negate, a); }
  friend constexpr symbol operator+(const symbol& a) { return a; }

  /// o(a): a node, or a constant where a is one.
  static constexpr symbol apply(operation o, const symbol& a) {
    if (a.owner_ != nullptr) return {*a.owner_, make(*a.owner_, o, 1, a.node_)};
    const literal* const c = a.constant();
    if (c == nullptr)
      throw "typegrad: a function of a function of constants; compute one of them from an argument";
    if (o == operation::negate) return literal{-c->numerator, c->denominator};
    return {*c, o};
  }
  /// o(a, b): a node, or a constant where both are rationals.
  static constexpr symbol apply(operation o, const symbol& a, const symbol& b) {
    builder* const owner = a.owner_ != nullptr ? a.owner_ : b.owner_;
    if (owner == nullptr) return combine(o, a, b);
    const index left = a.in(*owner);
    return {*owner, make(*owner, o, 2, left, b.in(*owner))};
  }
  static constexpr symbol apply(operation o, const symbol& a, const symbol& b, const symbol& c) {
    builder* const owner = a.owner_ != nullptr   ? a.owner_
                           : b.owner_ != nullptr ? b.owner_
                                                 : c.owner_;
    if (owner == nullptr)
      throw "typegrad: a function of constants only; compute one of its arguments from an argument of the program";
    const index first = a.in(*owner), second = b.in(*owner);
    return {*owner, make(*owner, o, 3, first, second, c.in(*owner))};
  }
  /// A node for o, whose operands may be arrays.
  static constexpr index make(builder& owner, operation o, int arity, index a, index b = 0,
                              index c = 0) {
    if (!owner.has_arrays()) return owner.make(o, a, b, c);
    return detail::elementwise(owner, o, {a, b, c}, arity);
  }

 private:
  static constexpr symbol combine(operation o, const symbol& a, const symbol& b) {
    const literal *const x = a.constant(), *const y = b.constant();
    literal folded;
    if (x == nullptr || y == nullptr)
      throw "typegrad: arithmetic on functions of constants; compute one of them from an argument";
    if (detail::fold(o, *x, *y, folded)) return folded;
    const long double u = x->numerator / x->denominator, v = y->numerator / y->denominator;
    switch (o) {
      case operation::add:
        return literal{u + v};
      case operation::subtract:
        return literal{u - v};
      case operation::multiply:
        return literal{u * v};
      case operation::divide:
        return literal{u / v};
      default:
        throw "typegrad: a function of two constants; compute one of them from an argument of the program";
    }
  }

  builder* owner_ = nullptr;
  index node_ = 0;
  literal constant_{0, 1};
  operation function_ = operation::literal;
};

template <class T>
concept is_symbol = std::is_same_v<std::remove_cvref_t<T>, symbol>;

/// A truth value of a traced program: the result of comparing symbols. Of two constants it is known
/// at once.
class condition {
 public:
  constexpr condition(builder& owner, index node) : owner_(&owner), node_(node) {}
  constexpr explicit condition(bool known) : known_(known) {}
  constexpr bool is_known() const { return owner_ == nullptr; }
  constexpr bool known() const { return known_; }
  constexpr builder& owner() const { return *owner_; }
  constexpr index node() const { return node_; }

  template <std::same_as<bool> T>
  constexpr explicit operator T() const {
    static_assert(never<T>,
                  "typegrad: a comparison of symbols was used as a bool; write "
                  "tg::select(condition, a, b) instead of if, while and ?:");
  }
  friend constexpr condition operator!(const condition& a) {
    if (a.is_known()) return condition(!a.known());
    return {a.owner(), symbol::make(a.owner(), operation::logical_not, 1, a.node())};
  }
  friend constexpr condition operator&&(const condition& a, const condition& b) {
    if (a.is_known()) return a.known() ? b : a;
    if (b.is_known()) return b.known() ? a : b;
    return {a.owner(), symbol::make(a.owner(), operation::logical_and, 2, a.node(), b.node())};
  }
  friend constexpr condition operator||(const condition& a, const condition& b) {
    if (a.is_known()) return a.known() ? a : b;
    if (b.is_known()) return b.known() ? b : a;
    return {a.owner(), symbol::make(a.owner(), operation::logical_or, 2, a.node(), b.node())};
  }

 private:
  builder* owner_ = nullptr;
  index node_ = 0;
  bool known_ = false;
};

}  // namespace typegrad
