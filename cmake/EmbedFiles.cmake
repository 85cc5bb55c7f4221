# Writes a C++ file that has other files in it: cmake -D OUTPUT=FILE -D FILES=NAME=PATH,... -P this.
# It defines laboratory::embedded_file. What does not exist is embedded as empty.
set(arrays "")
set(rows "")
set(number 0)
string(REPLACE "," ";" FILES "${FILES}")
foreach(file IN LISTS FILES)
  string(REGEX MATCH "^([^=]+)=(.+)$" file "${file}")
  set(name ${CMAKE_MATCH_1})
  set(bytes "")
  if(EXISTS ${CMAKE_MATCH_2})
    file(READ ${CMAKE_MATCH_2} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n"
      bytes "${bytes}")
  endif()
  string(APPEND arrays "constexpr unsigned char file_${number}[] = {${bytes}0};\n")
  string(APPEND rows
    "    {\"${name}\", {reinterpret_cast<const char*>(file_${number}), sizeof file_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "// Files that were embedded by the build.
#include \"report/embedded_file.hpp\"

#include <map>

namespace {

${arrays}
}  // namespace

std::string_view laboratory::embedded_file(std::string_view name) {
  static const std::map<std::string_view, std::string_view> files = {
${rows}  };
  return files.at(name);
}
")
