# Finds libsodium, for which Debian ships a .pc file and no CMake package. Defines Sodium::Sodium.
find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
    pkg_check_modules(Sodium_pc QUIET libsodium)
endif()
find_path(Sodium_INCLUDE_DIR sodium.h HINTS ${Sodium_pc_INCLUDE_DIRS})
find_library(Sodium_LIBRARY sodium HINTS ${Sodium_pc_LIBRARY_DIRS})

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Sodium REQUIRED_VARS Sodium_LIBRARY Sodium_INCLUDE_DIR
                                         VERSION_VAR Sodium_pc_VERSION)

if(Sodium_FOUND AND NOT TARGET Sodium::Sodium)
    add_library(Sodium::Sodium UNKNOWN IMPORTED GLOBAL)
    set_target_properties(Sodium::Sodium PROPERTIES IMPORTED_LOCATION "${Sodium_LIBRARY}"
                                                    INTERFACE_INCLUDE_DIRECTORIES "${Sodium_INCLUDE_DIR}")
endif()
mark_as_advanced(Sodium_INCLUDE_DIR Sodium_LIBRARY)
