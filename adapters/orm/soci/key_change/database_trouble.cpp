#include "adapters/orm/soci/key_change/database_trouble.h"

#include <initializer_list>
#include <string>

#include <fmt/format.h>

#include "adapters/orm/soci/redaction.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

bool holds_one_of(const std::string& text, std::initializer_list<const char*> words)
{
    for (const char* each : words)
        if (text.find(each) != text.npos) return true;
    return false;
}

}  // namespace

trouble trouble_of(const soci::soci_error& failed)
{
    const std::string text = failed.get_error_message();
    if (holds_one_of(text,
                     {"is locked", "busy", "deadlock", "Deadlock", "could not serialize", "lock timeout",
                      "Lock wait timeout", "could not obtain lock", "schema has changed", "changed since last read"}))
        return trouble::busy;
    if (holds_one_of(text, {"UNIQUE constraint", "Duplicate entry", "duplicate key"})) return trouble::duplicate;
    if (holds_one_of(text, {"permission denied", "must be owner", "command denied", "Access denied",
                            "readonly database", "SUPER privilege"}))
        return trouble::no_rights;
    if (failed.get_error_category() == soci::soci_error::connection_error) return trouble::lost;
    return trouble::other;
}

void report_trouble(const soci::soci_error& failed)
{
    throw error(errc::database_unavailable,
                fmt::format("the database did not do what the key change needs: {}. Nothing is lost: try again when it "
                            "is reachable, unlocked and writable",
                            without_values(failed.get_error_message())));
}

void in_writing_transaction(soci::session& sql, const std::function<void()>& work)
{
    // SQLite's plain begin reads first, and may find later that it cannot write.
    const bool sqlite = sql.get_backend_name() == "sqlite3";
    if (sqlite)
        sql << "begin immediate";
    else
        sql.begin();
    try {
        work();
        if (sqlite)
            sql << "commit";
        else
            sql.commit();
    } catch (...) {
        try {
            if (sqlite)
                sql << "rollback";
            else
                sql.rollback();
        } catch (const soci::soci_error&) {
            // The connection is gone, and the transaction with it.
        }
        throw;
    }
}

}  // namespace cellseal::soci_orm
