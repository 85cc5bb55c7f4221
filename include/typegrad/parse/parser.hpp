// Reads a formula into the nodes of a graph, by precedence climbing (Richards & Whitby-Strevens,
// BCPL, 1979, chapter 6), in this grammar:
//
//   formula    = statement { ( ";" | line break ) statement } [ ";" ]
//   statement  = [ name "=" ] expression         all but the last give their value a name
//   expression = operands joined by, from loose to firm:
//                || ; && ; == != ; < <= > >= ; + - ; * / ; prefix - + ! ; ^ ** (from the right)
//   operand    = number | name | name open expression { "," expression } close | open expression
//   close open, close = "(" ")" or "[" "]"
//
// Precedence is that of C; a power binds firmer than a sign before it: -x^2 = -(x^2), and 2^-x is
// 2^(-x). Nothing is implicit: a product is written with *. A name that is no constant, was given
// no value, and is not called is a variable. A line break separates only where the text would mean
// nothing otherwise. Conditions are no numbers; `select(condition, a, b)` chooses.
#pragma once

#include <typegrad/parse/decimal.hpp>
#include <typegrad/parse/fault.hpp>
#include <typegrad/parse/functions.hpp>
#include <typegrad/parse/operators.hpp>

namespace typegrad::parse {

inline constexpr std::size_t longest_text = 65536;
inline constexpr int deepest_nesting = 100;

class parser {
 public:
  /// Variable number i becomes the node `given[i]`; an input of its own where so many are not
  /// given.
  constexpr parser(std::string_view text, builder& owner, const sequence<index>& given = {})
      : owner_(owner), given_(given), scanner_(text), size_(text.size()) {}

  /// The node of the formula's value. Where the text has a mistake it is of no use. Cost: linear in
  /// the text, times the number of names.
  constexpr index formula() {
    if (size_ > longest_text) fail(longest_text, "expected at most 65536 characters");
    advance();
    value result = statement();
    for (; !has_failed() && separates(); result = statement())
      if (!is_named_)
        fail(result.place, "expected a name and = before all but the last expression");
    if (next_.what != mark::end) fail_at_operator();
    return number(result);
  }

  constexpr bool has_failed() const { return !fault_.sentence.empty(); }
  constexpr const fault& mistake() const { return fault_; }
  /// The variables in the order of their first appearance.
  constexpr const sequence<std::string_view>& variables() const { return variables_; }

 private:
  /// What an expression stands for, and where it begins.
  struct value {
    index node;
    bool is_truth;
    std::size_t place;
  };
  struct named {
    std::string_view name;
    value is;
  };

  constexpr value statement() {
    is_named_ = false;
    if (next_.what != mark::name) return expression(0);
    const token name = next_;
    const scanner before = scanner_;
    advance();
    if (next_.what != mark::assign) {
      scanner_ = before;
      next_ = name;
      return expression(0);
    }
    advance();
    const value v = expression(0);
    for (const std::string_view variable : variables_)
      if (variable == name.text)
        fail(name.place, "expected a name that was not a variable before; give this value another");
    named_.push_back({name.text, v});
    is_named_ = true;
    return v;
  }

  constexpr value expression(int least) {
    if (++depth_ > deepest_nesting)
      fail(next_.place, "expected brackets, signs and powers nested at most 100 deep");
    value left = prefix();
    for (infix o = find_infix(next_.what); !has_failed() && o.level >= least;
         o = find_infix(next_.what)) {
      advance();
      left = joined(o, left, expression(o.level == power_level ? power_level : o.level + 1));
    }
    --depth_;
    return left;
  }

  constexpr value joined(const infix& o, const value& left, const value& right) {
    const bool of_truths = info(o.op).kind == operation_kind::logical;
    const index x = of_truths ? truth(left) : number(left);
    const index y = of_truths ? truth(right) : number(right);
    if (has_failed()) return {0, false, left.place};
    return {o.exchanged ? owner_.make(o.op, y, x) : owner_.make(o.op, x, y), is_truth(o.op),
            left.place};
  }

  constexpr value prefix() {
    const token sign = next_;
    switch (sign.what) {
      case mark::plus:
      case mark::minus: {
        advance();
        const index x = number(expression(sign_level));
        return {sign.what == mark::plus ? x : owner_.make(operation::negate, x), false, sign.place};
      }
      case mark::logical_not: {
        advance();
        const index x = truth(expression(sign_level));
        return {has_failed() ? x : owner_.make(operation::logical_not, x), true, sign.place};
      }
      default:
        return operand();
    }
  }

  constexpr value operand() {
    const token first = next_;
    advance();
    if (first.what == mark::number) {
      const index node = decimal(owner_, first.text);
      if (node == absent) fail(first.place, "expected a number between 1e-300 and 1e300, or 0");
      return {node == absent ? zero() : node, false, first.place};
    }
    if (first.what == mark::name) {
      if (next_.what == mark::open && !next_.starts_line) return call(first);
      return meaning(first);
    }
    if (first.what == mark::open) {
      value inner = expression(0);
      inner.place = first.place;
      close(first);
      return inner;
    }
    fail(first.place, first.what == mark::unknown
                          ? "expected a formula's characters; this one has no meaning there"
                          : "expected a number, a name or an opening bracket");
    return {zero(), false, first.place};
  }

  constexpr value meaning(const token& name) {
    for (index i = named_.size(); i-- > 0;)
      if (named_[i].name == name.text)
        return {named_[i].is.node, named_[i].is.is_truth, name.place};
    if (const index constant = find_constant(owner_, name.text); constant != absent)
      return {constant, false, name.place};
    for (index i = 0; i < variables_.size(); ++i)
      if (variables_[i] == name.text) return {nodes_[i], false, name.place};
    if (find_function(name.text, 1).exists()) {
      fail(next_.place, "expected an opening bracket after the name of a function");
      return {zero(), false, name.place};
    }
    const index i = variables_.size();
    variables_.push_back(name.text);
    nodes_.push_back(i < given_.size() ? given_[i] : owner_.input(i));
    return {nodes_[i], false, name.place};
  }

  constexpr value call(const token& name) {
    constexpr int most = 3;
    const token bracket = next_;
    value arguments[most] = {};
    int count = 0;
    do {
      advance();
      const value argument = expression(0);
      if (count < most) arguments[count] = argument;
      ++count;
    } while (next_.what == mark::comma);
    close(bracket);
    const function f = find_function(name.text, count);
    if (!f.exists()) fail(name.place, "expected a function; no function has this name");
    if (f.exists() && f.arity() != count) fail(name.place, expected_arguments(f.arity()));
    if (has_failed()) return {zero(), false, name.place};
    return {applied(f, arguments, count), false, name.place};
  }

  constexpr index applied(const function& f, const value* arguments, int count) {
    index x[3] = {};
    for (int k = 0; k < count; ++k)
      x[k] = f.row == operation::select && k == 0 ? truth(arguments[k]) : number(arguments[k]);
    if (f.row == operation::polygamma && !is_order(owner_, x[0]))
      fail(arguments[0].place, "expected a whole number from 0 to 100 as the order of polygamma");
    if (has_failed()) return zero();
    if (f.is_row()) return owner_.make(f.row, x[0], x[1], x[2]);
    const symbol symbols[] = {{owner_, x[0]}, {owner_, x[1]}, {owner_, x[2]}};
    return compositions[f.made].apply(symbols).in(owner_);
  }

  constexpr index number(const value& v) {
    if (!v.is_truth) return v.node;
    fail(v.place, "expected a number, but this is a condition; choose by select(condition, a, b)");
    return zero();
  }
  constexpr index truth(const value& v) {
    if (!v.is_truth) fail(v.place, "expected a condition, such as x < 1, but this is a number");
    return v.node;
  }
  constexpr index zero() { return owner_.number({0}); }

  /// Goes to the next statement, if there is one.
  constexpr bool separates() {
    const bool is_line = next_.starts_line && next_.is_operand();
    if (next_.what == mark::semicolon)
      advance();
    else if (!is_line)
      return false;
    return next_.what != mark::end;
  }
  constexpr void close(const token& bracket) {
    const bool round = bracket.text == "(";
    if (next_.what != mark::close && next_.what != mark::end && next_.what != mark::comma)
      fail_at_operator();
    if (next_.what != mark::close || next_.text != (round ? ")" : "]"))
      fail(next_.place,
           round ? "expected ) to close the bracket" : "expected ] to close the bracket");
    advance();
  }
  constexpr void fail_at_operator() { fail(next_.place, expected_in_place_of(next_.what)); }
  constexpr void fail(std::size_t place, std::string_view sentence) {
    if (!has_failed()) fault_ = {sentence, place};
    next_ = {mark::end, size_, {}, false};
  }
  constexpr void advance() {
    if (!has_failed()) next_ = scanner_.next();
  }

  builder& owner_;
  sequence<index> given_;
  scanner scanner_;
  std::size_t size_;
  token next_;
  fault fault_;
  int depth_ = 0;
  bool is_named_ = false;
  sequence<named> named_;
  sequence<std::string_view> variables_;
  sequence<index> nodes_;
};

}  // namespace typegrad::parse
