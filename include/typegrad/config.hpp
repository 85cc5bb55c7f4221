// What a compiler needs to be told: an entry only where it was measured to matter.
#pragma once

/// For the functions of one node's or one block's code. g++ does not inline some hundred of them
/// into one function by itself, and the code is as fast as hand-written only if it does. Without
/// optimisation, inlining costs g++ 12 as much time again as all the rest.
#ifdef __OPTIMIZE__
#define TYPEGRAD_INLINE [[gnu::always_inline]] inline
#else
#define TYPEGRAD_INLINE inline
#endif

/// For a function of one program's code. g++'s vectoriser of straight-line code gathers the results
/// into vectors to store them together; the moves that this takes cost 3 to 6 % more than they
/// save.
#if defined(__GNUC__) && !defined(__clang__)
#define TYPEGRAD_STRAIGHT_LINE [[gnu::optimize("no-tree-slp-vectorize")]]
#else
#define TYPEGRAD_STRAIGHT_LINE
#endif

/// Where one instruction adds or multiplies two doubles.
#if defined(__SSE2__) || defined(__aarch64__)
#define TYPEGRAD_PAIRS
#endif

/// Whether constants with room to spare are copied into shorter ones. g++ writes them into what it
/// compiles without optimisation, 12 MB for a program, and else looks through them. clang writes
/// none, and would evaluate once more what is to be copied.
#if defined(__GNUC__) && !defined(__clang__)
#define TYPEGRAD_FIT_CONSTANTS true
#else
#define TYPEGRAD_FIT_CONSTANTS false
#endif

/// How many characters of a text that is a template argument the compiler prints (clang: 36).
#if defined(__clang__)
#define TYPEGRAD_PRINTED_LENGTH 36
#else
#define TYPEGRAD_PRINTED_LENGTH 240
#endif
