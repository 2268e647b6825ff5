# What `cmake --install build` lays where, so that another project's find_package(cellseal) finds it.
include(CMakePackageConfigHelpers)

set(cellseal_headers ${CMAKE_INSTALL_INCLUDEDIR}/cellseal-${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(cellseal_package ${CMAKE_INSTALL_LIBDIR}/cmake/cellseal)

# Headers are included by their place in the tree, so they keep it, in a folder of their own.
install(DIRECTORY plugin adapters config DESTINATION ${cellseal_headers} FILES_MATCHING PATTERN "*.h" PATTERN include EXCLUDE)
install(DIRECTORY plugin/include/ adapters/orm/soci/include/ config/include/ DESTINATION ${cellseal_headers})

set(cellseal_installed cellseal_core)
foreach(each IN ITEMS sodium openssl clock process keys_file keys_environment soci)
    if(CELLSEAL_HAS_${each})
        list(APPEND cellseal_installed cellseal_${each})
    endif()
endforeach()
foreach(each IN ITEMS cellseal_settings cellseal_config cellseal_admin)
    if(TARGET ${each})
        list(APPEND cellseal_installed ${each})
    endif()
endforeach()
install(TARGETS ${cellseal_installed} EXPORT cellseal INCLUDES DESTINATION ${cellseal_headers})
install(EXPORT cellseal NAMESPACE cellseal:: FILE cellsealTargets.cmake DESTINATION ${cellseal_package})
if(TARGET cellseal_command)
    install(TARGETS cellseal_command)
endif()

configure_package_config_file(cellsealConfig.cmake.in ${PROJECT_BINARY_DIR}/cellsealConfig.cmake
                              INSTALL_DESTINATION ${cellseal_package})
# Before 1.0 a minor version may break.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/cellsealConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cellsealConfig.cmake ${PROJECT_BINARY_DIR}/cellsealConfigVersion.cmake
              adapters/orm/soci/FindSOCI.cmake adapters/crypto/sodium/FindSodium.cmake
        DESTINATION ${cellseal_package})
install(FILES LICENSE README.md CHANGELOG.md SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
