#include "adapters/orm/soci/sqlite_cache.h"

#include <string_view>

#include <soci/soci.h>

#include "adapters/orm/soci/sqlite_of_soci.h"

namespace cellseal::soci_orm {

namespace {

int is_wal(void* found, int, char** values, char**)
{
    *static_cast<bool*>(found) = values[0] != nullptr && std::string_view(values[0]) == "wal";
    return 0;
}

}  // namespace

void keep_readers_in(soci::sqlite3_session_backend& connection)
{
    bool wal = false;
    // Of a database that is locked at this moment nothing is known; not spilling is right for both modes.
    sqlite_api::sqlite3_exec(connection.conn_, "pragma journal_mode", &is_wal, &wal, nullptr);
    if (!wal) sqlite_api::sqlite3_exec(connection.conn_, "pragma cache_spill = off", nullptr, nullptr, nullptr);
}

}  // namespace cellseal::soci_orm
