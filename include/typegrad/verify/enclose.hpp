// Enclosures: a program over intervals, which contain every value that it takes over their points.
#pragma once

#include <iosfwd>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

#include <typegrad/verify/check.hpp>

namespace typegrad {

/// All numbers from `lower` to `upper`. A number is the interval of itself.
class interval {
 public:
  constexpr interval() = default;
  constexpr interval(double number) : lower_(number), upper_(number) {}
  /// Throws std::invalid_argument unless lower <= upper.
  interval(double lower, double upper);

  constexpr double lower() const { return lower_; }
  constexpr double upper() const { return upper_; }
  constexpr bool contains(double number) const { return lower_ <= number && number <= upper_; }

  friend constexpr bool operator==(const interval&, const interval&) = default;

 private:
  double lower_ = 0, upper_ = 0;
};

/// "[1.5, 2.5]", with digits enough to read both ends back.
std::ostream& operator<<(std::ostream& out, const interval& i);

template <>
struct is_number<interval> : std::true_type {};

/// The outputs of a graph over intervals: each contains what exact arithmetic gives at every point
/// of the inputs' intervals. Every operation is rounded outward, by MPFI and MPFR. Where a
/// comparison holds at some points and not at others, a choice is the hull of both sides; at a kink
/// a derivative is the hull of those on both sides. Throws std::domain_error, with the operation's
/// name, where an output is not defined on all of the intervals (a logarithm of numbers below 0);
/// std::invalid_argument where the intervals are not as many as the inputs, and for a graph with
/// arrays. Cost: that of interpretation, some hundred times that of doubles.
std::vector<interval> enclose(const graph& program, std::span<const interval> inputs);

namespace detail {

/// A program that is evaluated over intervals.
template <class F>
struct enclosed_program {
  F f;

  template <class... Arguments>
  auto operator()(const Arguments&... arguments) const {
    using traced =
        std::remove_cvref_t<std::invoke_result_t<const F&, rebind_t<Arguments, symbol>...>>;
    std::vector<interval> in;
    (structure_of<Arguments>::each(arguments, [&](const auto& leaf) { in.push_back(leaf); }), ...);
    const std::vector<interval> out = typegrad::enclose(primal_graph<F, Arguments...>(f), in);
    rebind_t<traced, interval> result{};
    std::size_t next = 0;
    structure_of<decltype(result)>::each(result, [&](interval& leaf) { leaf = out[next++]; });
    return result;
  }
};

}  // namespace detail

/// x -> f(x) over intervals, in the shape of f's result: `tg::enclose(f)(tg::interval(1.9, 2.1),
/// 5.0)`; `tg::enclose(tg::value_and_grad(f))` encloses value and gradient. The arguments are
/// intervals and numbers, or trees of intervals, by position. Each operation takes its operands as
/// if they were independent, so the enclosure is the wider the longer the program and the wider the
/// intervals. Errors and cost: as for the graph.
template <class F>
constexpr auto enclose(const F& f) {
  static_assert(std::is_class_v<F> && (stateless<F> || detail::over_variables<F>),
                "typegrad: only a program without state is evaluated over intervals; pass a "
                "captureless lambda, a function object without members or a formula");
  return detail::enclosed_program<F>{f};
}

}  // namespace typegrad
