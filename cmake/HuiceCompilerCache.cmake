# ccache, when it is there and nobody chose a launcher. Clones share their objects, so paths inside
# the project count as relative.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(HUICE_CCACHE ccache)
  mark_as_advanced(HUICE_CCACHE)
  if(HUICE_CCACHE)
    foreach(language IN ITEMS C CXX)
      set(CMAKE_${language}_COMPILER_LAUNCHER
          env CCACHE_NOHASHDIR=1 "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" "${HUICE_CCACHE}")
    endforeach()
  endif()
endif()
