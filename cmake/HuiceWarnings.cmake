add_library(huice_warnings INTERFACE)
target_compile_options(huice_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
  $<$<BOOL:${HUICE_WERROR}>:-Werror>)
