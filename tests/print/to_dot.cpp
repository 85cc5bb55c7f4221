// Drawings, against a text written by hand; where Graphviz is installed, it reads them.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

namespace tg = typegrad;
using op = tg::operation;

TEST_CASE("inputs, operations, numbers and outputs are drawn") {
  tg::builder b;
  const tg::index x = b.input(0), y = b.input(1);
  const tg::index difference = b.make(op::subtract, x, y),
                  product = b.make(op::multiply, x, difference);
  const tg::index third = b.number({2, 3}), p = b.make(op::less, x, b.make(op::pi));
  b.output(b.make(op::select, p, product, third));
  b.output(y);
  b.output(b.make(op::sin, product));
  CHECK(tg::to_dot(std::move(b).finish()) ==
        R"(digraph program {
  rankdir = LR;
  node [shape = circle];
  n0 [label = "x0", shape = box];
  n1 [label = "x1", shape = box];
  n2 [label = "-"];
  n0 -> n2 [label = "1"];
  n1 -> n2 [label = "2"];
  n3 [label = "*"];
  n0 -> n3;
  n2 -> n3;
  n4 [label = "2/3", shape = plaintext, fontsize = 10];
  n5 [label = "pi", shape = plaintext, fontsize = 10];
  n6 [label = "<"];
  n0 -> n6 [label = "1"];
  n5 -> n6 [label = "2"];
  n7 [label = "select"];
  n6 -> n7 [label = "1"];
  n3 -> n7 [label = "2"];
  n4 -> n7 [label = "3"];
  n8 [label = "sin"];
  n3 -> n8;
  y0 [shape = box, peripheries = 2];
  n7 -> y0;
  y1 [shape = box, peripheries = 2];
  n1 -> y1;
  y2 [shape = box, peripheries = 2];
  n8 -> y2;
}
)");
}

TEST_CASE("Graphviz draws a traced gradient") {
  if (std::system("dot -V >/dev/null 2>&1") != 0) {
    WARN("skipped: `dot` of Graphviz is not installed");
    return;
  }
  constexpr auto f = [](auto x, auto y) {
    return tg::select(x < y && !(x == 0), tg::pow(x, y), tg::erf(x) * 0.1);
  };
  const auto folder = std::filesystem::temp_directory_path();
  const auto dot = folder / "typegrad_to_dot.dot", svg = folder / "typegrad_to_dot.svg";
  std::ofstream(dot) << tg::to_dot(tg::trace<double, double>(tg::grad(f)));
  CHECK(std::system(("dot -Tsvg " + dot.string() + " -o " + svg.string()).c_str()) == 0);
  CHECK(std::filesystem::file_size(svg) > 0);
  std::filesystem::remove(dot);
  std::filesystem::remove(svg);
}
