# Run by ctest: BUILD (a built tree), FOLDER (emptied), CONSUMER (a project), SAMPLE (its source and settings).
function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE failed WORKING_DIRECTORY ${FOLDER})
    if(failed)
        message(FATAL_ERROR "failed: ${ARGN}")
    endif()
endfunction()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/prefix)
run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${FOLDER}/build -G ${GENERATOR} -DCMAKE_PREFIX_PATH=${FOLDER}/prefix -DSAMPLE=${SAMPLE}
    -DCMAKE_CXX_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${FOLDER}/build)
file(COPY ${SAMPLE}/cellseal.toml DESTINATION ${FOLDER})
run(${FOLDER}/build/first)
run(${FOLDER}/prefix/bin/cellseal --version)
