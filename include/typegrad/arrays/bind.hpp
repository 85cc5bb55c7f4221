// Programs bound to the sizes of their arguments: called again and again without allocation.
#pragma once

#include <cstddef>
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
  void operator()(All&&... given) {
    const auto references = std::forward_as_tuple(given...);
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
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      if constexpr (array_like<leaf_type>)
        if (!(array_argument<leaf_type>::size(leaf) == program_.output_size(k)))
          throw shape_error("typegrad: output " + std::to_string(k) + " has the shape " +
                            detail::text_of(array_argument<leaf_type>::size(leaf)) +
                            "; the program's result has the shape " +
                            detail::text_of(program_.output_size(k)));
      ++k;
    };
    (structure<Y>::each(y, fits), ...);
    calls::run(program_, arguments, y...);
  }

  void check(const Arguments&... arguments) const {
    const auto sizes = calls::sizes_of(arguments...);
    for (std::size_t k = 0; k < calls::inputs; ++k)
      if (!(sizes[k] == sizes_[k]))
        throw shape_error("typegrad: argument " + std::to_string(k) + " has the shape " +
                          detail::text_of(sizes[k]) + "; the program was bound to the shape " +
                          detail::text_of(sizes_[k]));
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
