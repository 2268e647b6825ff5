#pragma once

#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/reseal_sql.h"
#include "adapters/orm/soci/key_change/sqlite_statement.h"

namespace cellseal::soci_orm {

/// Cuts a table of SQLite into parts by its key, so that one statement looks at a part only, however few rows it finds
/// there: without a write-ahead log, whoever reads keeps others from committing. Lifetime: the session outlives it.
/// Threads: as the session.
class sqlite_strides {
public:
    static constexpr std::size_t rows = 400;

    sqlite_strides(soci::session& sql, const table_shape& shape);

    /// The key of the last row of the part behind `behind` (empty: from the beginning); empty when this is the last.
    [[nodiscard]] std::vector<std::string> end_behind(const std::vector<std::string>& behind);

    /// Counts the rows that fulfil wanted.condition.
    [[nodiscard]] std::uint64_t count(reseal_sql::wanted_rows wanted);

private:
    soci::session& sql_;
    const table_shape& shape_;
    sqlite_statement first_;
    sqlite_statement next_;
};

}  // namespace cellseal::soci_orm
