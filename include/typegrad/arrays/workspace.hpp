// Where the values of a program lie while it runs: arrays in a workspace, single numbers where the
// compiler can keep them in registers.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/run_time_sizes.hpp>

namespace typegrad::detail {

/// By buffer of the program P: which of a run's own numbers it is, or `absent`. These are one
/// number each, are made and read within a run, and by no scan.
template <class P>
inline constexpr auto own_numbers = [] {
  std::array<index, P::plan.made.buffers + 1> own{};
  own.fill(absent);
  const auto is_one = [](index buffer) {
    const shape& s = P::plan.shapes[P::plan.buffer_types[buffer]];
    return std::all_of(s.extents, s.extents + s.rank, [](auto extent) { return extent == 1; });
  };
  std::array<bool, P::plan.made.buffers + 1> stays{};
  for (index k = 0; k < P::plan.made.wires; ++k)
    if (P::plan.wires[k] != absent) stays[P::plan.wires[k]] = true;
  for (index k = 0; k < P::plan.made.steps; ++k)
    if (is_fixed_by_sizes(P::plan.steps[k].op)) stays[P::plan.steps[k].result] = true;
  index count = 0;
  for (index k = P::plan.inputs + P::plan.outputs; k < P::plan.made.buffers; ++k)
    if (!stays[k] && is_one(k)) own[k] = count++;
  own[P::plan.made.buffers] = count;
  return own;
}();

/// Memory for the values of P over T, and where each buffer lies: the slots of the workspace, and,
/// as a call gives them, the inputs and the outputs.
template <class P, class T>
class workspace {
  static constexpr std::size_t inputs = P::plan.inputs, outputs = P::plan.outputs,
                               buffers = P::plan.made.buffers;

 public:
  explicit workspace(const run_time_sizes<P>& sizes) {
    std::size_t total = 0;
    std::array<std::size_t, buffers + 1> offsets{};
    for (std::size_t k = inputs + outputs; k < buffers; ++k) {
      offsets[k] = total;
      const auto n = static_cast<std::size_t>(sizes[P::plan.buffer_types[k]].elements());
      total += (n + 15) / 16 * 16;
    }
    // The first slot of plain numbers begins a cache line, and so do all others.
    constexpr std::size_t line = 64, spare = std::is_arithmetic_v<T> ? line / sizeof(T) : 0;
    storage_ = std::vector<T>(total + spare, T(0));
    T* first = storage_.data();
    if constexpr (spare > 0)
      while (reinterpret_cast<std::uintptr_t>(first) % line != 0) ++first;
    for (std::size_t k = inputs + outputs; k < buffers; ++k) slots_[k] = first + offsets[k];
  }
  workspace(workspace&&) noexcept = default;
  workspace& operator=(workspace&&) noexcept = default;

  void take(const T* const* in, T* const* out) {
    for (std::size_t k = 0; k < inputs; ++k) slots_[k] = const_cast<T*>(in[k]);  // never written
    for (std::size_t k = 0; k < outputs; ++k) slots_[inputs + k] = out[k];
  }
  T* const* slots() const { return slots_.data(); }

 private:
  std::vector<T> storage_;
  std::array<T*, buffers + 1> slots_{};
};

/// The place of each buffer in a run of P over T.
template <class P, class T>
class run_places {
  static constexpr bool has_own = std::is_trivially_default_constructible_v<T>;
  static constexpr std::size_t count = has_own ? own_numbers<P>[P::plan.made.buffers] : 0;

 public:
  explicit run_places(T* const* slots) : slots_(slots) {}

  T* operator[](index buffer) {
    if constexpr (has_own)
      if (own_numbers<P>[buffer] != absent) return own_ + own_numbers<P>[buffer];
    return slots_[buffer];
  }

 private:
  T* const* slots_;
  T own_[count + 1];
};

}  // namespace typegrad::detail
