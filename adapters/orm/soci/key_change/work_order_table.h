#pragma once

#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// What all workers of a key change are told, in a table of two rows at most (`cellseal_work`), made when first needed.
/// Lifetime: the session outlives it. Threads: one at a time.
class work_order_table {
public:
    work_order_table(soci::session& sql, table_home home, std::string name);

    [[nodiscard]] work_orders read();
    void write(const work_orders& next);

private:
    soci::session& sql_;
    table_home home_;
    std::string name_;
};

}  // namespace cellseal::soci_orm
