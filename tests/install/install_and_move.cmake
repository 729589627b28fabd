# Installs BUILD below WORK and moves the tree, which must not matter to those who use it.
file(REMOVE_RECURSE "${WORK}/first" "${WORK}/moved")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/first"
                COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${WORK}/first" "${WORK}/moved")
