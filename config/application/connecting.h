#pragma once

#include <string>

#include <soci/soci.h>

#include "config/settings/settings.h"

namespace cellseal::config {

/// The database of a settings file, ready to be connected to.
struct database_address {
    std::string backend;     ///< SOCI's name of it.
    std::string connection;  ///< May hold a password: never in a message as it is.
};

/// Throws error bad_setting when the settings name no database.
[[nodiscard]] database_address address_of(const settings& from);

/// The same for reading alone: SQLite would make the file of a database that is not there; the others refuse by
/// themselves.
[[nodiscard]] database_address for_reading(database_address address);

/// Throws error database_unavailable with the driver's message, in which no password is left.
[[noreturn]] void report_unavailable(const database_address& address, const soci::soci_error& failed);

/// What `open` gives; errors of the driver as above.
template <class Open>
auto connecting(const database_address& address, Open open) -> decltype(open())
{
    try {
        return open();
    } catch (const soci::soci_error& failed) {
        report_unavailable(address, failed);
    }
}

/// A session without protection, for cellseal's own tables and for counting.
[[nodiscard]] inline soci::session open_plain(const database_address& address)
{
    return connecting(address, [&] { return soci::session{address.backend, address.connection}; });
}

}  // namespace cellseal::config
