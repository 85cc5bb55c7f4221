// The progress of a training: a bar on a terminal, plain lines elsewhere.
#include <catch2/catch.hpp>

#include <cstdio>
#include <string>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <typegrad/train.hpp>

namespace tg = typegrad;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a file gets the lines that were asked for") {
  std::FILE* const file = std::tmpfile();
  REQUIRE(file != nullptr);
  tg::progress bar(1000, 4, file);
  for (int k = 0; k < 1000; ++k) bar.advance(0.5);
  std::rewind(file);
  char bytes[1000] = {};
  const std::string text(bytes, std::fread(bytes, 1, sizeof bytes, file));
  std::fclose(file);
  CHECK(count(text, "\n") == 4);
  CHECK(text.starts_with("step 250 of 1000, loss 0.5, "));
  CHECK(count(text, " s left") == 3);
  CHECK(text.find("\nstep 1000 of 1000, loss 0.5, ") < text.find(" s in all"));
  CHECK(count(text, "\r") == 0);
}

TEST_CASE("a terminal gets one line, drawn over and over") {
  int reading = -1, writing = -1;
  REQUIRE(openpty(&reading, &writing, nullptr, nullptr, nullptr) == 0);
  std::FILE* const terminal = fdopen(writing, "w");
  tg::progress bar(3, 10, terminal);
  for (int k = 0; k < 3; ++k) bar.advance(0.25);
  char bytes[1000] = {};
  REQUIRE(fcntl(reading, F_SETFL, O_NONBLOCK) == 0);
  const ssize_t size = read(reading, bytes, sizeof bytes);
  std::fclose(terminal);
  close(reading);
  REQUIRE(size > 0);
  const std::string text(bytes, static_cast<std::size_t>(size));
  CHECK(count(text, "\n") == 1);
  CHECK(text.find("\r[##############################] 3/3  loss 0.25 ") != std::string::npos);
  CHECK(count(text, " s in all") == 1);
}
