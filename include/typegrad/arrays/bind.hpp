// Programs bound to the sizes of their arguments: called again and again without allocation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include <typegrad/arrays/evaluation.hpp>
#include <typegrad/program/directional.hpp>

namespace typegrad {

namespace detail {

/// Leaves that a bound program takes in place of those that it was bound with.
template <class Bound, class Given>
inline constexpr bool replaces =
    std::is_same_v<Bound, Given> || (!array_leaf<Bound> && !array_leaf<Given>);
template <class Bound, class Given>
inline constexpr bool all_replace = false;
template <class... B, class... G>
  requires(sizeof...(B) == sizeof...(G))
inline constexpr bool all_replace<leaf_list<B...>, leaf_list<G...>> = (replaces<B, G> && ...);

/// The places in memory of N arrays: none for an empty one.
template <std::size_t N>
struct memory {
  std::array<std::uintptr_t, N> first{}, last{};

  template <class T>
  void put(std::size_t k, const T* place, std::ptrdiff_t elements) {
    if (elements == 0) return;
    first[k] = reinterpret_cast<std::uintptr_t>(place);
    last[k] = reinterpret_cast<std::uintptr_t>(place + elements);
  }
  bool overlap(std::size_t k, std::size_t i) const {
    return first[k] < last[i] && first[i] < last[k];
  }
};

}  // namespace detail

/// A program with a workspace of its own, for arguments of the sizes that it was bound to. Copies
/// are independent of each other: each thread may have one.
template <class F, class... Arguments>
class bound {
  using calls = detail::array_call<F, Arguments...>;
  using number = typename calls::number;
  static constexpr std::size_t count = sizeof...(Arguments), inputs = calls::leaves::size,
                               outputs = calls::outputs;

 public:
  using evaluator = typename calls::evaluator;
  using result = typename calls::result;

  explicit bound(const Arguments&... arguments)
      : sizes_(detail::sizes_of_leaves(arguments...)), program_(sizes_), in_(arguments...) {
    for (std::size_t k = 0; k < inputs; ++k) elements_[k] = sizes_[k].elements();
    for (std::size_t k = 0; k < outputs; ++k)
      elements_[inputs + k] = program_.output_size(k).elements();
  }

  /// step(arguments...): the result by value, in arrays of its own.
  /// step(arguments..., results...): the leaves of the result are written, in order, to the leaves
  /// of what follows the arguments, and nothing is allocated, unless an argument is an expression
  /// that allocates. Throws, before anything is written: shape_error, if a size is not the bound
  /// one; std::invalid_argument, if an output shares memory with an argument or another output.
  /// What lies where it lay at the last call costs one comparison each, and one an extent.
  template <class... All>
    requires(sizeof...(All) >= count)
  auto operator()(All&&... given) {
    const std::tuple<All&...> references(given...);
    return [&]<std::size_t... X, std::size_t... Y>(std::index_sequence<X...>,
                                                   std::index_sequence<Y...>) {
      const auto arguments = std::tie(std::as_const(std::get<X>(references))...);
      if constexpr (sizeof...(Y) == 0)
        return evaluate(arguments);
      else
        write(arguments, std::tie(std::get<count + Y>(references)...));
    }(std::make_index_sequence<count>{}, std::make_index_sequence<sizeof...(All) - count>{});
  }

 private:
  template <class X>
  auto evaluate(const X& arguments) {
    out_ = {};
    take(arguments);
    return calls::run(program_, in_);
  }

  template <class X, class Y>
  void write(const X& arguments, const Y& results) {
    bool is_known = true;
    each_argument(arguments, [&](const auto& leaf, std::size_t k) {
      is_known = is_known && fits(leaf, k) && in_.lies_as_before(leaf, k);
    });
    each_result(results, [&](auto& leaf, std::size_t k) {
      is_known = is_known && fits_result(leaf, k) && place_of(leaf) == out_[k];
    });
    if (is_known)
      each_argument(arguments, [&](const auto& leaf, std::size_t k) { in_.copy(leaf, k); });
    else
      accept(arguments, results);
    program_(in_.pointers(), out_.data());
  }

  /// Calls f(leaf, k) for each leaf k of the arguments.
  template <class X, class Each>
  static void each_argument(const X& arguments, Each f) {
    std::apply(
        [&]<class... A>(const A&... a) {
          static_assert(
              detail::all_replace<typename calls::leaves, detail::leaves_of_arguments<A...>>,
              "typegrad: a bound program is called with arguments of the types that it was bound "
              "to");
          detail::each_leaf(f, a...);
        },
        arguments);
  }
  /// The same for the results to be written.
  template <class... Y, class Each>
  static void each_result(const std::tuple<Y&...>& results, Each f) {
    if constexpr (sizeof...(Y) == 1 && (std::is_same_v<Y, result> && ...)) {
      std::size_t k = 0;
      calls::tree::each(std::get<0>(results), [&](auto& leaf) { f(leaf, k++); });
    } else {
      static_assert((std::size_t{0} + ... + detail::argument_tree<Y>::leaves::size) == outputs,
                    "typegrad: a bound program is called with its arguments and, after them, "
                    "nothing or as many outputs as its result has numbers and arrays");
      std::apply([&](auto&... y) { detail::each_leaf(f, y...); }, results);
    }
  }

  /// Of the type that was bound, an argument can differ in extents that are known at run time only.
  template <class Leaf>
  bool fits(const Leaf& leaf, std::size_t k) const {
    return detail::shape_of_leaf<Leaf>::type::is_fixed || detail::has_extents(leaf, sizes_[k]);
  }
  template <class Leaf>
  bool fits_result(const Leaf& leaf, std::size_t k) const {
    const detail::array_size& size = program_.output_size(k);
    return size.rank == detail::shape_of_leaf<Leaf>::type::size.rank &&
           detail::has_extents(leaf, size);
  }

  /// Where a result is to be written.
  template <class Leaf>
  static number* place_of(Leaf& leaf) {
    static_assert(detail::writable_as<Leaf, number> || std::is_same_v<Leaf, number>,
                  "typegrad: an output of a bound program is a number, or an array in row-major "
                  "order, of the number type of the call");
    if constexpr (array_leaf<Leaf>)
      return array_argument<Leaf>::data(leaf);
    else
      return &leaf;
  }

  /// Arguments and results that do not all lie where they did.
  template <class X, class Y>
  [[gnu::cold, gnu::noinline]] void accept(const X& arguments, const Y& results) {
    out_ = {};
    take(arguments);
    std::array<number*, outputs + 1> out{};
    each_result(results, [&](auto& leaf, std::size_t k) {
      if (!fits_result(leaf, k))
        refuse("output ", k, detail::size_of_leaf(leaf), "; the program's result has the shape ",
               program_.output_size(k));
      out[k] = place_of(leaf);
    });
    check_memory(out);
    out_ = out;
  }
  template <class X>
  void take(const X& arguments) {
    each_argument(arguments, [&](const auto& leaf, std::size_t k) {
      if (!fits(leaf, k))
        refuse("argument ", k, detail::size_of_leaf(leaf), "; the program was bound to the shape ",
               sizes_[k]);
    });
    each_argument(arguments, [&](const auto& leaf, std::size_t k) { in_.take(leaf, k); });
  }
  [[noreturn]] static void refuse(const char* what, std::size_t k, const detail::array_size& size,
                                  const char* beside, const detail::array_size& right) {
    throw shape_error("typegrad: " + (what + std::to_string(k)) + " has the shape " +
                      detail::text_of(size) + beside + detail::text_of(right));
  }

  void check_memory(const std::array<number*, outputs + 1>& out) const {
    detail::memory<inputs + outputs> places;
    for (std::size_t k = 0; k < inputs; ++k) places.put(k, in_.pointers()[k], elements_[k]);
    for (std::size_t k = 0; k < outputs; ++k) places.put(inputs + k, out[k], elements_[inputs + k]);
    bool overlaps = false;
    for (std::size_t k = inputs; k < inputs + outputs; ++k)
      for (std::size_t i = 0; i < k; ++i) overlaps |= places.overlap(k, i);
    if (overlaps) refuse(places);
  }
  [[noreturn]] static void refuse(const detail::memory<inputs + outputs>& places) {
    std::size_t k = inputs, i = 0;
    while (!places.overlap(k, i))
      if (++i == k) ++k, i = 0;
    const bool is_argument = i < inputs;
    throw std::invalid_argument("typegrad: output " + std::to_string(k - inputs) +
                                " shares memory with " + (is_argument ? "argument " : "output ") +
                                std::to_string(is_argument ? i : i - inputs) +
                                "; give a bound program outputs of their own");
  }

  detail::leaf_sizes<inputs> sizes_;
  std::array<std::ptrdiff_t, inputs + outputs> elements_{};  ///< of the arguments, then the outputs
  /// Where the results of the last call lay, if that was found to be right.
  std::array<number*, outputs + 1> out_{};
  typename calls::state program_;
  typename calls::inputs in_;
};

/// The program f with all sizes and its workspace fixed by these arguments. Throws shape_error
/// where they do not fit together. Memory: the values that f keeps, planned at compile time so that
/// those of one shape which never live together share a place.
template <class F, class... Arguments>
auto bind(const F&, const Arguments&... arguments) {
  return bound<F, Arguments...>(arguments...);
}

/// The same of tg::jvp(f) and tg::hvp(f). The bound program is called with the parts of the point
/// and then those of the direction, one by one.
template <class Rule, class F, class... X, class... V>
auto bind(const detail::directional<Rule, F>&, const at<X...>& x, const along<V...>& v) {
  using flat = typename detail::directional<Rule, F>::template flat<sizeof...(X)>;
  return std::apply([](const auto&... part) { return bound<flat, X..., V...>(part...); },
                    std::tuple_cat(x.values, v.values));
}

}  // namespace typegrad
