#include "config/application/connecting.h"

#include "config/settings/redact_connection.h"

namespace cellseal::config {

database_address address_of(const settings& from)
{
    // An empty backend has no connection either: connection_string() says what is missing.
    return {from.database.backend, connection_string(from.database)};
}

void report_unavailable(const database_address& address, const soci::soci_error& failed)
{
    throw error{errc::database_unavailable,
                fmt::format("the {} database ({}) cannot be opened: {}", address.backend,
                            redact_connection(address.connection), redact_in(failed.what(), address.connection))};
}

}  // namespace cellseal::config
