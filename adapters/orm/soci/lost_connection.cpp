#include "adapters/orm/soci/lost_connection.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace cellseal::soci_orm {

bool is_connection_lost(const soci::soci_error& failed)
{
    static constexpr std::array<std::string_view, 12> words{
        "Session is not connected",  // SOCI, after a reconnect() that failed
        "server closed the connection", "terminating connection", "no connection to the server",
        "connection not open",          "could not connect",      "connection to server",
        "the database system is ",  // PostgreSQL; starting up, shutting down
        "server has gone away",         "Lost connection",        "Can't connect",
        "Connection was killed",  // MariaDB
    };
    if (failed.get_error_category() == soci::soci_error::connection_error) return true;
    const std::string text = failed.get_error_message();
    return std::ranges::any_of(words, [&](std::string_view each) { return text.find(each) != text.npos; });
}

}  // namespace cellseal::soci_orm
