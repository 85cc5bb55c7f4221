// A number type of which a program may expect nothing but its arithmetic.
#pragma once

namespace typegrad::test {

/// A number type that is made of doubles and of nothing else, and has arithmetic alone.
class strict {
 public:
  constexpr explicit strict(double value) : value_(value) {}
  constexpr strict() = default;
  constexpr double value() const { return value_; }

  friend constexpr strict operator+(strict a, strict b) { return strict(a.value_ + b.value_); }
  friend constexpr strict operator-(strict a, strict b) { return strict(a.value_ - b.value_); }
  friend constexpr strict operator*(strict a, strict b) { return strict(a.value_ * b.value_); }
  friend constexpr strict operator/(strict a, strict b) { return strict(a.value_ / b.value_); }
  friend constexpr strict operator-(strict a) { return strict(-a.value_); }
  friend constexpr bool operator<(strict a, strict b) { return a.value_ < b.value_; }

 private:
  double value_ = 0;
};

}  // namespace typegrad::test
