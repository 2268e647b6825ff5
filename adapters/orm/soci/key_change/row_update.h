#pragma once

#include <cstdint>
#include <span>

#include "adapters/orm/soci/key_change/stored_rows.h"

namespace cellseal::soci_orm {

/// Rewrites rows one by one, each only if it is still as it was read. How many were.
[[nodiscard]] std::uint64_t write_each(soci::session& sql, const table_shape& shape,
                                       std::span<const row_rewrite* const> rows);

}  // namespace cellseal::soci_orm
