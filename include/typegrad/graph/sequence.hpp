// A growable array that works alike in constant evaluation and at run time, and costs a compiler
// little to evaluate: std::vector takes g++ several times as many steps.
#pragma once

#include <cstdint>
#include <utility>

namespace typegrad {

/// Elements of a trivially copyable type T in one block that grows fourfold when it is full.
template <class T>
class sequence {
 public:
  constexpr sequence() = default;
  constexpr explicit sequence(std::uint32_t count, const T& value = T{})
      : data_(new T[count]), size_(count), capacity_(count) {
    for (std::uint32_t i = 0; i < count; ++i) data_[i] = value;
  }
  /// `count` elements that are set before they are read.
  static constexpr sequence unset(std::uint32_t count) {
    sequence s;
    s.data_ = new T[count];
    s.size_ = s.capacity_ = count;
    return s;
  }
  constexpr sequence(const sequence& other)
      : data_(new T[other.size_]), size_(other.size_), capacity_(other.size_) {
    for (std::uint32_t i = 0; i < size_; ++i) data_[i] = other.data_[i];
  }
  constexpr sequence(sequence&& other) noexcept { swap(other); }
  constexpr sequence& operator=(const sequence& other) {
    sequence copy(other);
    swap(copy);
    return *this;
  }
  constexpr sequence& operator=(sequence&& other) noexcept {
    swap(other);
    return *this;
  }
  constexpr ~sequence() { delete[] data_; }

  /// Returns the place of the new element.
  constexpr std::uint32_t push_back(const T& value) {
    if (size_ == capacity_) grow();
    data_[size_] = value;
    return size_++;
  }
  constexpr void pop_back() { --size_; }
  /// Leaves the first `count` elements.
  constexpr void shorten(std::uint32_t count) { size_ = count; }
  constexpr T& operator[](std::uint32_t i) { return data_[i]; }
  constexpr const T& operator[](std::uint32_t i) const { return data_[i]; }
  constexpr std::uint32_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T* begin() { return data_; }
  constexpr T* end() { return data_ + size_; }
  constexpr const T* begin() const { return data_; }
  constexpr const T* end() const { return data_ + size_; }

 private:
  constexpr void swap(sequence& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  constexpr void grow() {
    const std::uint32_t capacity = capacity_ < 64 ? 64 : 4 * capacity_;
    T* const data = new T[capacity];
    for (std::uint32_t i = 0; i < size_; ++i) data[i] = data_[i];
    delete[] data_;
    data_ = data;
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace typegrad
