#pragma once

#include "plugin/statements/query.h"

namespace cellseal {

/// Reads a whole statement and fills the plan's columns and hit checks. Refuses what it does not know.
void read_statement(reading& r, statement_plan& plan);

/// The text of a CTE: a query or, on PostgreSQL, a statement that writes and returns.
[[nodiscard]] query read_common_table_body(reading& r, const scope* outer);

// Each verb stands at the cursor; the list of what it returns is empty without RETURNING.
struct written {
    output_list* returned = nullptr;  ///< Null without RETURNING.
    scope* tables = nullptr;
    std::size_t list_end = 0;
};
written read_insert(reading& r, const scope* outer);
written read_update(reading& r, const scope* outer);
written read_delete(reading& r, const scope* outer);
written read_merge(reading& r, const scope* outer);
/// WHERE … ORDER BY … LIMIT … of UPDATE and DELETE.
void read_row_choice(reading& r, scope& names);
/// RETURNING …, if it stands here.
void read_returning(reading& r, scope& tables, written& made);

/// EXPLAIN with its options, if it stands here (MySQL: also DESCRIBE and ANALYZE before a statement): what it gives is
/// no row of the statement behind it.
[[nodiscard]] bool take_explain(reading& r);

/// CREATE, ALTER, DROP, TRUNCATE and their kin.
void read_definition(reading& r);
[[nodiscard]] bool at_definition(const reading& r) noexcept;

}  // namespace cellseal
