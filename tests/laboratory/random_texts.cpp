// Random texts as formulas of `typegrad derive`, within one process: its exit status is 0, or 2
// with a sentence.
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/parse/formula_text.hpp>

#include "command.hpp"
#include "program.hpp"
#include "support/random_texts.hpp"

namespace {

/// What is written to a stream goes to a file of its own while this stands.
class redirected {
 public:
  explicit redirected(std::FILE* stream)
      : stream_(stream), file_(std::tmpfile()), before_(dup(fileno(stream))) {
    std::fflush(stream_);
    dup2(fileno(file_), fileno(stream_));
  }
  ~redirected() {
    std::fflush(stream_);
    dup2(before_, fileno(stream_));
    close(before_);
    std::fclose(file_);
  }
  redirected(const redirected&) = delete;
  redirected& operator=(const redirected&) = delete;

  long size() const {
    std::fflush(stream_);
    return lseek(fileno(file_), 0, SEEK_END);
  }

 private:
  std::FILE *stream_, *file_;
  int before_;
};

struct outcome {
  int status;
  long out, err;  ///< bytes
};

outcome derive(const std::string& formula, const std::string& format) {
  std::vector<std::string> words{"typegrad", "derive", formula, "--format", format};
  try {
    for (const std::string& name : typegrad::parse_formula(formula).variables)
      words.push_back("--at=" + name + "=0.75");
  } catch (const typegrad::syntax_error&) {
  }
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  constexpr laboratory::subcommand all[] = {laboratory::add_derive};
  const redirected out(stdout), err(stderr);
  const int status = laboratory::run(static_cast<int>(argv.size()), argv.data(), all);
  return {status, out.size(), err.size()};
}

TEST_CASE("random texts are derived or refused") {
  typegrad::test::random_texts texts;
  const std::string formats[] = {"text", "json", "dot", "latex", "c"};
  int derived = 0;
  for (int i = 0; i < 10000; ++i) {
    const std::string text = texts.next();
    const outcome o = derive(text, formats[i % 5]);
    if ((o.status == laboratory::success && o.out > 0 && o.err == 0) ||
        (o.status == laboratory::bad_input && o.out == 0 && o.err > 0)) {
      derived += o.status == laboratory::success ? 1 : 0;
      continue;
    }
    CAPTURE(text, formats[i % 5], o.out, o.err);
    FAIL("exit status " << o.status);
  }
  CHECK(derived > 500);
}

TEST_CASE("what is nested too deep is refused") {
  const std::string deep = std::string(100000, '(') + "x" + std::string(100000, ')');
  CHECK(derive(deep, "text").status == laboratory::bad_input);
  CHECK(derive(std::string(65000, '['), "json").status == laboratory::bad_input);
  CHECK(derive(std::string(65000, '-') + "x", "c").status == laboratory::bad_input);
}

}  // namespace
