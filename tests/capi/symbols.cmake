# The C functions that the library defines are those of the golden file.
execute_process(COMMAND "${NM}" -g --defined-only "${LIBRARY}"
  OUTPUT_VARIABLE listed ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[TW] huice_[a-z_]+\n" found "${listed}")
list(TRANSFORM found REPLACE "^. |\n" "")
list(SORT found)
list(REMOVE_DUPLICATES found)
list(JOIN found "\n" text)
file(READ "${GOLDEN}" golden)
string(STRIP "${golden}" golden)
if(NOT text STREQUAL golden)
  message(FATAL_ERROR "the library defines:\n${text}\nthe golden file has:\n${golden}")
endif()
