# One object library per folder of src/, one test program per folder of tests/unit.

set(HUICE_CORE_FOLDERS text number value program exec)
set(HUICE_FOLDERS "" CACHE INTERNAL "folders of src/ in pipeline order")

# huice_folder(NAME [HEADERS header-only-dependency...] [LIBRARIES linked-dependency...])
function(huice_folder name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LIBRARIES" ${ARGN})
  set(HUICE_FOLDERS ${HUICE_FOLDERS} ${name} CACHE INTERNAL "")
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_library(huice_${name} OBJECT ${sources})
  target_include_directories(huice_${name}
    PUBLIC "${PROJECT_SOURCE_DIR}/include"
    PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(huice_${name} PRIVATE huice_warnings ${ARG_HEADERS} ${ARG_LIBRARIES})
  # A shared huice exports what cmake/huice.map lists; inside a static one nothing needs to be visible.
  if(NOT BUILD_SHARED_LIBS)
    set_target_properties(huice_${name} PROPERTIES
      CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  endif()
  set_property(GLOBAL PROPERTY HUICE_HEADERS_OF_${name} ${ARG_HEADERS})
  set_property(GLOBAL PROPERTY HUICE_LIBRARIES_OF_${name} ${ARG_LIBRARIES})
  if(HUICE_BUILD_TESTS)
    huice_folder_tests(${name})
  endif()
endfunction()

# tests/unit/NAME/*.cpp, linked with the folder and those before it (so a dependency that points
# the wrong way does not link) and, as tests may use them directly, with their dependencies.
function(huice_folder_tests name)
  file(GLOB tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/unit/${name}/*.cpp")
  if(NOT tests)
    return()
  endif()
  add_executable(huice_${name}_tests ${tests})
  target_include_directories(huice_${name}_tests PRIVATE
    "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(huice_${name}_tests PRIVATE HUICE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  foreach(folder IN LISTS HUICE_FOLDERS)
    if(TARGET huice_${folder})
      get_property(headers GLOBAL PROPERTY HUICE_HEADERS_OF_${folder})
      get_property(libraries GLOBAL PROPERTY HUICE_LIBRARIES_OF_${folder})
      target_link_libraries(huice_${name}_tests PRIVATE huice_${folder} ${headers} ${libraries})
    endif()
  endforeach()
  target_link_libraries(huice_${name}_tests PRIVATE huice_warnings GTest::gtest GTest::gtest_main)
  gtest_discover_tests(huice_${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60)
endfunction()

# huice::core (no third-party code, static) and huice::huice (everything, the core included;
# static, or shared with BUILD_SHARED_LIBS), from the folders declared so far.
function(huice_libraries)
  set(core_objects)
  set(other_objects)
  set(all_libraries)
  foreach(folder IN LISTS HUICE_FOLDERS)
    if(NOT TARGET huice_${folder})
      continue()
    endif()
    if(folder IN_LIST HUICE_CORE_FOLDERS)
      list(APPEND core_objects $<TARGET_OBJECTS:huice_${folder}>)
    else()
      list(APPEND other_objects $<TARGET_OBJECTS:huice_${folder}>)
    endif()
    get_property(libraries GLOBAL PROPERTY HUICE_LIBRARIES_OF_${folder})
    list(APPEND all_libraries ${libraries})
  endforeach()
  if(NOT core_objects)
    return()
  endif()
  list(REMOVE_DUPLICATES all_libraries)

  file(GLOB headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/huice/*.hpp"
       "${PROJECT_SOURCE_DIR}/include/huice/*.h")
  add_library(huice_core STATIC ${core_objects})
  add_library(huice ${core_objects} ${other_objects})
  foreach(library IN ITEMS huice_core huice)
    target_sources(${library} PUBLIC FILE_SET HEADERS
      BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${headers})
    target_compile_features(${library} PUBLIC cxx_std_20)
    set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX)
  endforeach()
  # Each public header must compile alone; the full library's usage requirements are the same.
  set_target_properties(huice_core PROPERTIES EXPORT_NAME core)
  set_target_properties(huice PROPERTIES VERIFY_INTERFACE_HEADER_SETS OFF
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  target_link_libraries(huice PRIVATE ${all_libraries})
  if(BUILD_SHARED_LIBS)
    target_link_options(huice PRIVATE "LINKER:--version-script,${PROJECT_SOURCE_DIR}/cmake/huice.map")
    set_target_properties(huice PROPERTIES LINK_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/huice.map")
  endif()
  add_library(huice::core ALIAS huice_core)
  add_library(huice::huice ALIAS huice)

  # The core's promise to small hosts (WebAssembly, embedded): it compiles without exceptions.
  set(core_sources)
  foreach(folder IN LISTS HUICE_CORE_FOLDERS)
    if(TARGET huice_${folder})
      list(APPEND core_sources $<TARGET_PROPERTY:huice_${folder},SOURCES>)
    endif()
  endforeach()
  add_library(huice_core_without_exceptions OBJECT EXCLUDE_FROM_ALL ${core_sources})
  target_include_directories(huice_core_without_exceptions PRIVATE
    "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
  target_compile_options(huice_core_without_exceptions PRIVATE -fno-exceptions -fno-rtti)
  target_link_libraries(huice_core_without_exceptions PRIVATE huice_warnings)
endfunction()
