// How far a training has come: a bar on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

#include <unistd.h>

namespace typegrad {

/// Shows step, loss and the time left. On a terminal one line is drawn over and over, at most ten
/// times a second; elsewhere `lines` lines are printed in all.
class progress {
 public:
  explicit progress(std::size_t steps, std::size_t lines = 10, std::FILE* to = stderr)
      : steps_(steps), lines_(lines), to_(to), is_terminal_(isatty(fileno(to)) != 0) {}

  void advance(double loss) {
    ++done_;
    const double seconds = elapsed();
    if (is_terminal_) {
      if (done_ < steps_ && seconds - shown_ < 0.1) return;
      shown_ = seconds;
      constexpr std::size_t width = 30;
      const std::size_t full = width * done_ / steps_;
      std::fprintf(to_, "\r[%s%s] %zu/%zu  loss %-10.4g %s", std::string(full, '#').c_str(),
                   std::string(width - full, '.').c_str(), done_, steps_, loss, rest().c_str());
      if (done_ == steps_) std::fputc('\n', to_);
    } else if (done_ * lines_ / steps_ != (done_ - 1) * lines_ / steps_) {
      std::fprintf(to_, "step %zu of %zu, loss %.6g, %s\n", done_, steps_, loss, rest().c_str());
    }
    std::fflush(to_);
  }

 private:
  double elapsed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  std::string rest() const {
    char text[40];
    if (done_ == steps_)
      std::snprintf(text, sizeof text, "%.1f s in all  ", elapsed());
    else
      std::snprintf(text, sizeof text, "%.1f s left  ",
                    elapsed() * static_cast<double>(steps_ - done_) / static_cast<double>(done_));
    return text;
  }

  std::size_t steps_, lines_, done_ = 0;
  std::FILE* to_;
  bool is_terminal_;
  double shown_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace typegrad
