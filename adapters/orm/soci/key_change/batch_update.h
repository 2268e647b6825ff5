#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/stored_rows.h"

namespace cellseal::soci_orm {

/// Rewrites many rows of a server's table in one trip: a trip costs more than the row. Each row by a compare-and-swap
/// of its own, as reseal_sql::update() does it one by one. It never waits for a row that somebody else holds: who holds
/// some and waits for another would in the end be stopped for a deadlock, and it might not be the worker. Lifetime: one
/// walk; session and shape outlive it. Threads: as the session.
class batch_update {
public:
    virtual ~batch_update() = default;

    /// In one transaction: all or none when it throws, busy (trouble) where a row is held and cannot be passed over.
    /// How many of `rows` were still as they were read, and are rewritten.
    [[nodiscard]] virtual std::uint64_t run(std::span<const row_rewrite* const> rows) = 0;

    /// Between these two the session waits for no lock.
    virtual void begin() {}
    virtual void end() noexcept {}
};

/// Nothing where the server has no such statement, or the table is not stored there.
[[nodiscard]] std::unique_ptr<batch_update> make_batch_update(soci::session& sql, const table_shape& shape);

}  // namespace cellseal::soci_orm
