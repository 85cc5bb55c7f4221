// Programs bound to the sizes of their arguments: called again and again without allocation.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

#include <typegrad/arrays/evaluation.hpp>

namespace typegrad {

/// A program with a workspace of its own, for arguments of the sizes that it was bound to. Copies
/// are independent of each other: each thread may have one.
template <class F, class... Arguments>
class bound {
  using calls = detail::array_call<F, Arguments...>;
  static constexpr std::size_t count = sizeof...(Arguments);

 public:
  using result = typename calls::result;
  using program = typename calls::program_type;

  explicit bound(const Arguments&... arguments)
      : sizes_(calls::sizes_of(arguments...)), program_(sizes_) {
    detail::check_faults<typename calls::program_type>();
  }

  /// The result by value, in arrays of its own.
  result operator()(const Arguments&... arguments) {
    check(arguments...);
    result y{};
    calls::resize(program_, y);
    calls::run(program_, std::tie(arguments...), y);
    return y;
  }

  /// step(arguments..., results...): the leaves of the result, in order, are written to what
  /// follows the arguments. Nothing is allocated, unless an argument is an expression or has
  /// numbers of another type.
  template <class... All>
    requires(sizeof...(All) > count)
  void operator()(All&&... all) {
    const auto references = std::forward_as_tuple(all...);
    [&]<std::size_t... X, std::size_t... Y>(std::index_sequence<X...>, std::index_sequence<Y...>) {
      write(std::tuple<const Arguments&...>(std::get<X>(references)...),
            std::get<count + Y>(references)...);
    }(std::make_index_sequence<count>{}, std::make_index_sequence<sizeof...(All) - count>{});
  }

 private:
  template <class... Y>
  void write(const std::tuple<const Arguments&...>& arguments, Y&... y) {
    static_assert((std::size_t{0} + ... + structure<Y>::size) == structure<result>::size,
                  "typegrad: a bound program is called with its arguments and, after them, either "
                  "nothing or as many outputs as its result has numbers and arrays");
    std::apply([&](const auto&... x) { check(x...); }, arguments);
    std::size_t k = 0;
    const auto fits = [&](const auto& leaf) {
      check_size("output", "the program's result has", k, leaf, program_.output_size(k));
      ++k;
    };
    (structure<Y>::each(y, fits), ...);
    calls::run(program_, arguments, y...);
  }

  void check(const Arguments&... arguments) const {
    std::size_t k = 0;
    const auto fits = [&](const auto& leaf) {
      check_size("argument", "the program was bound to", k, leaf, sizes_[k]);
      ++k;
    };
    (structure<Arguments>::each(arguments, fits), ...);
  }

  template <class Leaf>
  static void check_size(const char* what, const char* whose, std::size_t place, const Leaf& leaf,
                         const detail::array_size& wanted) {
    if constexpr (array_like<Leaf>) {
      const detail::array_size size = array_argument<Leaf>::size(leaf);
      bool fits = true;
      for (std::size_t k = 0; k < array_argument<Leaf>::rank; ++k)
        fits = fits && size.extents[k] == wanted.extents[k];
      if (!fits || wanted.rank != static_cast<int>(array_argument<Leaf>::rank))
        throw_size(what, whose, place, size, wanted);
    }
  }
  [[noreturn, gnu::cold, gnu::noinline]] static void throw_size(const char* what, const char* whose,
                                                                std::size_t place,
                                                                const detail::array_size& size,
                                                                const detail::array_size& wanted) {
    throw shape_error("typegrad: " + std::string(what) + " " + std::to_string(place) +
                      " has the shape " + detail::text_of(size) + "; " + whose + " the shape " +
                      detail::text_of(wanted));
  }

  std::array<detail::array_size, calls::inputs + 1> sizes_;
  typename calls::bound program_;
};

/// The program f with all sizes and its workspace fixed by these arguments. Throws shape_error
/// where they do not fit together. Memory: the values that f keeps, planned at compile time so that
/// those of one shape which never live together share a place.
template <class F, class... Arguments>
auto bind(const F&, const Arguments&... arguments) {
  return bound<F, Arguments...>(arguments...);
}

}  // namespace typegrad
