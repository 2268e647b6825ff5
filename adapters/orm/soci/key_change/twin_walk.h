#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "adapters/orm/soci/key_change/comparable_column.h"
#include "adapters/orm/soci/key_change/row_resealer.h"

namespace cellseal::soci_orm {

/// Walks the rows that hold certain stored values of one column, and moves that column's attribute, or those of its
/// compound index, to the sealing key. Threads: one at a time. References outlive it.
class twin_walk {
public:
    static constexpr std::size_t most_sought = 100;  ///< In one statement.

    twin_walk(soci::session& inner, const engine& how, const table_shape& shape, const comparable_column& column);

    /// From here on; at most most_sought.
    void look_for(std::span<const std::string> stored);

    /// Where the column lies, in table_shape::cells().
    [[nodiscard]] std::size_t cell() const noexcept { return cell_; }

    [[nodiscard]] bool finds_any() { return !rows({}, false).empty(); }

    /// False when somebody else has written a row meanwhile: all have to be looked at again, `locking`, which shows
    /// what was committed after the transaction's snapshot. Throws soci_error, and the error of a value that does not
    /// open.
    [[nodiscard]] bool move_all(row_resealer& resealer, bool locking);

private:
    [[nodiscard]] std::vector<stored_table_row> rows(const std::vector<std::string>& cursor, bool locking);
    void spell_as_written(stored_table_row& row) const;
    [[nodiscard]] row_rewrite moved(row_resealer& resealer, const stored_table_row& row) const;
    [[nodiscard]] bool concerns(const attribute& which) const;
    [[nodiscard]] bool move(row_resealer& resealer, const stored_table_row& row);

    soci::session& inner_;
    const engine& how_;
    const table_shape& shape_;
    const comparable_column& column_;
    std::size_t cell_ = 0;                 ///< The column's.
    std::vector<std::size_t> moving_;      ///< Cells that are written together with it.
    std::vector<const attribute*> bytes_;  ///< By cell: whose raw bytes it holds; else null.
    std::vector<stored_field> sought_;
};

}  // namespace cellseal::soci_orm
