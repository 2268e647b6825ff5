#pragma once

#include <cstdint>
#include <string>

#include <soci/soci.h>

#include "adapters/orm/soci/keyring_database.h"
#include "plugin/ports/resealable_rows.h"

namespace cellseal::soci_orm {

/// What all workers of a key change are told, and whose turn it is, in a table of three rows at most (`cellseal_work`),
/// made when first needed.
/// Lifetime: the session outlives it. Threads: one at a time.
class work_order_table {
public:
    work_order_table(soci::session& sql, table_home home, std::string name);

    [[nodiscard]] work_orders read();
    void write(const work_orders& next);

    /// 0: nobody's; else what the holder has written (writing_turn.h).
    [[nodiscard]] std::int64_t turn();
    /// Only where it is `from` still; else false.
    [[nodiscard]] bool pass_turn(std::int64_t from, std::int64_t to);

private:
    [[nodiscard]] bool is_made();
    void make();

    soci::session& sql_;
    table_home home_;
    std::string name_;
};

}  // namespace cellseal::soci_orm
