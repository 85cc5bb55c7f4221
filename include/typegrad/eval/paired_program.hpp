// A program as it is executed two operations at a time: its nodes and pairs in order, and the moves
// between numbers and pairs.
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/eval/pairs.hpp>

namespace typegrad::detail {

/// What a step does. Numbers and pairs have places of their own.
enum class step_form : unsigned char {
  single,     ///< numbers[r] = op(numbers[a], ...)
  both,       ///< pairs[r] = op(pairs[a], pairs[b])
  join,       ///< pairs[r] = (numbers[a], numbers[b])
  half,       ///< numbers[r] = pairs[a][b]
  store,      ///< outputs[r] = numbers[a]
  store_half  ///< outputs[r] = pairs[a][b]
};

struct paired_step {
  step_form form;
  operation op;
  index r, a, b, c;
};

/// No steps where pairs do not pay.
struct paired_program {
  static constexpr index longest = 512, most_results = 64;
  static constexpr index capacity = 4 * longest;  ///< nodes, two moves a pair, results

  paired_step steps[capacity];
  index step_count, pair_count;
};

class pair_schedule {
 public:
  template <frozen_extent Room>
  constexpr explicit pair_schedule(const frozen_graph<Room>& frozen) : p_(frozen) {}

  /// Writes the steps, if there are enough operations in pairs, and few moves beside them. A pair
  /// that needs its own result, by way of other pairs, is separated; that is tried a few times.
  constexpr void write(paired_program& to) {
    constexpr index fewest = 8, most_separated = 8;
    bool is_ordered = false;
    for (index k = 0; k <= most_separated && !is_ordered; ++k) {
      to_ = &to;
      to.step_count = to.pair_count = both_count_ = move_count_ = 0;
      is_ordered = order();
    }
    if (!is_ordered || both_count_ < fewest || both_count_ < 2 * move_count_) to.step_count = 0;
  }

 private:
  /// Depth first from each node in turn, a pair being one node. False where a pair was separated.
  constexpr bool order() {
    pair_ = sequence<index>(p_.size(), absent);
    is_open_ = is_made_ = is_number_ = sequence<bool>(p_.size(), false);
    joins_ = {};
    note_results();
    sequence<index> pending;
    for (index i = 0; i < p_.size(); ++i) {
      pending.push_back(p_.first_of_pair(i));
      while (!pending.empty()) {
        const index top = pending[pending.size() - 1];
        const index below = is_made_[top] ? absent : missing_operand(top);
        is_open_[top] = true;
        if (below == absent) {
          if (!is_made_[top]) make(top);
          is_made_[top] = true;
          pending.pop_back();
        } else if (is_open_[below]) {
          index in_circle = below;
          for (index k = pending.size(); !p_.is_paired(in_circle);) in_circle = pending[--k];
          p_.separate(in_circle);
          return false;
        } else {
          pending.push_back(below);
        }
      }
    }
    return true;
  }

  /// Lists the results that each node makes; others, which are constants, are stored first.
  constexpr void note_results() {
    first_result_ = sequence<index>(p_.size(), absent);
    next_result_ = sequence<index>(p_.results().size(), absent);
    for (index k = 0; k < p_.results().size(); ++k) {
      const index i = p_.maker(p_.results()[k]);
      if (i == absent) {
        add({step_form::store, operation::literal, k, p_.results()[k], 0, 0});
      } else {
        next_result_[k] = first_result_[i];
        first_result_[i] = k;
      }
    }
  }

  constexpr index missing_operand(index i) const {
    const index below = missing_operand_of(i);
    return below == absent && p_.is_paired(i) ? missing_operand_of(p_.partner(i)) : below;
  }

  constexpr index missing_operand_of(index i) const {
    const instruction& n = p_[i];
    const index places[3] = {n.a, n.b, n.c};
    for (int k = 0; k < info(n.op).arity; ++k) {
      const index below =
          takes_number(n.op, k) ? p_.maker(places[k]) : p_.maker_of_truth(places[k]);
      if (below != absent && !is_made_[p_.first_of_pair(below)]) return p_.first_of_pair(below);
    }
    return absent;
  }

  static constexpr bool takes_number(operation o, int k) {
    return info(o).kind != operation_kind::logical && (o != operation::select || k > 0);
  }

  constexpr void make(index i) {
    const instruction n = p_[i];
    if (!p_.is_paired(i)) {
      const index places[3] = {n.a, n.b, n.c};
      for (int k = 0; k < info(n.op).arity; ++k)
        if (takes_number(n.op, k)) take_number(places[k]);
      add({step_form::single, n.op, n.r, n.a, n.b, n.c});
      for (index k = first_result_[i]; k != absent; k = next_result_[k])
        add({step_form::store, operation::literal, k, n.r, 0, 0});
      return;
    }
    const index j = p_.partner(i);
    const instruction m = p_[j];
    const index a = pair_of(n.a, m.a);
    const index b = info(n.op).arity == 1 ? 0 : pair_of(n.b, m.b);
    const index r = to_->pair_count++;
    add({step_form::both, n.op, r, a, b, 0});
    ++both_count_;
    for (const index half : {i, j}) {
      pair_[half] = r;
      for (index k = first_result_[half]; k != absent; k = next_result_[k])
        add({step_form::store_half, operation::literal, k, r, half == j, 0});
    }
  }

  constexpr index pair_of(index place, index other) {
    const index u = p_.maker(place), v = p_.maker(other);
    if (u != absent && v != absent && p_.partner(u) == v && p_.is_second(v)) return pair_[u];
    for (const index k : joins_)
      if (to_->steps[k].a == place && to_->steps[k].b == other) return to_->steps[k].r;
    take_number(place);
    take_number(other);
    if (u != absent || v != absent) ++move_count_;
    joins_.push_back(to_->step_count);
    add({step_form::join, operation::literal, to_->pair_count, place, other, 0});
    return to_->pair_count++;
  }

  /// Takes a number out of its pair, once.
  constexpr void take_number(index place) {
    const index i = p_.maker(place);
    if (i == absent || !p_.is_paired(i) || is_number_[i]) return;
    is_number_[i] = true;
    if (p_.is_second(i)) ++move_count_;  // the first one is a number as it stands
    add({step_form::half, operation::literal, place, pair_[i], p_.is_second(i), 0});
  }

  constexpr void add(const paired_step& s) { to_->steps[to_->step_count++] = s; }

  pairing p_;
  paired_program* to_ = nullptr;
  index both_count_ = 0, move_count_ = 0;
  sequence<index> pair_, first_result_, next_result_, joins_;
  sequence<bool> is_open_, is_made_, is_number_;
};

/// The steps of a program on doubles: none for one that is long or has loops, nor for a short one,
/// which becomes part of the code that calls it and hands its results on in registers.
template <class Program>
inline constexpr paired_program paired = [] {
  constexpr auto& frozen = Program::frozen;
  constexpr index shortest = 65;
  paired_program result{};
#ifdef TYPEGRAD_PAIRS
  if (frozen.loop_count == 0 && frozen.node_count >= shortest &&
      frozen.node_count <= result.longest && frozen.output_count >= 2 &&
      frozen.output_count <= result.most_results)
    pair_schedule(frozen).write(result);
#endif
  return result;
}();

}  // namespace typegrad::detail
