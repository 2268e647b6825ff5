#pragma once

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/finding_table.h"
#include "adapters/orm/soci/key_change/row_resealer.h"
#include "adapters/orm/soci/key_change/worker_pace.h"

namespace cellseal::soci_orm {

/// Walks one table in batches (key_change_protocol.md, S4 and S6): reads rows that are not under the sealing keys, and
/// rewrites each only if it is still as it was read. Threads: one at a time. References outlive it.
class table_resealer {
public:
    table_resealer(soci::session& sql, const engine& how, const table_shape& shape, const keyring& keys,
                   finding_table& findings, std::span<const std::string> taken_in = {});

    /// `most`: 0: its pace decides about commits, and time about the end of a call. `pace`: of this worker, from call
    /// to call.
    [[nodiscard]] reseal_batch reseal(reseal_cursor& cursor, std::size_t most, locked_rows locked, worker_pace& pace);
    [[nodiscard]] reseal_batch verify(reseal_cursor& cursor, std::size_t most);
    [[nodiscard]] std::uint64_t count_old();

private:
    void reseal_once(reseal_cursor& cursor, std::size_t most, locked_rows locked, reseal_batch& done);
    // Nothing done and false where rows are to be locked as they are read.
    [[nodiscard]] bool walk(reseal_cursor& cursor, std::size_t most, locked_rows locked, worker_pace& pace,
                            reseal_batch& done);
    [[nodiscard]] std::vector<stored_table_row> old_rows(const reseal_cursor& cursor, std::size_t most,
                                                         locked_rows locked);
    void rewrite(const std::vector<stored_table_row>& rows, reseal_batch& done);
    void record(const stored_table_row& row, const std::string& attribute, std::string_view reason, reseal_batch& done);
    [[nodiscard]] std::string holder_of(const std::vector<stored_field>& resealed, std::size_t cell);
    void move_without_duplicates(const stored_table_row& row, reseal_batch& done);
    void record_duplicate(reseal_cursor& cursor, locked_rows locked, reseal_batch& done);

    soci::session& sql_;
    const engine& how_;
    const table_shape& shape_;
    const keyring& keys_;
    finding_table& findings_;
    row_resealer rows_;
    std::vector<std::string> taken_in_;
    std::vector<reseal_finding> found_;
};

}  // namespace cellseal::soci_orm
