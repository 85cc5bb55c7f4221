# Finds Graphviz's library, for which Debian ships no CMake package. Defines GVC::GVC.

find_path(GVC_INCLUDE_DIR graphviz/gvc.h)
find_library(GVC_LIBRARY gvc)
find_library(CGRAPH_LIBRARY cgraph)
mark_as_advanced(GVC_INCLUDE_DIR GVC_LIBRARY CGRAPH_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(GVC REQUIRED_VARS GVC_LIBRARY CGRAPH_LIBRARY GVC_INCLUDE_DIR)

if(GVC_FOUND AND NOT TARGET GVC::GVC)
  add_library(GVC::GVC UNKNOWN IMPORTED)
  set_target_properties(GVC::GVC PROPERTIES
    IMPORTED_LOCATION "${GVC_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${GVC_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${CGRAPH_LIBRARY}")
endif()
