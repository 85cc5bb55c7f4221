// Random texts for those who read formulas: random bytes, and formulas with a few characters
// changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>

namespace typegrad::test {

class random_texts {
 public:
  /// By turns up to 63 random bytes, and a formula that was changed.
  std::string next() {
    if (++count_ % 2 == 0) return mutated(formulas[random_() % std::size(formulas)]);
    std::string text;
    for (std::uint64_t size = random_() % 64; size > 0; --size)
      text += static_cast<char>(random_() % 256);
    return text;
  }

 private:
  static inline const std::string formulas[] = {
      "log(x1) + x1*x2 - sin(x2)",
      "(sin(x1/x2) + x1/x2 - exp(x2))*(x1/x2 - exp(x2))",
      "a = x*y; b = sin(a); select(b < 0.5 && !(a >= 2), b + a^2, 1e-3**x)",
      "b1*(1-exp[-b2*x])",
      "clamp(sigmoid(x), -1.5e2, hypot(x, y, 3)) / polygamma(1, z)",
  };

  /// A few characters changed, moved or taken out.
  std::string mutated(std::string text) {
    static const std::string characters = "()[]+-*/^<>=!&|;,.0123456789exyabsin pow\n\xc3";
    for (std::uint64_t changes = 1 + random_() % 4; changes > 0; --changes) {
      const std::size_t at = random_() % (text.size() + 1);
      switch (random_() % 4) {
        case 0:
          text.insert(at, 1, characters[random_() % characters.size()]);
          break;
        case 1:
          if (at < text.size()) text.erase(at, 1 + random_() % 4);
          break;
        case 2:
          if (at < text.size()) text[at] = characters[random_() % characters.size()];
          break;
        default:
          text.insert(at, text.substr(random_() % (text.size() + 1), random_() % 12));
      }
    }
    return text;
  }

  std::mt19937_64 random_{2023};
  int count_ = 0;
};

}  // namespace typegrad::test
