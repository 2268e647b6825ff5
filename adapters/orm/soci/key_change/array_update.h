#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "adapters/orm/soci/key_change/stored_rows.h"

namespace cellseal::soci_orm {

/// PostgreSQL: rewrites many rows by one statement, whose parameters are arrays of all their keys and cells. Each row
/// by a compare-and-swap of its own, as reseal_sql::update() does it one by one: a trip to the server costs more than
/// the row.
namespace array_update {

/// The statement: keys `k0`…, declared keys `r0`…, cells as they were read `o0`… and as they are written `n0`….
[[nodiscard]] std::string statement(const table_shape& shape);

/// Runs it. How many of `rows` were still as they were read, and are rewritten.
[[nodiscard]] std::uint64_t run(soci::session& sql, const table_shape& shape, std::span<const row_rewrite* const> rows);

}  // namespace array_update

}  // namespace cellseal::soci_orm
