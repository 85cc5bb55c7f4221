// Matchers for Catch2, version 2: `CHECK_THAT(tg::check(f)(2.0, 5.0), tg::is_right())`.
#pragma once

#include <sstream>
#include <string>

#include <catch2/catch.hpp>

#include <typegrad/verify/report.hpp>

namespace typegrad {

/// Matches reports of one verdict.
class matches_verdict : public Catch::MatcherBase<check_report> {
 public:
  explicit matches_verdict(verdict expected) : expected_(expected) {}
  bool match(const check_report& report) const override { return report.found() == expected_; }
  std::string describe() const override { return std::string("is ") + to_string(expected_); }

 private:
  verdict expected_;
};

/// All has been compared and agrees; at a kink and at the end of a domain it does not hold.
inline matches_verdict is_right() { return matches_verdict(verdict::right); }
/// Something that was compared does not agree.
inline matches_verdict is_wrong() { return matches_verdict(verdict::wrong); }
/// Nothing is wrong, but not all could be compared.
inline matches_verdict is_undecided() { return matches_verdict(verdict::undecided); }

}  // namespace typegrad

/// A report is printed as its tables.
template <>
struct Catch::StringMaker<typegrad::check_report> {
  static std::string convert(const typegrad::check_report& report) {
    std::ostringstream text;
    text << '\n' << report;
    return text.str();
  }
};
