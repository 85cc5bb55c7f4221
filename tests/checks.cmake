# Tests of the sources themselves: that each header compiles alone, and without a warning beside a
# program's own globals, that layers include only what they may, that misuse is answered by the
# promised sentence, that an installation can be used, and that the README shows the example that is
# compiled here.
set(scripts ${PROJECT_SOURCE_DIR}/scripts)

# ---- every header alone, and twice; linked together, so that no function is defined twice

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR}/include CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/include/*.hpp)
  set(lone_headers)
  foreach(header IN LISTS headers)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/alone/${header}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n#include <${header}>\n")
    list(APPEND lone_headers ${source})
  endforeach()
  file(CONFIGURE OUTPUT alone/main.cpp CONTENT "int main() {}\n")
  add_executable(lone_headers alone/main.cpp ${lone_headers})
  target_compile_options(lone_headers PRIVATE -O0)
  target_link_libraries(lone_headers PRIVATE
    typegrad::npz typegrad::hana typegrad::verify typegrad_simd_warnings)
endif()

# ---- no warning in a program whose globals have the names of local variables

add_executable(user_globals warnings/user_globals.cpp)
target_link_libraries(user_globals PRIVATE typegrad::simd typegrad::verify typegrad_simd_warnings)

# ---- layers

add_test(NAME check.layers COMMAND ${scripts}/check-layers.sh ${PROJECT_SOURCE_DIR}/include)

# ---- compile errors

if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19)
  set(options_of_xtensor -fno-relaxed-template-template-args
    -Wno-deprecated-no-relaxed-template-template-args)
endif()
set(compile_error ${CMAKE_CXX_COMPILER} -std=c++20 ${typegrad_limits_${CMAKE_CXX_COMPILER_ID}}
  -I${PROJECT_SOURCE_DIR}/include ${options_of_xtensor})

# Each header that the sources begin with is precompiled, beside a file that includes it: that is
# where both compilers look for it.
set(precompiled)
file(GLOB sources CONFIGURE_DEPENDS errors/*.cpp)
foreach(source IN LISTS sources)
  cmake_path(GET source STEM name)
  file(STRINGS ${source} include REGEX "^#include <typegrad" LIMIT_COUNT 1)
  string(MAKE_C_IDENTIFIER "${include}" header)
  set(header ${CMAKE_CURRENT_BINARY_DIR}/errors/${header}.hpp)
  if(NOT header IN_LIST precompiled)
    list(APPEND precompiled ${header})
    file(CONFIGURE OUTPUT ${header} CONTENT "${include}\n")
    add_custom_command(OUTPUT ${header}.gch DEPFILE ${header}.d DEPENDS ${header}
      COMMAND ${compile_error} -x c++-header ${header} -o ${header}.gch -MD -MF ${header}.d VERBATIM)
  endif()
  add_test(NAME error.${name} COMMAND ${scripts}/expect-error.sh ${source}
    ${compile_error} -include ${header})
endforeach()
list(TRANSFORM precompiled APPEND .gch)
add_custom_target(error_headers ALL DEPENDS ${precompiled})

# ---- use by another project: installed, installed where SLEEF is missing, and as a subfolder

set(prefix ${CMAKE_CURRENT_BINARY_DIR}/prefix)
add_test(NAME install.prefix
  COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${prefix})
set_tests_properties(install.prefix PROPERTIES FIXTURES_SETUP prefix)

function(add_consumer_test name parts)
  add_test(NAME install.${name} COMMAND ${CMAKE_CTEST_COMMAND}
    --build-and-test ${CMAKE_CURRENT_SOURCE_DIR}/install ${CMAKE_CURRENT_BINARY_DIR}/${name}
    --build-generator ${CMAKE_GENERATOR}
    --build-options -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DEXPECTED_PARTS=${parts} ${ARGN}
    --test-command consumer)
  set_tests_properties(install.${name} PROPERTIES FIXTURES_REQUIRED prefix)
endfunction()

add_consumer_test(find_package simd,xtensor,hana,npz,verify -DCMAKE_PREFIX_PATH=${prefix})
add_consumer_test(without_sleef hana,verify -DCMAKE_PREFIX_PATH=${prefix}
  -DCMAKE_DISABLE_FIND_PACKAGE_SLEEF=ON)
add_consumer_test(add_subdirectory simd,xtensor,hana,npz,verify -DTYPEGRAD_SOURCE_DIR=${PROJECT_SOURCE_DIR})

# ---- README

add_test(NAME check.readme COMMAND ${scripts}/check-readme.sh ${PROJECT_SOURCE_DIR})
