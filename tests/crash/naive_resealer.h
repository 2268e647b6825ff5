#pragma once

#include "tests/crash/person_table.h"

namespace cellseal::crash {

/// What a key change must not be: reads every row through the application, thinks, and writes it back. Here so that the
/// checker of the campaigns is seen to fail on it.
int reseal_naively(config::application& app);

}  // namespace cellseal::crash
