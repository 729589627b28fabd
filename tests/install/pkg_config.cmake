# Compiles and runs SOURCE with nothing but what pkg-config says.
set(ENV{PKG_CONFIG_PATH} "${PREFIX}/${LIBDIR}/pkgconfig")
if(NOT SHARED)
  set(static --static)
endif()
execute_process(COMMAND "${PKG_CONFIG}" --cflags --libs ${static} huice
                OUTPUT_VARIABLE options OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(options UNIX_COMMAND "${options}")
separate_arguments(FLAGS UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND "${CXX}" -std=c++20 ${FLAGS} "${SOURCE}" -o "${PROGRAM}" ${options}
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${PKG_CONFIG}" --variable=rulesdir huice
                OUTPUT_VARIABLE rules OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(ENV{LD_LIBRARY_PATH} "${PREFIX}/${LIBDIR}")
execute_process(COMMAND "${PROGRAM}" "${rules}" COMMAND_ERROR_IS_FATAL ANY)
