#pragma once

#include "adapters/orm/soci/key_change/server_pace.h"
#include "adapters/orm/soci/key_change/write_pace.h"

namespace cellseal::soci_orm {

/// At which a worker writes to one database, from call to call.
struct worker_pace {
    write_pace one_writer;  ///< SQLite.
    server_pace server;
};

}  // namespace cellseal::soci_orm
