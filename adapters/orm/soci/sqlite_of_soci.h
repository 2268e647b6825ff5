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

namespace cellseal::soci_orm {

/// What a call that gave `result` failed with, as SOCI throws it.
[[nodiscard]] inline soci::sqlite3_soci_error last_error_of(sqlite_api::sqlite3* connection,
                                                            [[maybe_unused]] int result)
{
#if CELLSEAL_SOCI_4_1
    return {connection, ""};
#else
    return {sqlite_api::sqlite3_errmsg(connection), result};
#endif
}

}  // namespace cellseal::soci_orm
