// The code made from a graph gives the same bits as the interpreter on that graph: for every length
// around which it takes another form, every operation, and every kind of result.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include <catch2/catch.hpp>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/eval/evaluate.hpp>

#include "support/drawn_program.hpp"
#include "support/real.hpp"

namespace typegrad::test {
namespace {

/// Equal, signs of zeros too; or neither is a number.
template <class T>
bool same(const T& a, const T& b) {
  using std::isnan, std::signbit;
  return (isnan(a) && isnan(b)) || (a == b && signbit(a) == signbit(b));
}

template <class Program, class T>
std::array<T, Program::outputs> run_code(const std::array<T, 3>& in) {
  std::array<T, Program::outputs> out{};
  evaluate<Program>(in.data(), out.data());
  return out;
}

template <class Program, class T>
std::array<T, Program::outputs> run_interpreter(const std::array<T, 3>& in) {
  std::array<T, Program::outputs> out{};
  interpret<T>(Program::make_graph(), in.data(), out.data());
  return out;
}

/// At an ordinary point and at special ones, none known to the compiler.
template <class Program, class T>
void check_program() {
  volatile double values[] = {0.7,
                              -1.3,
                              2.4,
                              0.0,
                              -0.0,
                              std::numeric_limits<double>::infinity(),
                              std::numeric_limits<double>::quiet_NaN()};
  std::size_t numbers = 0;
  for (int shift = 0; shift < 7; ++shift) {
    const std::array<T, 3> in = {T(double(values[shift])), T(double(values[(shift + 1) % 7])),
                                 T(double(values[(shift + 2) % 7]))};
    const auto code = run_code<Program>(in), expected = run_interpreter<Program>(in);
    for (std::size_t k = 0; k < code.size(); ++k) {
      if (!same(code[k], expected[k]))
        UNSCOPED_INFO(shift << ", result " << k << ": " << code[k] << ", not " << expected[k]);
      if (shift == 0) numbers += code[k] == code[k] ? 1u : 0u;
    }
    CHECK(std::equal(code.begin(), code.end(), expected.begin(), same<T>));
  }
  CHECK(2 * numbers > Program::outputs);  // the check says something: few values are NaN
}

constexpr index longest_function = 16 * block_size;

template <std::uint32_t Seed, index Length>
using arithmetic_program = drawn_program<Seed, Length, arithmetic_alone>;

}  // namespace

TEST_CASE("lengths at which the code changes its form") {
  check_program<arithmetic_program<1, 0>, double>();
  check_program<arithmetic_program<2, 1>, double>();
  check_program<arithmetic_program<3, block_size - 1>, double>();
  check_program<arithmetic_program<4, block_size>, double>();
  check_program<arithmetic_program<5, block_size + 1>, double>();
  check_program<arithmetic_program<6, 250>, double>();
  check_program<arithmetic_program<7, longest_function - 1>, double>();
  check_program<arithmetic_program<8, longest_function>, double>();
  check_program<arithmetic_program<9, longest_function + 1>, double>();
  check_program<arithmetic_program<10, page_size>, double>();
  check_program<arithmetic_program<11, page_size + 1>, double>();
}

TEST_CASE("every operation of the table") {
  using first = drawn_program<1, 150, all_functions>;
  using second = drawn_program<2, 150, all_functions>;
  check_program<first, double>();
  check_program<second, double>();
  check_program<first, float>();
  check_program<second, long double>();

  for (int o = 0; o < operation_count; ++o) {
    INFO(operation_table[o].name);
    const auto is_it = [o](const node& n) { return static_cast<int>(n.op) == o; };
    const graph g = first::make_graph(), h = second::make_graph();
    const operation_kind kind = operation_table[o].kind;
    // Named constants, loops and arrays have tests of their own.
    if (kind == operation_kind::constant || kind == operation_kind::loop ||
        kind == operation_kind::array)
      continue;
    CHECK((std::any_of(g.nodes.begin(), g.nodes.end(), is_it) ||
           std::any_of(h.nodes.begin(), h.nodes.end(), is_it)));
  }
}

TEST_CASE("every kind of number") {
  check_program<arithmetic_program<12, 100>, float>();
  check_program<arithmetic_program<12, 100>, long double>();
  check_program<arithmetic_program<13, longest_function + 30>, float>();
  check_program<arithmetic_program<13, longest_function + 30>, long double>();
  const working_digits digits(40);
  check_program<arithmetic_program<14, 100>, real>();
  check_program<arithmetic_program<15, longest_function + 30>, real>();
}

namespace {

/// In constant evaluation too.
template <class Program>
constexpr bool agrees_in_constant_evaluation() {
  const double in[] = {0.7, -1.3, 2.4};
  double code[Program::outputs + 1] = {}, expected[Program::outputs + 1] = {};
  evaluate<Program>(static_cast<const double*>(in), static_cast<double*>(code));
  interpret<double>(Program::make_graph(), in, expected);
  for (std::size_t k = 0; k < Program::outputs; ++k)
    if (!(code[k] == expected[k])) return false;
  return true;
}
static_assert(agrees_in_constant_evaluation<arithmetic_program<1, 0>>());
static_assert(agrees_in_constant_evaluation<arithmetic_program<4, block_size>>());

}  // namespace
}  // namespace typegrad::test
