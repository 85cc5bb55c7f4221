// Minibatches: the samples in an order drawn anew for each epoch, some at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <typegrad/arrays/argument.hpp>

namespace typegrad {

/// The same order for the same seed, on every machine.
class minibatches {
 public:
  /// Throws std::invalid_argument for no samples, or batches that are empty or larger than all.
  minibatches(std::size_t samples, std::size_t batch, std::uint64_t seed)
      : order_(samples), batch_(batch), random_(seed) {
    if (batch == 0 || batch > samples)
      throw std::invalid_argument("typegrad: a minibatch of " + std::to_string(batch) + " out of " +
                                  std::to_string(samples) +
                                  " samples; it takes at least one, and no more than there are");
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    shuffle();
  }

  /// How many batches an epoch has; samples that fill no batch wait for the next epoch's order.
  std::size_t per_epoch() const { return order_.size() / batch_; }

  /// The numbers of the next batch's samples.
  std::span<const std::size_t> next() {
    if (first_ + batch_ > order_.size()) {
      shuffle();
      first_ = 0;
    }
    const std::span<const std::size_t> all(order_);
    return all.subspan((first_ += batch_) - batch_, batch_);
  }

 private:
  /// Fisher and Yates's shuffle (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 P);
  /// std::shuffle differs between libraries.
  void shuffle() {
    for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random_() % i]);
  }

  std::vector<std::size_t> order_;
  std::size_t batch_, first_ = 0;
  std::mt19937_64 random_;
};

/// Copies the samples named, along the first axis of `from`, to `to`, whose first axis is as long
/// as the list. Throws std::out_of_range for a sample that is not there, and std::invalid_argument
/// where the other axes differ.
template <array_leaf From, array_leaf To>
void gather_samples(const From& from, std::span<const std::size_t> samples, To& to) {
  const detail::array_size source = array_argument<From>::size(from),
                           target = array_argument<To>::size(to);
  const std::ptrdiff_t length = source.stride(0);
  if (target.extents[0] != static_cast<std::ptrdiff_t>(samples.size()) ||
      target.stride(0) != length)
    throw std::invalid_argument("typegrad: the array for a minibatch has not its shape");
  auto* out = to.data();
  for (const std::size_t s : samples) {
    if (s >= static_cast<std::size_t>(source.extents[0]))
      throw std::out_of_range("typegrad: sample " + std::to_string(s) + " of " +
                              std::to_string(source.extents[0]));
    out = std::copy_n(from.data() + static_cast<std::ptrdiff_t>(s) * length, length, out);
  }
}

}  // namespace typegrad
