// The listing of a program, against texts written by hand from the grammar in to_string.hpp.
#include <catch2/catch.hpp>

#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

namespace tg = typegrad;
using op = tg::operation;

namespace {

/// The text of the number c in a listing.
std::string number_text(const tg::literal& c) {
  tg::builder b;
  b.output(b.number(c));
  const std::string text = tg::to_string(std::move(b).finish());
  const std::string_view before = "program() {\n  return ", after = "\n}\n";
  REQUIRE(text.starts_with(before));
  REQUIRE(text.ends_with(after));
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

}  // namespace

TEST_CASE("a traced program is listed one operation a line") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::log, std::sin;
    const auto a = log(x1);
    const auto b = x1 * x2;
    const auto c = a + b;
    return c - sin(x2);
  };
  CHECK(tg::to_string(tg::trace<double, double>(f)) ==
        "program(x0, x1) {\n"
        "  v1 = log(x0)\n"
        "  v3 = sin(x1)\n"
        "  v4 = x0 * x1\n"
        "  v5 = v1 + v4\n"
        "  v6 = v5 - v3\n"
        "  return v6\n"
        "}\n");
}

TEST_CASE("a gradient is a program like any other") {
  constexpr auto f = [](auto x, auto y) { return x * y; };
  CHECK(tg::to_string(tg::trace<double, double>(tg::grad(f))) ==
        "program(x0, x1) {\n"
        "  return x1, x0\n"
        "}\n");
}

// In which order g++ and clang evaluate the operands at run time does not show: x1 + x2 + x3 may be
// added in another order than the program adds them.
TEST_CASE("a program is listed as it is executed, whichever compiler records it") {
  constexpr auto f = [](auto x) { return (sin(x) + cos(x)) * exp(x); };
  CHECK(tg::to_string(tg::trace<double>(tg::grad<tg::reverse>(f))) ==
        "program(x0) {\n"
        "  v1 = sin(x0)\n"
        "  v2 = cos(x0)\n"
        "  v3 = exp(x0)\n"
        "  v4 = v1 + v2\n"
        "  v5 = v4 - v1\n"
        "  v6 = v3 * v5\n"
        "  v7 = v2 * v3\n"
        "  v8 = v6 + v7\n"
        "  return v8\n"
        "}\n");
}

TEST_CASE("conditions, constants and functions are listed in the order of the grammar") {
  tg::builder b;
  const tg::index x = b.input(0), y = b.input(1);
  const tg::index p = b.make(op::less, x, y), q = b.make(op::less_equal, y, b.number({2}));
  const tg::index r = b.make(op::equal, x, y), s = b.make(op::not_equal, x, y);
  const tg::index both = b.make(op::logical_and, p, q), none = b.make(op::logical_not, r);
  const tg::index t = b.make(op::logical_or, both, none), v = b.make(op::negate, x);
  const tg::index u = b.make(op::select, t, v, b.make(op::fma, x, y, b.make(op::pi)));
  b.output(b.make(op::select, s, u, b.make(op::pow, x, b.number({-1, 3}))));
  b.output(b.make(op::divide, u, b.number({2, 3})));
  CHECK(tg::to_string(std::move(b).finish()) ==
        "program(x0, x1) {\n"
        "  v2 = x0 < x1\n"
        "  v4 = x1 <= 2\n"
        "  v5 = x0 == x1\n"
        "  v6 = x0 != x1\n"
        "  v7 = v2 && v4\n"
        "  v8 = !v5\n"
        "  v9 = v7 || v8\n"
        "  v10 = -x0\n"
        "  v12 = fma(x0, x1, pi)\n"
        "  v13 = select(v9, v10, v12)\n"
        "  v15 = pow(x0, -1/3)\n"
        "  v16 = select(v6, v13, v15)\n"
        "  v18 = v13 / (2/3)\n"
        "  return v16, v18\n"
        "}\n");
}

TEST_CASE("numbers are exact") {
  CHECK(number_text({0}) == "0");
  CHECK(number_text({-0.0L}) == "-0");
  CHECK(number_text({100000}) == "100000");
  CHECK(number_text({-7}) == "-7");
  CHECK(number_text({1, 3}) == "1/3");
  CHECK(number_text({-2, 7}) == "-2/7");
  CHECK(number_text({0.1}) == "0.1");
  CHECK(number_text({0.1L}) == "0.1L");
  CHECK(number_text({0.1 + 0.2}) == "0.30000000000000004");
  CHECK(number_text({1e22L}) == "1e+22");
  CHECK(number_text({5e-324}) == "5e-324");
  CHECK(number_text({std::numeric_limits<double>::max()}) == "1.7976931348623157e+308");
  CHECK(number_text({std::numeric_limits<double>::infinity()}) == "inf");
  CHECK(number_text({-std::numeric_limits<double>::infinity()}) == "-inf");
  CHECK(number_text({std::numeric_limits<double>::quiet_NaN()}) == "nan");
}

TEST_CASE("inputs have the names that are given") {
  tg::builder b;
  const tg::index x = b.input(0), y = b.input(1);
  b.output(b.make(op::sin, b.make(op::add, x, y)));
  const tg::graph g = std::move(b).finish();
  SECTION("as they are") {
    const std::string_view names[] = {"width", "velocity"};
    CHECK(tg::to_string(g, names) ==
          "program(width, velocity) {\n"
          "  v2 = width + velocity\n"
          "  v3 = sin(v2)\n"
          "  return v3\n"
          "}\n");
  }
  SECTION("values make way for an input of the name v2") {
    const std::string_view names[] = {"v2", "v_"};
    CHECK(tg::to_string(g, names) ==
          "program(v2, v_) {\n"
          "  v__2 = v2 + v_\n"
          "  v__3 = sin(v__2)\n"
          "  return v__3\n"
          "}\n");
  }
  SECTION("one for each") {
    const std::string_view names[] = {"x"};
    CHECK_THROWS_WITH(tg::to_string(g, names),
                      "typegrad: the graph has 2 inputs, but 1 names were given to print it with; "
                      "give one name an input");
  }
}

TEST_CASE("a free variable is refused") {
  tg::builder b;
  b.output(b.make(op::sin, b.variable()));
  CHECK_THROWS_AS(tg::to_string(std::move(b).finish()), std::invalid_argument);
}
