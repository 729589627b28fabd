include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(HUICE_INSTALL_CMAKEDIR "${CMAKE_INSTALL_LIBDIR}/cmake/huice")

install(TARGETS huice_core huice EXPORT huiceTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT huiceTargets NAMESPACE huice:: DESTINATION "${HUICE_INSTALL_CMAKEDIR}")
if(TARGET huice_cli)
  install(TARGETS huice_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/rules" DESTINATION "${CMAKE_INSTALL_DATADIR}/huice")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/huice-config.cmake.in"
  "${PROJECT_BINARY_DIR}/huice-config.cmake"
  INSTALL_DESTINATION "${HUICE_INSTALL_CMAKEDIR}"
  PATH_VARS CMAKE_INSTALL_DATADIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a change of the second number may break callers.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/huice-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/huice-config.cmake"
  "${PROJECT_BINARY_DIR}/huice-config-version.cmake" DESTINATION "${HUICE_INSTALL_CMAKEDIR}")

# pkg-config: the prefix follows the file, so an installed tree can be moved.
file(RELATIVE_PATH HUICE_PC_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" HUICE_PC_PREFIX "${HUICE_PC_PREFIX}")
set(HUICE_PC_REQUIRES_PRIVATE)
set(HUICE_PC_LIBS_PRIVATE)
if(NOT BUILD_SHARED_LIBS)
  set(HUICE_PC_REQUIRES_PRIVATE "yaml-cpp, pugixml")
  if(HUICE_WITH_ICU)
    string(APPEND HUICE_PC_REQUIRES_PRIVATE ", icu-i18n, icu-uc")
  endif()
  set(HUICE_PC_LIBS_PRIVATE "-lstdc++ -lm")  # for programs in C
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/huice.pc.in" "${PROJECT_BINARY_DIR}/huice.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/huice.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
