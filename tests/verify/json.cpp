// The report as JSON, read back by the same library: numbers that JSON has not, and odd names.
#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include <typegrad/verify.hpp>
#include <typegrad/verify/json.hpp>

namespace tg = typegrad;

TEST_CASE("a report is written as JSON") {
  const auto f = [](auto x, auto y) {
    using std::log;
    return log(x) * y;
  };
  const auto read = nlohmann::json::parse(nlohmann::json(tg::check(f)(2.0, 3.0)).dump());
  CHECK(read["verdict"] == "right");
  CHECK(read["point"] == nlohmann::json({2.0, 3.0}));
  CHECK(read["derivatives"].size() == 2);
  CHECK(read["derivatives"][0]["forward"]["value"] == 1.5);
  CHECK(read["derivatives"][1]["precise_reverse"]["digits_50"].get<std::string>().starts_with(
      "0.693147180559945309417232121458"));
  CHECK(read["derivatives"][1]["conclusion"] == nlohmann::json({{"verdict", "right"}}));
  CHECK(read["curvatures"].size() == 2);
  CHECK(read["rounding"][0]["sources"][0]["operation"].is_string());
}

TEST_CASE("what JSON has no number for is a string") {
  tg::check_options odd;
  odd.names = {"say \"x\"\n"};
  const auto f = [](auto x) {
    using std::log;
    return log(x);
  };
  const auto read = nlohmann::json::parse(nlohmann::json(tg::check(f, odd)(0.0)).dump());
  CHECK(read["verdict"] == "undecided");
  CHECK(read["variables"][0] == "say \"x\"\n");
  CHECK(read["values"][0]["computed"]["value"] == "-inf");
  CHECK(read["derivatives"][0]["forward"]["value"] == "inf");
  CHECK(read["derivatives"][0]["conclusion"]["reason"].get<std::string>().find(
            "end of its domain") != std::string::npos);
  const auto third = nlohmann::json(tg::check(f)(1.0L / 3));
  CHECK(third["point"][0] == "0.333333333333333333342");
}
