// The loop over samples that sums and maps share: the program of one sample, the arguments' places
// among its inputs, and the number of samples.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/eval/evaluate.hpp>
#include <typegrad/pass/split.hpp>
#include <typegrad/program/program.hpp>
#include <typegrad/simd/kernel.hpp>
#include <typegrad/simd/samples.hpp>

namespace typegrad::simd {

[[noreturn, gnu::cold]] inline void throw_lengths(std::size_t argument, std::size_t length,
                                                  std::size_t other, std::size_t other_length) {
  throw std::invalid_argument("typegrad: argument " + std::to_string(argument) + " has " +
                              std::to_string(length) + " samples and argument " +
                              std::to_string(other) + " has " + std::to_string(other_length) +
                              "; all arguments that vary by sample must have one length");
}

/// One argument of the call: a tree of numbers, the same for all samples, or samples.
template <bool Varies, class A>
struct argument {
  using tree = A;
  static constexpr std::size_t numbers = structure<A>::size;
};
template <class A>
struct argument<true, A> : samples<A> {};

/// What is done once, and for each sample, where the inputs that `Varies` marks differ from sample
/// to sample: two programs for the evaluator.
template <class Program, auto Varies>
struct parts {
  static constexpr auto drafts() {
    sequence<bool> varies;
    for (const bool differs : Varies) varies.push_back(differs);
    const split_program split = typegrad::split(Program::make_graph(), varies);
    return std::pair(freeze(split.once), freeze(split.each));
  }
  static constexpr auto frozen = [] {
    if constexpr (TYPEGRAD_FIT_CONSTANTS) {
      constexpr auto both = drafts();
      return std::pair(fitted<both.first.used>(both.first), fitted<both.second.used>(both.second));
    } else {
      return drafts();
    }
  }();
  struct once {
    static constexpr const auto& frozen = parts::frozen.first;
  };
  struct each {
    static constexpr const auto& frozen = parts::frozen.second;
  };
};

/// The program F called with Arguments of which those at the positions I vary by sample.
template <class F, class Positions, class... Arguments>
class loop;

template <class F, std::size_t... I, class... Arguments>
class loop<F, std::index_sequence<I...>, Arguments...> {
  static constexpr std::size_t arity = sizeof...(Arguments);
  static_assert(((I < arity) && ...),
                "typegrad: sum_over<...> or map_over<...> names an argument that the call does not "
                "have; positions count from 0");

  static constexpr bool varies(std::size_t position) { return ((position == I) || ...); }

  template <std::size_t K>
  using at = argument<varies(K), std::tuple_element_t<K, std::tuple<Arguments...>>>;

  template <std::size_t... K>
  static auto trees(std::index_sequence<K...>)
      -> std::type_identity<std::tuple<typename at<K>::tree...>>;
  using positions = std::make_index_sequence<arity>;
  using sample_trees = typename decltype(trees(positions{}))::type;

  template <class... Tree>
  static auto program_of(std::type_identity<std::tuple<Tree...>>)
      -> program<F, rebind_t<Tree, symbol>...>;

  template <std::size_t... K>
  static constexpr std::array<std::size_t, arity + 1> count_offsets(std::index_sequence<K...>) {
    std::array<std::size_t, arity + 1> counted{};
    ((counted[K + 1] = counted[K] + at<K>::numbers), ...);
    return counted;
  }
  static constexpr std::array<std::size_t, arity + 1> offset = count_offsets(positions{});

  /// For each number among the arguments: is it that of a sample?
  static constexpr std::array<bool, offset[arity]> marks = [] {
    std::array<bool, offset[arity]> marked{};
    for (std::size_t position = 0; position < arity; ++position)
      for (std::size_t place = offset[position]; place < offset[position + 1]; ++place)
        marked[place] = varies(position);
    return marked;
  }();

 public:
  using scalar = typename structure<sample_trees>::scalar;
  using batch = lanes_t<scalar>;
  using program_type = decltype(program_of(std::type_identity<sample_trees>{}));
  using result = rebind_t<typename program_type::result, scalar>;
  static constexpr std::size_t width = lanes<scalar>::size;
  static constexpr std::size_t outputs = structure<result>::size;

 private:
  using once = typename parts<program_type, marks>::once;
  using each_sample = typename parts<program_type, marks>::each;
  static constexpr std::size_t handed_on = once::frozen.output_count;

 public:
  /// The operations that are executed for each sample: those that depend on no sample are not.
  static constexpr std::size_t operations = [] {
    std::size_t count = 0;
    for (index place = 0; place < each_sample::frozen.node_count; ++place)
      count += each_sample::frozen.nodes[place].op != operation::input;
    return count;
  }();

  explicit loop(const Arguments&... arguments) : arguments_(arguments...) {
    each([&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      if constexpr (varies(K)) {
        at<K>::each_length(std::get<K>(arguments_), [&](std::size_t length) {
          if (named_ == arity) length_ = length, named_ = K;
          if (length != length_) throw_lengths(K, length, named_, length_);
        });
      } else {
        batch* to = inputs_ + offset[K];
        structure<typename at<K>::tree>::each(std::get<K>(arguments_), [&](const auto& number) {
          *to++ = batch(static_cast<scalar>(number));
        });
      }
    });
    if constexpr (handed_on > 0)
      if (length_ > 0)
        typegrad::evaluate<once>(static_cast<const batch*>(inputs_), inputs_ + offset[arity]);
  }

  std::size_t length() const { return length_; }

  /// Checks that there is room for one result a sample.
  void check_room(std::size_t room) const {
    if (room != length_)
      throw std::invalid_argument("typegrad: the output has room for " + std::to_string(room) +
                                  " results and argument " + std::to_string(named_) + " has " +
                                  std::to_string(length_) + " samples; they must be equal");
  }

  /// The results of the `count` samples from `first` on, one a lane.
  void evaluate(std::size_t first, std::size_t count, batch* to) {
    each([&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      if constexpr (varies(K))
        at<K>::template read<scalar>(std::get<K>(arguments_), first, count, inputs_ + offset[K]);
    });
    typegrad::evaluate<each_sample>(static_cast<const batch*>(inputs_), to);
  }

 private:
  template <class V>
  static void each(V&& visit) {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (visit(std::integral_constant<std::size_t, K>{}), ...);
    }(positions{});
  }

  std::tuple<const Arguments&...> arguments_;
  std::size_t length_ = 0, named_ = arity;
  batch inputs_[offset[arity] + handed_on + 1];
};

}  // namespace typegrad::simd
