# Runs SAMPLE with ARGUMENTS from nothing: in FOLDER, which is emptied and given a copy of SETTINGS.
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
file(COPY ${SETTINGS} DESTINATION ${FOLDER})
execute_process(COMMAND ${SAMPLE} ${ARGUMENTS} WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE outcome)
if(NOT outcome EQUAL 0)
    message(FATAL_ERROR "the sample failed: ${outcome}")
endif()
