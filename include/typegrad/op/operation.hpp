// The operations by name: an enumeration, their arity, kind and spelling, all read from the table.
#pragma once

#include <cstdint>
#include <string_view>

namespace typegrad {

/// An operation of the table, one of the two leaves of a graph, or a part of a loop.
enum class operation : std::uint8_t {
  input,
  literal,
#define TYPEGRAD_UNARY(name, ...) name,
#define TYPEGRAD_BINARY(name, ...) name,
#define TYPEGRAD_TERNARY(name, ...) name,
#define TYPEGRAD_SELECT(name, ...) name,
#define TYPEGRAD_COMPARE(name, ...) name,
#define TYPEGRAD_LOGICAL(name, ...) name,
#define TYPEGRAD_CONSTANT(name, ...) name,
#define TYPEGRAD_ARRAY(name, ...) name,
#include <typegrad/op/table.def>
  join,
  scan,
  element
};

/// What an operation is made for: it decides where its value is kept and whether it has a
/// derivative.
enum class operation_kind : std::uint8_t {
  input,
  literal,
  constant,
  function,
  comparison,
  logical,
  array,
  loop
};

struct operation_info {
  std::string_view name;
  int arity;
  operation_kind kind;
  bool is_truth = false;  ///< whether the result is a truth value and not a number
};

inline constexpr operation_info operation_table[] = {
    {"input", 0, operation_kind::input},  {"literal", 0, operation_kind::literal},
#define TYPEGRAD_UNARY(name, ...) {#name, 1, operation_kind::function},
#define TYPEGRAD_BINARY(name, ...) {#name, 2, operation_kind::function},
#define TYPEGRAD_TERNARY(name, ...) {#name, 3, operation_kind::function},
#define TYPEGRAD_SELECT(name, ...) {#name, 3, operation_kind::function},
#define TYPEGRAD_COMPARE(name, ...) {#name, 2, operation_kind::comparison, true},
#define TYPEGRAD_LOGICAL(name, arity, ...) {#name, arity, operation_kind::logical, true},
#define TYPEGRAD_CONSTANT(name, ...) {#name, 0, operation_kind::constant},
#define TYPEGRAD_ARRAY(name, arity) {#name, arity, operation_kind::array},
#include <typegrad/op/table.def>
    {"join", 2, operation_kind::loop},    {"scan", 1, operation_kind::loop},
    {"element", 1, operation_kind::loop},
};

inline constexpr int operation_count = sizeof(operation_table) / sizeof(operation_table[0]);

constexpr const operation_info& info(operation o) { return operation_table[static_cast<int>(o)]; }

/// True where the operation's result is a truth value and not a number.
constexpr bool is_truth(operation o) { return info(o).is_truth; }

/// True for the nodes that loops are made of: a scan, its operands joined, an element of its
/// results.
constexpr bool is_loop_part(operation o) { return o >= operation::join; }

}  // namespace typegrad
