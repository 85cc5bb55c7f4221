// Writes the lines of traces.
#include "line_writer.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace laboratory {

namespace tg = typegrad;

/// A small program over named values: the expression of one line.
class line_writer::expression {
 public:
  explicit expression(const line_writer& owner) : owner_(owner) {}

  tg::builder& builder() { return builder_; }
  /// The node that stands for the value of a node of the program, or for its tangent or adjoint.
  tg::index value(tg::index node) {
    const tg::node& n = owner_.program_.nodes[node];
    if (n.op == tg::operation::literal)
      return builder_.number(owner_.program_.literals[n.attribute]);
    if (tg::info(n.op).kind == tg::operation_kind::constant) return builder_.intern(n.op, 0, 0, 0);
    return named(owner_.name(node));
  }
  tg::index named(const std::string& name) {
    const auto [place, is_new] = inputs_.try_emplace(name, tg::absent);
    if (is_new) {
      place->second = builder_.input(static_cast<tg::index>(order_.size()));
      order_.push_back(name);
    }
    return place->second;
  }
  /// ∂r/∂(operand k) · g
  tg::index partial(tg::index node, int k, tg::index g) {
    tg::node n = owner_.program_.nodes[node];
    const tg::index r = named(owner_.name(node));
    for (int j = 0; j < tg::info(n.op).arity; ++j) n.operands[j] = value(n.operands[j]);
    return tg::partial(builder_, r, n, k, g);
  }
  std::string text(tg::index result) const {
    const std::vector<std::string_view> names(order_.begin(), order_.end());
    return tg::print::writer(builder_.program(), *owner_.words_.notation, names)
        .formula(result)
        .text;
  }

 private:
  const line_writer& owner_;
  tg::builder builder_;
  std::map<std::string, tg::index> inputs_;
  std::vector<std::string> order_;
};

namespace {

/// A letter for the values that no variable begins with before a number.
std::string free_letter(const std::vector<std::string>& variables) {
  std::string letter = "v";
  const auto is_taken = [&](const std::string& name) {
    return name.starts_with(letter) && name.size() > letter.size();
  };
  while (std::any_of(variables.begin(), variables.end(), is_taken)) letter += '_';
  return letter;
}

}  // namespace

line_writer::line_writer(const tg::graph& program, const tg::sequence<bool>& needed,
                         const std::vector<std::string>& variables, const language& words)
    : program_(program), words_(words), names_(program.nodes.size()), users_(program.nodes.size()) {
  const std::string letter = free_letter(variables);
  std::size_t operations = 0;
  for (tg::index i = 0; i < program.nodes.size(); ++i) {
    const tg::node& n = program.nodes[i];
    if (n.op == tg::operation::input)
      names_[i] = words.variable(variables[n.attribute]);
    else if (needed[i] && tg::info(n.op).arity > 0)
      names_[i] = words.value(letter, ++operations);
    if (!needed[i]) continue;
    for (int k = 0; k < tg::info(n.op).arity; ++k)
      if (auto& users = users_[n.operands[k]]; users.empty() || users.back() != i)
        users.push_back(i);
  }
}

std::string line_writer::operand(tg::index node) const {
  expression e(*this);
  return e.text(e.value(node));
}

std::string line_writer::operation(tg::index node) const {
  expression e(*this);
  const tg::node& n = program_.nodes[node];
  tg::index x[3] = {};
  for (int k = 0; k < tg::info(n.op).arity; ++k) x[k] = e.value(n.operands[k]);
  return e.text(e.builder().intern(n.op, x[0], x[1], x[2]));
}

std::string line_writer::tangent(tg::index node, const tg::sequence<tg::index>& tangents) const {
  expression e(*this);
  const tg::node& n = program_.nodes[node];
  tg::index sum = tg::absent;
  for (int k = 0; k < tg::info(n.op).arity; ++k)
    if (tangents[n.operands[k]] != tg::absent)
      sum = tg::added(e.builder(), sum, e.partial(node, k, e.named(tangent_name(n.operands[k]))));
  return e.text(sum);
}

std::string line_writer::adjoint(tg::index node, const tg::sequence<tg::index>& adjoints) const {
  expression e(*this);
  tg::index sum = tg::absent;
  for (auto user = users_[node].rbegin(); user != users_[node].rend(); ++user) {
    if (adjoints[*user] == tg::absent) continue;
    const tg::index g = e.named(adjoint_name(*user));
    tg::index given = tg::absent;
    for (int k = 0; k < tg::info(program_.nodes[*user].op).arity; ++k)
      if (program_.nodes[*user].operands[k] == node)
        given = tg::added(e.builder(), given, e.partial(*user, k, g));
    sum = tg::added(e.builder(), sum, given);
  }
  return e.text(sum);
}

}  // namespace laboratory
