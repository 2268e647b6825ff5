# Finds SOCI where it was installed without a CMake package, as Debian 12 does, and gives its parts the target names of
# the package that SOCI ships from 4.1 on: SOCI::Core, SOCI::SQLite3, SOCI::PostgreSQL, SOCI::MySQL, SOCI::ODBC,
# SOCI::Firebird. Where that package exists, it is used.
# Tests and samples link to its targets, too, and to what those need (CMake 3.24).
set(cellseal_targets_were_global ${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL})
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL TRUE)
find_package(SOCI CONFIG QUIET)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ${cellseal_targets_were_global})
if(SOCI_FOUND)
    return()
endif()

find_path(SOCI_INCLUDE_DIR soci/soci.h)
find_library(SOCI_CORE_LIBRARY soci_core)
if(SOCI_INCLUDE_DIR)
    file(STRINGS "${SOCI_INCLUDE_DIR}/soci/version.h" SOCI_version_line REGEX "#define SOCI_LIB_VERSION ")
    string(REGEX REPLACE ".*\"([0-9_]+)\".*" "\\1" SOCI_VERSION "${SOCI_version_line}")
    string(REPLACE "_" "." SOCI_VERSION "${SOCI_VERSION}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS SOCI_CORE_LIBRARY SOCI_INCLUDE_DIR VERSION_VAR SOCI_VERSION)

function(cellseal_soci_part target library)
    find_library(SOCI_${library}_LIBRARY soci_${library})
    mark_as_advanced(SOCI_${library}_LIBRARY)
    if(SOCI_${library}_LIBRARY AND NOT TARGET SOCI::${target})
        add_library(SOCI::${target} UNKNOWN IMPORTED GLOBAL)
        set_target_properties(SOCI::${target} PROPERTIES IMPORTED_LOCATION "${SOCI_${library}_LIBRARY}"
                                                         INTERFACE_LINK_LIBRARIES SOCI::Core)
    endif()
endfunction()

if(SOCI_FOUND)
    find_package(Threads REQUIRED)
    if(NOT TARGET SOCI::Core)
        add_library(SOCI::Core UNKNOWN IMPORTED GLOBAL)
        # <soci/soci.h> includes Boost headers, which lie on the compiler's own path where Debian installs them.
        set_target_properties(SOCI::Core PROPERTIES IMPORTED_LOCATION "${SOCI_CORE_LIBRARY}"
                                                    INTERFACE_INCLUDE_DIRECTORIES "${SOCI_INCLUDE_DIR}"
                                                    INTERFACE_LINK_LIBRARIES "Threads::Threads;${CMAKE_DL_LIBS}")
    endif()
    cellseal_soci_part(SQLite3 sqlite3)
    cellseal_soci_part(PostgreSQL postgresql)
    cellseal_soci_part(MySQL mysql)
    cellseal_soci_part(ODBC odbc)
    cellseal_soci_part(Firebird firebird)
endif()
mark_as_advanced(SOCI_INCLUDE_DIR SOCI_CORE_LIBRARY)
