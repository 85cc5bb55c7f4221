# typegrad_warnings: the warnings under which the project's own sources are clean. Not exported.
include_guard(GLOBAL)

add_library(typegrad_warnings INTERFACE)
target_compile_options(typegrad_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow)

# typegrad_simd_warnings: the same for programs in SIMD lanes, where g++ 12's own AVX-512 header warns
# falsely of uninitialised values; and of bounds, where equal functions of two types were merged.
add_library(typegrad_simd_warnings INTERFACE)
target_link_libraries(typegrad_simd_warnings INTERFACE typegrad_warnings)
target_compile_options(typegrad_simd_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized -Wno-maybe-uninitialized -Wno-array-bounds>)
