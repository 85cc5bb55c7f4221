// A loop of a program over arrays at work: its body is a program of its own, which runs once an
// iteration, from the state in one place of memory to that in the next.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <typegrad/arrays/planner.hpp>
#include <typegrad/arrays/workspace.hpp>
#include <typegrad/pass/prepare_arrays.hpp>

namespace typegrad::detail {

/// The body of a loop as a graph by itself, with the tables of the graph around it.
constexpr graph body_of(const graph& g, index loop) {
  graph body = g.loops[loop].body;
  body.take_tables(g);
  for (node& n : body.nodes) n.type = known_type(g, n.type);
  return prepare_arrays(std::move(body));
}

/// The body of loop number Loop of the program P. It is recorded again, with all of P: a program
/// cannot keep the graph that it was planned from.
template <class P, index Loop>
struct loop_body_program {
  static constexpr graph make_graph() { return body_of(P::make_graph(), Loop); }
  static constexpr auto plan = plan_of<loop_body_program>();
};

template <class P, class T>
class bound_program;

/// Scan number K of the program P over numbers T.
template <class P, std::size_t K, class T>
class bound_scan {
  static constexpr plan_scan scan = P::plan.scans[K];
  static constexpr std::size_t carries = scan.carries, constants = scan.constants,
                               sequences = scan.sequences, stacked = scan.stacked;
  using body = loop_body_program<P, scan.body>;
  static constexpr index operand(std::size_t k) { return P::plan.wires[scan.first_wire + k]; }
  static constexpr index result(std::size_t k) { return operand(scan.operands() + k); }

 public:
  explicit bound_scan(const run_time_sizes<P>& sizes)
      : count_(sizes.number_of(scan.count)), body_(run_time_sizes<body>(sizes)) {
    for (std::size_t k = 0; k < scan.operands(); ++k) lengths_[k] = body_.input_elements(k);
    for (std::size_t k = 0; k < stacked; ++k) made_[k] = body_.output_size(carries + k).elements();
    std::size_t total = 0;
    for (std::size_t k = 0; k < carries; ++k) {
      offsets_[k] = total;
      total += 2 * static_cast<std::size_t>(lengths_[k]);
    }
    for (std::size_t k = 0; k < stacked; ++k) {
      offsets_[carries + k] = total;
      if (result(carries + k) == absent) total += static_cast<std::size_t>(made_[k]);
    }
    own_ = std::vector<T>(total, T(0));
  }

  /// Runs all iterations on the buffers of P.
  void operator()(run_places<P, T>& at) {
    std::array<const T*, scan.operands() + 1> in{};
    std::array<T*, carries + stacked + 1> out{};
    for (std::size_t k = 0; k < constants; ++k) in[carries + k] = at[operand(carries + k)];
    for (std::size_t k = 0; k < carries; ++k) {
      T* const first = state(k, 0, at);
      std::copy_n(at[operand(k)], lengths_[k], first);
      in[k] = first;
    }
    T counter(0);
    in[scan.operands()] = &counter;
    for (std::ptrdiff_t step = 0; step < count_; ++step) {
      const std::ptrdiff_t t = iteration(step);
      counter = T(static_cast<double>(t));
      for (std::size_t k = carries + constants; k < scan.operands(); ++k)
        in[k] = at[operand(k)] + t * lengths_[k];
      for (std::size_t k = 0; k < carries; ++k) out[k] = state(k, step + 1, at);
      for (std::size_t k = 0; k < stacked; ++k) out[carries + k] = element(k, t, at);
      body_(in.data(), out.data());
      for (std::size_t k = 0; k < carries; ++k) in[k] = out[k];
    }
  }

 private:
  std::ptrdiff_t iteration(std::ptrdiff_t step) const {
    return scan.backward ? count_ - 1 - step : step;
  }
  /// Where carry k stands before iteration number `step` of the run: in its history if that is
  /// kept, after the last one in the result.
  T* state(std::size_t k, std::ptrdiff_t step, run_places<P, T>& at) {
    const index last = result(k), history = result(carries + stacked + k);
    if (step == count_ && last != absent) return at[last];
    if (step < count_ && history != absent) return at[history] + iteration(step) * lengths_[k];
    return own_.data() + offsets_[k] + (step % 2 == 0 ? 0 : static_cast<std::size_t>(lengths_[k]));
  }
  /// Where iteration t puts its element of sequence k; always the same place if nothing reads it.
  T* element(std::size_t k, std::ptrdiff_t t, run_places<P, T>& at) {
    const index made = result(carries + k);
    return made == absent ? own_.data() + offsets_[carries + k] : at[made] + t * made_[k];
  }

  std::ptrdiff_t count_;
  bound_program<body, T> body_;
  std::array<std::ptrdiff_t, scan.operands() + 1> lengths_{};  ///< numbers an iteration takes
  std::array<std::ptrdiff_t, stacked + 1> made_{};             ///< and makes
  std::array<std::size_t, carries + stacked + 1> offsets_{};
  std::vector<T> own_;  ///< two places for each carry, one for an element that nothing reads
};

/// All scans of a program.
template <class P, class T, class Scans>
struct scans_of;
template <class P, class T, std::size_t... K>
struct scans_of<P, T, std::index_sequence<K...>> {
  using type = std::tuple<bound_scan<P, K, T>...>;
  static type bind(const run_time_sizes<P>& sizes) { return type(bound_scan<P, K, T>(sizes)...); }
};

}  // namespace typegrad::detail
