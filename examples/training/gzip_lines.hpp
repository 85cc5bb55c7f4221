// Lines of a text file, compressed by gzip or not.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

#include <zlib.h>

namespace training {

/// A file that cannot be read, or a line that is not as it should be: one sentence.
class input_error : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class gzip_lines {
 public:
  explicit gzip_lines(const std::string& path) : path_(path), file_(gzopen(path.c_str(), "rb")) {
    if (file_ == nullptr) throw input_error(path + ": the file cannot be opened");
  }
  ~gzip_lines() { gzclose(file_); }
  gzip_lines(const gzip_lines&) = delete;
  gzip_lines& operator=(const gzip_lines&) = delete;

  /// Reads the next line without its end; false after the last one.
  bool next(std::string& line) {
    line.clear();
    char part[4096];
    while (gzgets(file_, part, sizeof part) != nullptr) {
      line += part;
      if (line.back() == '\n') break;
    }
    int status = Z_OK;
    const char* const fault = gzerror(file_, &status);
    if (status != Z_OK && status != Z_STREAM_END) throw input_error(fault);  // It names the path.
    if (line.empty()) return false;
    ++number_;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return true;
  }

  /// The error of the current line.
  input_error at_line(const std::string& what) const {
    return input_error(path_ + ", line " + std::to_string(number_) + ": " + what);
  }

 private:
  std::string path_;
  gzFile file_;
  std::size_t number_ = 0;
};

}  // namespace training
