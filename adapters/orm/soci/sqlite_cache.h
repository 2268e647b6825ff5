#pragma once

namespace soci {
struct sqlite3_session_backend;
}

namespace cellseal::soci_orm {

/// Keeps pages that a transaction has changed in memory until it commits, where the database is not in WAL mode.
///
/// Else SQLite writes them to the file once its cache is full, and for that locks out every reader until the commit:
/// the keyring's connection, too, which is read every few seconds while values are sealed. The price is memory for the
/// pages changed by one transaction. `pragma cache_spill` on the native session takes it back.
void keep_readers_in(soci::sqlite3_session_backend& connection);

}  // namespace cellseal::soci_orm
