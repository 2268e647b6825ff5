#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/attributes/attribute_registry.h"
#include "plugin/statements/dialect.h"

namespace cellseal {

/// Whether rows that are there already have to comply, too.
enum class backstop_scope : std::uint8_t {
    all_rows,  ///< Refused while plain text lies in a protected column.
    new_rows,  ///< While an attribute is being taken in: only what is written from now on (PostgreSQL, SQLite).
};

/// Statements that make the database itself refuse what is no sealed value in a protected column, and no token in an
/// index column, whoever writes it: a CHECK for each column, on SQLite (which cannot add one to a table) triggers. For
/// an administrator to run once, by hand or through native(sql); NULL stays allowed.
///
/// They hold for every version, suite and key of the format; that a value opens only reading it can show. Names begin
/// with "cellseal_". MySQL and MariaDB know no constraint for new rows only: there both scopes are the same.
[[nodiscard]] std::vector<std::string> backstop_statements(const attribute_registry& registry, dialect language,
                                                           backstop_scope scope = backstop_scope::all_rows);

/// PostgreSQL: domains that carry the same checks, for the columns of new tables: cellseal_text, cellseal_bytes.
[[nodiscard]] std::vector<std::string> backstop_domains();

}  // namespace cellseal
