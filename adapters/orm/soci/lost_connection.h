#pragma once

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// Whether an error says that the connection is gone, or was not opened again yet: session::reconnect() may help.
/// SOCI's category tells it for some errors of some backends only; for the others the words do.
[[nodiscard]] bool is_connection_lost(const soci::soci_error& failed);

}  // namespace cellseal::soci_orm
