// What deriving costs a compiler: seconds and memory per node of the derived graph, beside the same
// derivative as plain C.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "measure.hpp"
#include "shapes.hpp"

#include <typegrad/print/to_c.hpp>

namespace {

namespace fs = std::filesystem;
namespace tg = typegrad;

struct shape {
  const char* name;
  tg::symbol (*program)(const shapes::point<tg::symbol>&, int);
};
constexpr shape all_shapes[] = {
    {"chain", shapes::chain}, {"wide", shapes::wide}, {"shared", shapes::shared}};

struct tool {
  std::string cxx, c;
  std::vector<std::string> limits;
};

/// Value and gradient of a shape, derived while this program runs, by the passes that a compiler
/// executes.
tg::graph derive(const shape& s, int operations) {
  const auto program = [&](const shapes::point<tg::symbol>& x) { return s.program(x, operations); };
  return tg::share_reciprocals(
      tg::compact(tg::record<shapes::point<tg::symbol>>(tg::value_and_grad<tg::reverse>(program))));
}

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string unit_source(const char* name, int operations) {
  return fmt::format(
      "#include \"shapes.hpp\"\n"
      "struct program {{\n"
      "  template <class T> constexpr T operator()(const shapes::point<T>& x) const {{ return "
      "shapes::{}(x, {}); }}\n"
      "}};\n"
      "auto value_and_gradient(const shapes::point<double>& x) {{ return "
      "typegrad::value_and_grad<typegrad::reverse>(program{{}})(x); }}\n",
      name, operations);
}

std::vector<std::string> cxx_command(const tool& t, const std::string& level,
                                     const fs::path& source) {
  std::vector<std::string> command{t.cxx, "-std=c++20", level, "-I" TYPEGRAD_INCLUDE,
                                   "-I" TYPEGRAD_SHAPES};
  command.insert(command.end(), t.limits.begin(), t.limits.end());
  command.insert(command.end(), {"-c", source.string(), "-o", "/dev/null"});
  return command;
}

void compare_shapes(const tool& t, const fs::path& folder, int largest) {
  write(folder / "header.cpp", "#include \"shapes.hpp\"\n");
  for (const std::string level : {"-O0", "-O2"}) {
    fmt::print("\n{} {}   (the header's time is not counted from us/node on)\n", t.cxx, level);
    fmt::print("{:8} {:>10} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>8} {:>8} {:>8}\n", "shape",
               "operations", "nodes", "header s", "s", "MB", "us/node", "KB/node", "C s", "ratio",
               "growth");
    for (const shape& s : all_shapes) {
      double thousand = 0;
      for (const int operations : {100, 1000, 3000, 10000}) {
        if (operations > largest) continue;
        const tg::graph g = derive(s, operations);
        write(folder / "unit.cpp", unit_source(s.name, operations));
        write(folder / "unit.c", tg::to_c(g, "value_and_gradient"));
        const int times = operations <= 1000 ? 3 : 1;
        // Just before each program, since the speed of a loaded machine varies.
        const double header =
            measure::median_run(cxx_command(t, level, folder / "header.cpp"), 3).seconds;
        const measure::usage ours =
            measure::median_run(cxx_command(t, level, folder / "unit.cpp"), times);
        const measure::usage plain = measure::median_run(
            {t.c, "-std=c99", level, "-c", (folder / "unit.c").string(), "-o", "/dev/null"}, times);
        if (!ours.succeeded || !plain.succeeded)
          fmt::print("{} {}: the compiler failed\n", s.name, operations);
        const double nodes = g.nodes.size(), seconds = ours.seconds - header;
        if (operations == 1000) thousand = seconds;
        fmt::print(
            "{:8} {:>10} {:>8} {:>8.2f} {:>8.2f} {:>8.0f} {:>9.0f} {:>9.1f} {:>8.2f} {:>8.1f} "
            "{:>8}\n",
            s.name, operations, nodes, header, ours.seconds, ours.megabytes, 1e6 * seconds / nodes,
            1024 * ours.megabytes / nodes, plain.seconds, seconds / plain.seconds,
            operations > 1000 ? fmt::format("{:.1f}", seconds / thousand) : "");
        std::fflush(stdout);
      }
    }
  }
}

void compile_greeks(const tool& t) {
  for (const int order : {1, 2, 3}) {
    const measure::usage u = measure::median_run(
        cxx_command(t, "-O2", fs::path(TYPEGRAD_SHAPES) / fmt::format("greeks_{}.cpp", order)), 3);
    fmt::print("{} -O2  Black-Scholes, Greeks of order {}: {:.2f} s, {:.0f} MB\n", t.cxx, order,
               u.seconds, u.megabytes);
  }
}

/// A training step over arrays, and how much of it is the headers of others.
void compile_training_step(const tool& t) {
  const auto measured = [&](const char* file, std::vector<std::string> options) {
    std::vector<std::string> command = cxx_command(t, "-O2", fs::path(TYPEGRAD_SHAPES) / file);
    command.insert(command.end(), options.begin(), options.end());
    return measure::median_run(command, 3);
  };
  const auto print = [&](const char* what, const measure::usage& u) {
    fmt::print("{} -O2 -march=native  {}: {:.2f} s, {:.0f} MB{}\n", t.cxx, what, u.seconds,
               u.megabytes, u.succeeded ? "" : " (the compiler failed)");
  };
  const std::string native = "-march=native";
  print("xtensor, xsimd and SLEEF alone",
        measured("array_headers.cpp", {native, "-DTYPEGRAD_CONTAINERS_ALONE"}));
  print("<typegrad/xtensor.hpp> alone", measured("array_headers.cpp", {native}));
  print("training step of a network 784-128-10", measured("training_step.cpp", {native}));
}

}  // namespace

int main(int count, char** arguments) {
  const int largest = count > 1 ? std::stoi(arguments[1]) : 10000;
  const fs::path folder = fs::temp_directory_path() / "typegrad_compile_benchmark";
  fs::create_directories(folder);
  const std::vector<tool> tools{{"g++", "gcc", words(TYPEGRAD_LIMITS_GNU)},
                                {"clang++-16", "clang-16", words(TYPEGRAD_LIMITS_CLANG)},
                                {"clang++-19", "clang-19", words(TYPEGRAD_LIMITS_CLANG)}};
  for (const tool& t : tools) {
    if (!measure::is_installed(t.cxx)) continue;
    write(folder / "umbrella.cpp", "#include <typegrad.hpp>\n");
    const measure::usage umbrella =
        measure::median_run(cxx_command(t, "-O2", folder / "umbrella.cpp"), 5);
    fmt::print("{}  <typegrad.hpp> alone: {:.2f} s, {:.0f} MB\n", t.cxx, umbrella.seconds,
               umbrella.megabytes);
    compile_greeks(t);
    compile_training_step(t);
    compare_shapes(t, folder, largest);
  }
  fs::remove_all(folder);
}
