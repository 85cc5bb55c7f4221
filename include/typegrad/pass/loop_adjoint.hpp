// Reverse mode through a loop: a loop of the opposite direction, which carries the adjoints of the
// carries and sums those of the constants.
#pragma once

#include <typegrad/pass/extract_loop.hpp>
#include <typegrad/pass/gathered.hpp>
#include <typegrad/pass/loop_reach.hpp>
#include <typegrad/pass/transpose.hpp>

namespace typegrad {

constexpr sequence<index> adjoint(builder& b, const sequence<index>& variables,
                                  const sequence<index>& outputs, const sequence<index>& seeds);

namespace detail {

/// The adjoint of a sequence is itself a sequence, or several, joined, of which it is the sum.
constexpr sequence<index> parts_of(const builder& b, index joined) {
  sequence<index> parts;
  for (; b[joined].op == operation::join; joined = b[joined].operands[0])
    parts.push_back(b[joined].operands[1]);
  parts.push_back(joined);
  return parts;
}

/// The adjoint of a scan. With (c_{t+1}, y_t) = body(c_t, p, x_t), and h_t = c_t the history,
///   (c̄_t, p̄_t, x̄_t) = ∂body/∂(c, p, x)ᵀ (c̄_{t+1}, ȳ_t) + (h̄_t, 0, 0),   p̄ = Σ p̄_t,
/// from the last iteration to the first, so c̄ and the sums p̄ are carries, and the body is computed
/// anew from the histories of the carries (Griewank & Walther, Evaluating Derivatives, 2nd ed.,
/// 2008, chapter 12, with a checkpoint at each iteration).
class scan_adjoint {
 public:
  constexpr scan_adjoint(builder& outer, index scan, const sequence<bool>& varies)
      : outer_(outer),
        body_(drafted_in(outer, own_)),
        scan_(scan),
        loop_(loop_of(outer.program(), scan)),
        operands_(operands_of(outer.program(), scan)),
        seeds_(loop_.results(), absent),
        draft_(loop_.count, !loop_.backward) {
    active_ = sequence<bool>(operands_.size(), false);
    for (index k = 0; k < operands_.size(); ++k) active_[k] = varies[operands_[k]];
    active_ = varying_carries(loop_, active_);
  }

  constexpr void run(sequence<gathered>& adjoints) {
    collect(adjoints);
    body_.mark_derived(loop_.body.derived + 1);
    const sequence<index> outputs = inline_body();
    const sequence<index> gradient = differentiate(outputs);
    close(gradient);
    const finished_loop made = finish(outer_, body_.program(), draft_);
    for (index k = 0; k < operands_.size(); ++k) {
      if (place_[k] == absent) continue;
      const bool is_sequence = k >= loop_.carries + loop_.constants;
      gathered& sum = adjoints[operands_[k]];
      if (!is_sequence || outer_.has_arrays())
        gather(outer_, sum, {is_sequence ? made.stacked[place_[k]] : made.last[place_[k]], guard_});
      else if (sum.value == absent)
        sum = {made.stacked[place_[k]], guard_};
      else
        sum = {outer_.join(sum.value, made.stacked[place_[k]]), either(outer_, sum.guard, guard_)};
    }
  }

 private:
  /// The seeds are the adjoints of the scan's elements. A guard that all have in common goes around
  /// the whole loop.
  constexpr void collect(const sequence<gathered>& adjoints) {
    sequence<index> elements;
    for (index i = scan_ + 1; i < adjoints.size(); ++i)
      if (outer_[i].op == operation::element && outer_[i].operands[0] == scan_ &&
          adjoints[i].value != absent)
        elements.push_back(i);
    if (outer_.has_arrays()) {  // a guard may be an array
      for (const index e : elements)
        seeds_[outer_[e].attribute] = filled(outer_, ungated(outer_, adjoints[e]), e);
      return;
    }
    const index common = adjoints[elements[0]].guard;
    bool same = true;
    guard_ = common;
    for (const index e : elements) {
      same = same && adjoints[e].guard == common;
      guard_ = either(outer_, guard_, adjoints[e].guard);
    }
    if (same) guard_ = common;
    for (const index e : elements) {
      const bool as_it_is = same || outer_[e].type != 0;
      seeds_[outer_[e].attribute] =
          as_it_is ? guarded(outer_, adjoints[e]) : ungated(outer_, adjoints[e]);
    }
  }

  constexpr sequence<index> inline_body() {
    sequence<bool> seeded(seeds_.size(), false);
    for (index k = 0; k < seeds_.size(); ++k) seeded[k] = seeds_[k] != absent;
    carried_ = carries_with_adjoint(loop_, seeded, active_);
    for (index k = 0; k < loop_.carries; ++k)
      inputs_.push_back(draft_.element(body_, outer_.element(scan_, loop_.history(k)), type_of(k)));
    for (index k = loop_.carries; k < loop_.operands(); ++k)
      inputs_.push_back(k < loop_.carries + loop_.constants
                            ? draft_.constant(body_, operands_[k], type_of(k))
                            : draft_.element(body_, operands_[k], type_of(k)));
    // An operand that the scan has twice is one variable, whose adjoint is that of both.
    for (index k = loop_.carries; k < loop_.operands(); ++k)
      for (index j = loop_.carries; j < k; ++j)
        if (inputs_[j] == inputs_[k]) active_[k] = false;
    inputs_.push_back(draft_.counter = body_.variable());
    return inline_graph(body_, loop_.body, inputs_);
  }

  constexpr std::uint8_t type_of(index k) {
    return type_of_operand(outer_, loop_, k, operands_[k]);
  }
  /// 0 in the shape of operand k, or of what stands for it in the body.
  constexpr index zero_like(builder& b, index k) {
    return b.has_arrays() && k < loop_.carries + loop_.constants
               ? filled(b, b.number({0}), operands_[k])
               : b.number({0});
  }
  /// The elements of an adjoint of result k.
  constexpr index element_of(index k) {
    index sum = absent;
    for (const index part : parts_of(outer_, seeds_[k])) {
      const index element = draft_.element(body_, part, type_of_element(outer_, part));
      sum = sum == absent ? element : body_.make(operation::add, sum, element);
    }
    return sum;
  }

  /// The adjoints of the body's inputs that are active, `absent` for the others.
  constexpr sequence<index> differentiate(const sequence<index>& outputs) {
    sequence<index> variables, from, seeds;
    for (index k = 0; k < loop_.carries + loop_.stacked; ++k) {
      const bool is_carry = k < loop_.carries;
      if (is_carry ? !carried_[k] : seeds_[k] == absent) continue;
      from.push_back(outputs[k]);
      const auto start = [&] { return seeds_[k] == absent ? zero_like(outer_, k) : seeds_[k]; };
      seeds.push_back(is_carry ? draft_.carry(body_, start(), type_of(k)) : element_of(k));
    }
    for (index k = 0; k < operands_.size(); ++k)
      if (active_[k]) variables.push_back(inputs_[k]);
    const sequence<index> found = adjoint(body_, variables, from, seeds);
    sequence<index> result(operands_.size(), absent);
    for (index k = 0, next = 0; k < operands_.size(); ++k) {
      if (!active_[k]) continue;
      result[k] = found[next++];
      if (result[k] != absent && is_zero(body_, unrepeated(body_, result[k]))) result[k] = absent;
    }
    return result;
  }

  constexpr void close(const sequence<index>& gradient) {
    place_ = sequence<index>(operands_.size(), absent);
    for (index k = 0, mine = 0; k < loop_.carries; ++k) {
      if (!carried_[k]) continue;
      index sum = gradient[k];
      if (seeds_[loop_.history(k)] != absent) {
        const index more = element_of(loop_.history(k));
        sum = sum == absent ? more : body_.make(operation::add, sum, more);
      }
      // Where no path leads on, the adjoint is zero after the first iteration.
      if (sum != absent) place_[k] = mine;
      draft_.wanted[mine] = sum != absent;
      draft_.next[mine++] = sum == absent ? zero_like(body_, k) : sum;
    }
    for (index k = loop_.carries; k < operands_.size(); ++k) {
      if (gradient[k] == absent) continue;
      if (k < loop_.carries + loop_.constants) {
        place_[k] = draft_.carries.size();
        const index sum = draft_.carry(body_, zero_like(outer_, k), type_of(k));
        draft_.wanted[place_[k]] = true;
        draft_.next[place_[k]] = body_.make(operation::add, sum, gradient[k]);
      } else {
        place_[k] = draft_.stacked.size();
        draft_.stacked.push_back(gate(gradient[k]));
      }
    }
  }

  /// Sequences with different guards are summed in the next body: so the elements of each are 0
  /// where its guard does not hold.
  constexpr index gate(index value) {
    if (guard_ == absent) return value;
    const index one = outer_.number({1}), zero = outer_.number({0});
    const index flag = draft_.constant(body_, outer_.make(operation::select, guard_, one, zero));
    const index holds = body_.make(operation::not_equal, flag, body_.number({0}));
    return body_.make(operation::select, holds, value, body_.number({0}));
  }

  builder own_;
  builder &outer_, &body_;
  index scan_;
  graph_loop loop_;
  sequence<index> operands_, seeds_;
  sequence<bool> active_, carried_;
  loop_draft draft_;
  sequence<index> inputs_, place_;
  index guard_ = absent;
};

/// Carries the adjoint of node i, a part of a loop, backward.
constexpr void carry_back(builder& b, index i, const sequence<bool>& varies,
                          sequence<gathered>& adjoints) {
  // The adjoint of an element waits for that of the scan, which is so marked as having one.
  if (b[i].op == operation::element) adjoints[b[i].operands[0]].value = i;
  if (b[i].op == operation::scan) scan_adjoint(b, i, varies).run(adjoints);
}

}  // namespace detail
}  // namespace typegrad

#include <typegrad/pass/adjoint.hpp>
