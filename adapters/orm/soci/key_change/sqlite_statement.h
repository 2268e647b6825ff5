#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/key_change/row_block.h"

namespace cellseal::soci_orm {

/// A prepared statement of SQLite, without what SOCI does for each value that goes in or out: of rewriting a row, that
/// is a third. For texts of reseal_sql, whose parameters are bound in the order in which they stand in it. Throws what
/// SOCI's backend would. Lifetime: the session outlives it. Threads: as the session.
class sqlite_statement {
public:
    /// `sql` is a plain session of SOCI's SQLite backend.
    sqlite_statement(soci::session& sql, const std::string& text);

    /// Begins anew: takes back what was bound, and the lock that reading held.
    void reset() noexcept;
    /// Binds the next parameters; the fields stay as they are until the statement is reset.
    void bind(std::span<const stored_field> fields);
    /// True with a row, false at the end.
    [[nodiscard]] bool step();
    /// The next columns of that row.
    void take(std::span<stored_field> fields);
    /// Runs it to its end. How many rows it has written.
    std::uint64_t run();

private:
    struct finalized {
        void operator()(void* statement) const noexcept;
    };

    void check(int result) const;

    soci::session& sql_;
    std::unique_ptr<void, finalized> statement_;
    int parameter_ = 0;
    int column_ = 0;
};

/// Resets a statement at the end of a scope, however it ends.
struct statement_in_use {
    sqlite_statement& statement;
    ~statement_in_use() { statement.reset(); }
};

/// A part of a table: keys of the row before its first and of its last; empty: from the beginning, to the end.
struct key_range {
    std::vector<std::string> behind;
    std::vector<std::string> until;
};

/// Binds what reseal_sql has asked for by wanted_rows::behind and until. `room` lives as long as the statement runs.
void bind_range(sqlite_statement& select, const key_range& range, std::array<stored_table_row, 2>& room);

/// Reads the rows of a select of reseal_sql into `block`, which is empty, until it holds `most_bytes`. True when the
/// select has no more.
[[nodiscard]] bool read_rows(sqlite_statement& select, const table_shape& shape, const key_range& range,
                             std::size_t most_bytes, row_block& block);

/// Rewrites one row by reseal_sql::update(). False when it was no longer as it had been read.
[[nodiscard]] bool write_row(sqlite_statement& update, const row_rewrite& row);

}  // namespace cellseal::soci_orm
