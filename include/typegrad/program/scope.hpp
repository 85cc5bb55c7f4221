// Where a derivative is taken inside a program: variables that nothing else depends on, and the way
// back to the arguments.
#pragma once

#include <tuple>
#include <type_traits>

#include <typegrad/pass/linearize.hpp>
#include <typegrad/pass/substitute.hpp>
#include <typegrad/trace/record.hpp>

namespace typegrad::detail {

/// The builder that the symbols of a tree belong to; null where all are constants.
template <class Tree>
constexpr builder* owner_of(const Tree& tree) {
  builder* owner = nullptr;
  structure<Tree>::each(
      tree, [&](const symbol& leaf) { owner = leaf.owner() != nullptr ? leaf.owner() : owner; });
  return owner;
}

template <class Tree>
constexpr void append_nodes(builder& b, const Tree& tree, sequence<index>& nodes) {
  structure<Tree>::each(tree, [&](const auto& leaf) { nodes.push_back(symbol(leaf).in(b)); });
}

/// The tree with the given nodes, from position `next` on; zero where a node is absent.
template <class Tree>
constexpr Tree tree_of(builder& b, const sequence<index>& nodes, index& next) {
  Tree tree{};
  structure<Tree>::each(tree, [&](symbol& leaf) {
    const index place = nodes[next++];
    leaf = place == absent ? symbol(0) : symbol(b, place);
  });
  return tree;
}

template <class F, class... Shapes>
constexpr bool check_invocable() {
  static_assert(std::is_invocable_v<const F&, const Shapes&...>,
                "typegrad: the program cannot be called with these arguments; check their number "
                "and their types");
  return std::is_invocable_v<const F&, const Shapes&...>;
}

/// f applied to variables in place of the arguments. d/dx [x · d/dy (x + y)] must not mix up x and
/// y, even if both are one symbol, or f has captured x: so each derivative has variables of its
/// own, and the arguments are put in at the end. Where f is stateless and the arguments are
/// distinct inputs, they serve as variables themselves.
template <class F, class... Shapes>
class scope {
 public:
  static_assert(check_invocable<F, Shapes...>());
  using result = std::remove_cvref_t<std::invoke_result_t<const F&, const Shapes&...>>;

  constexpr scope(const F& callable, const std::tuple<Shapes...>& arguments)
      : owner_(*owner_of(arguments)), variables_(arguments) {
    append_nodes(owner_, arguments, argument_nodes_);
    fresh_ = !stateless<F> || !are_distinct_inputs();
    if (fresh_)
      structure<std::tuple<Shapes...>>::each(variables_, [&](symbol& leaf) {
        leaf = symbol(owner_, owner_.variable(owner_[leaf.in(owner_)].type));
      });
    append_nodes(owner_, variables_, variable_nodes_);
    value_ = std::apply(callable, variables_);
    append_nodes(owner_, value_, outputs_);
  }

  constexpr builder& owner() { return owner_; }
  constexpr const std::tuple<Shapes...>& variables() const { return variables_; }
  constexpr const sequence<index>& outputs() const { return outputs_; }

  /// Nodes in terms of the variables -> the same in terms of the arguments.
  constexpr sequence<index> leave(const sequence<index>& nodes) {
    if (!fresh_) return nodes;
    return substitute(owner_, variable_nodes_, argument_nodes_, nodes);
  }

 private:
  constexpr bool are_distinct_inputs() const {
    sequence<bool> seen(owner_.size(), false);
    for (const index i : argument_nodes_) {
      if (owner_[i].op != operation::input || seen[i]) return false;
      seen[i] = true;
    }
    return true;
  }

  builder& owner_;
  std::tuple<Shapes...> variables_;
  result value_{};
  sequence<index> argument_nodes_, variable_nodes_, outputs_;
  bool fresh_ = false;
};

}  // namespace typegrad::detail
