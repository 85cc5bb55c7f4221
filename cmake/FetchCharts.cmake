# Fetches the chart library by npm: cmake -D NPM=PROGRAM -D SOURCE=FOLDER -D FOLDER=FOLDER -P this.
# SOURCE has package.json and package-lock.json. Where npm fails, there is a warning and no library,
# and the next build tries again.
file(COPY ${SOURCE}/package.json ${SOURCE}/package-lock.json DESTINATION ${FOLDER})
execute_process(
  COMMAND ${NPM} ci --omit=dev --ignore-scripts --no-audit --no-fund --prefer-offline
    --fetch-retries=0 --fetch-timeout=30000
  WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE reason)
if(failed)
  string(STRIP "${reason}" reason)
  message(WARNING "npm cannot fetch the chart library, so pages of `typegrad report` will have "
    "tables in place of charts.\n${reason}")
else()
  file(TOUCH ${FOLDER}/fetched)
endif()
