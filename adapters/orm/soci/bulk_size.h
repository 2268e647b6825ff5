#pragma once

#include <cstddef>

#include <soci/soci.h>

namespace cellseal::soci_orm {

/// How many rows a bulk insert sends in one statement "insert … values(…), (…)"; 1 where the database or SOCI's backend
/// gains nothing by it, or knows no such statement: then whole columns are bound. `parameters` is their number in each
/// row.
[[nodiscard]] std::size_t rows_in_a_statement(soci::session& sql, std::size_t parameters);

/// Rows whose columns are bound together.
inline constexpr std::size_t rows_in_a_block = 128;

/// Bytes of text above which fewer rows are taken together: less than what a server takes in one packet.
inline constexpr std::size_t bytes_in_a_block = std::size_t{1} << 20;

}  // namespace cellseal::soci_orm
