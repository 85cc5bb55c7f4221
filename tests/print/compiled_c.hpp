// C text, compiled by the system's C compiler and loaded into the test.
#pragma once

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace typegrad::test {

/// The function void name(const double* x, double* y) of a C99 text without warnings.
class compiled_c {
 public:
  compiled_c(const std::string& text, const std::string& name) {
    std::string folder = (std::filesystem::temp_directory_path() / "typegrad_to_c_XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    const std::string source = folder + "/program.c", library = folder + "/program.so";
    std::ofstream(source) << text;
    const std::string command =
        "cc -std=c99 -pedantic -Wall -Wextra -Werror -O2 -ffp-contract=off -shared -fPIC -o " +
        library + " " + source + " -lm";
    if (std::system(command.c_str()) != 0)
      throw std::runtime_error("the C compiler refused\n" + text);
    library_ = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    std::filesystem::remove_all(folder);
    if (library_ == nullptr) throw std::runtime_error(dlerror());
    function_ = reinterpret_cast<function*>(dlsym(library_, name.c_str()));
    if (function_ == nullptr) throw std::runtime_error(dlerror());
  }
  ~compiled_c() { dlclose(library_); }
  compiled_c(const compiled_c&) = delete;
  compiled_c& operator=(const compiled_c&) = delete;

  void operator()(const double* x, double* y) const { function_(x, y); }

 private:
  using function = void(const double*, double*);
  void* library_ = nullptr;
  function* function_ = nullptr;
};

}  // namespace typegrad::test
