# Installs the headers, the library of checks where it was built, and the package that
# find_package(typegrad) reads. Each optional part is a targets file of its own, which the package
# reads only where the part's dependencies are found.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/typegrad)

foreach(target IN ITEMS typegrad typegrad_simd typegrad_xtensor typegrad_hana typegrad_verify)
  if(NOT TARGET ${target})
    continue()
  endif()
  install(TARGETS ${target} EXPORT ${target}-targets)
  install(EXPORT ${target}-targets NAMESPACE typegrad:: DESTINATION ${package_dir})
endforeach()

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ TYPE INCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE TYPE DOC)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/typegrad-config.cmake.in
  ${PROJECT_BINARY_DIR}/typegrad-config.cmake INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/typegrad-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/typegrad-config.cmake
  ${PROJECT_BINARY_DIR}/typegrad-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindSLEEF.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindMPFR.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindMPFI.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindGMP.cmake
  DESTINATION ${package_dir})
