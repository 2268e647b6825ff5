#pragma once

#include <filesystem>

#include "tests/crash/person_table.h"

namespace cellseal::crash {

/// One process of an application that goes on while the key is changed: writes its own rows again and again, and looks
/// for what it wrote. Whatever it does it puts down in its log first and afterwards, so that somebody else can judge:
/// "begin ID WRITE", "done ID WRITE", "wrong …".
///
/// Runs until the file `stop` is there.
void use_for_a_while(config::application& app, int first_id, int last_id, const std::filesystem::path& log,
                     const std::filesystem::path& stop);

}  // namespace cellseal::crash
