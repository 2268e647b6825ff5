#pragma once

#include <cstdarg>

#include "adapters/orm/soci/soci_version.h"

// SQLite in the namespace in which SOCI uses it. Until 4.1 SOCI's own header brings it.
#if CELLSEAL_SOCI_4_1
namespace sqlite_api {
#include <sqlite3.h>
}
#endif

#include <soci/sqlite3/soci-sqlite3.h>
