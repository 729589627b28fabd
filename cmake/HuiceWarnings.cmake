# Our own code only: a dependency's headers are SYSTEM and keep their warnings to themselves.
# g++ 12 takes the inside of an empty std::optional for an uninitialized read at -O2.
# clang with libstdc++ 12 blames callers of std::stable_sort for a deprecated helper inside it.
add_library(huice_warnings INTERFACE)
target_compile_options(huice_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>
  $<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-deprecated-declarations>
  $<$<BOOL:${HUICE_WERROR}>:-Werror>)
