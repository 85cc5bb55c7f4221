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

outcome derive(const std::string& formula, const std::string& format, const redirected& out,
               const redirected& err) {
  std::vector<std::string> words{"typegrad", "derive", formula, "--format", format};
  try {
    for (const std::string& name : typegrad::parse_formula(formula).variables)
      words.push_back("--at=" + name + "=0.75");
  } catch (const typegrad::syntax_error&) {
  }
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  constexpr laboratory::subcommand all[] = {laboratory::add_derive};
  const long out_before = out.size(), err_before = err.size();
  const int status = laboratory::run(static_cast<int>(argv.size()), argv.data(), all);
  return {status, out.size() - out_before, err.size() - err_before};
}

bool is_derived(const outcome& o) {
  return o.status == laboratory::success && o.out > 0 && o.err == 0;
}
bool is_refused(const outcome& o) {
  return o.status == laboratory::bad_input && o.out == 0 && o.err > 0;
}

TEST_CASE("random texts are derived or refused") {
  typegrad::test::random_texts texts;
  const std::string formats[] = {"text", "json", "dot", "latex", "c"};
  std::vector<std::string> neither;
  int derived = 0;
  {
    const redirected out(stdout), err(stderr);
    for (int i = 0; i < 10000; ++i) {
      const std::string text = texts.next();
      const outcome o = derive(text, formats[i % 5], out, err);
      derived += is_derived(o) ? 1 : 0;
      if (!is_derived(o) && !is_refused(o)) neither.push_back(text);
    }
  }
  CHECK(neither == std::vector<std::string>());
  CHECK(derived > 500);
}

TEST_CASE("what is nested too deep is refused") {
  const std::string formulas[] = {std::string(100000, '(') + "x" + std::string(100000, ')'),
                                  std::string(65000, '['), std::string(65000, '-') + "x"};
  for (const std::string& formula : formulas) {
    bool refused = false;
    {
      const redirected out(stdout), err(stderr);
      refused = is_refused(derive(formula, "text", out, err));
    }
    CHECK(refused);
  }
}

}  // namespace
