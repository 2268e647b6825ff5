#include "adapters/orm/soci/key_change/database_trouble.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "adapters/orm/soci/lost_connection.h"
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
    if (is_connection_lost(failed)) return trouble::lost;
    const std::string text = failed.get_error_message();
    if (holds_one_of(text,
                     {"is locked", "busy", "deadlock", "Deadlock", "could not serialize", "lock timeout",
                      "Lock wait timeout", "could not obtain lock", "schema has changed", "changed since last read"}))
        return trouble::busy;
    if (holds_one_of(text, {"UNIQUE constraint", "Duplicate entry", "duplicate key"})) return trouble::duplicate;
    if (holds_one_of(text, {"permission denied", "must be owner", "command denied", "Access denied",
                            "readonly database", "SUPER privilege"}))
        return trouble::no_rights;
    return trouble::other;
}

void report_trouble(const soci::soci_error& failed)
{
    throw error(errc::database_unavailable,
                fmt::format("the database did not do what the key change needs: {}. Nothing is lost: try again when it "
                            "is reachable, unlocked and writable",
                            without_values(failed.get_error_message())));
}

void make_table(soci::session& sql, const std::string& statement)
try {
    sql << statement;
} catch (const soci::soci_error& failed) {
    if (trouble_of(failed) != trouble::no_rights) throw;
    throw error(
        errc::bad_schema,
        fmt::format("the key change needs a table of its own, which this user may not make; nothing is lost. Let "
                    "the owner of the database run this, and let this user read and write it: {}",
                    statement));
}

void patience::wait_or_give_up(soci::session& sql, const soci::soci_error& failed)
{
    // A database that is locked for so long is somebody's long transaction: the caller is told.
    constexpr int most_tries = 60;
    constexpr std::chrono::milliseconds longest_pause{500};
    const trouble what = trouble_of(failed);
    if (++tries_ == most_tries || (what != trouble::busy && what != trouble::lost)) report_trouble(failed);
    std::this_thread::sleep_for(pause_);
    pause_ = std::min(pause_ * 2, longest_pause);
    if (what != trouble::lost) return;
    try {
        sql.reconnect();
    } catch (const soci::soci_error&) {
        // Not back yet.
    }
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
