#pragma once

#include <string>

#include "tests/crash/person_table.h"

namespace cellseal::crash {

/// What the process that changes the key is to do, and when it is to die.
struct errand {
    std::string what;    ///< "change": whatever is next, from the first step to the destruction of the old key.
    std::string moment;  ///< See reaper; "never".
    std::size_t rows_per_second = 0;
};

/// Brings a key change to its end, from wherever it is; begins one where none is under way and none was finished. 0 when
/// the old key is destroyed.
int change_key(config::application& app, const std::string& settings_file, const errand& what);

}  // namespace cellseal::crash
