# Our own code only: a dependency's headers are SYSTEM and keep their warnings to themselves.
add_library(huice_warnings INTERFACE)
target_compile_options(huice_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  $<$<BOOL:${HUICE_WERROR}>:-Werror>)
