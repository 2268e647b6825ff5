#include "config/application/connecting.h"

#include "config/settings/redact_connection.h"

namespace cellseal::config {

database_address address_of(const settings& from)
{
    // An empty backend has no connection either: connection_string() says what is missing.
    return {from.database.backend, connection_string(from.database)};
}

database_address for_reading(database_address address)
{
    if (address.backend != "sqlite3" || address.connection.find("readonly") != std::string::npos) return address;
    // A connection without any setting is the file's name itself, and would swallow what is added to it.
    if (address.connection.find('=') == std::string::npos) address.connection = "dbname=\"" + address.connection + '"';
    address.connection += " readonly=1";
    return address;
}

void report_unavailable(const database_address& address, const soci::soci_error& failed)
{
    throw error{errc::database_unavailable,
                fmt::format("the {} database ({}) cannot be opened: {}", address.backend,
                            redact_connection(address.connection), redact_in(failed.what(), address.connection))};
}

}  // namespace cellseal::config
