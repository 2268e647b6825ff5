# cellseal_declare_adapter(NAME SOURCES … [LINK …] [NEEDS …])
#
# Declares the library cellseal_<NAME> (alias cellseal::<NAME>) on top of the core and at most the things in LINK.
# NEEDS lists targets without which the adapter cannot be built: where one is missing, the adapter is switched off with a
# line that says so, and CELLSEAL_HAS_<NAME> is FALSE.
function(cellseal_declare_adapter name)
    cmake_parse_arguments(ADAPTER "" "" "SOURCES;LINK;NEEDS" ${ARGN})
    foreach(needed IN LISTS ADAPTER_NEEDS)
        if(NOT TARGET ${needed})
            message(STATUS "cellseal: adapter ${name} is switched off: ${needed} was not found")
            set(CELLSEAL_HAS_${name} FALSE CACHE INTERNAL "")
            return()
        endif()
    endforeach()
    add_library(cellseal_${name} ${ADAPTER_SOURCES})
    add_library(cellseal::${name} ALIAS cellseal_${name})
    target_link_libraries(cellseal_${name} PUBLIC cellseal::core ${ADAPTER_NEEDS} ${ADAPTER_LINK})
    target_link_libraries(cellseal_${name} PRIVATE $<BUILD_INTERFACE:cellseal_flags>)
    set_target_properties(cellseal_${name} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
    set(CELLSEAL_HAS_${name} TRUE CACHE INTERNAL "")
endfunction()
