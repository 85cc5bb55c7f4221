// Counts what is allocated: operator new for the whole program. Include it in one file of a
// program.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace typegrad::test {

inline std::size_t allocations = 0;

}  // namespace typegrad::test

void* operator new(std::size_t size) {
  ++typegrad::test::allocations;
  if (void* const p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++typegrad::test::allocations;
  const std::size_t a = static_cast<std::size_t>(alignment);
  if (void* const p = std::aligned_alloc(a, (size + a - 1) / a * a)) return p;
  throw std::bad_alloc();
}
// Not inlined: g++ would see std::free called on what another function than std::malloc returned.
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}
