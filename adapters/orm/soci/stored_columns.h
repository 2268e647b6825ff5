#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "adapters/orm/soci/stored_table_sql.h"
#include "plugin/attributes/attribute.h"
#include "plugin/values/field_sealer.h"

namespace cellseal::soci_orm {

/// An expression that gives the stored value of `which` as text: as it is, or a column of bytes in hexadecimal digits.
[[nodiscard]] std::string stored_text_sql(const attribute& which, table_home home);

/// An expression for the bytes of a (quoted) column in hexadecimal digits; NULL for NULL.
[[nodiscard]] std::string hex_sql(const std::string& column, table_home home);

/// The value as stored, from what stored_text_sql() gave.
[[nodiscard]] std::string stored_from_text(const attribute& which, const std::string& text);

/// The columns of a table's primary key, in their order, as the database spells them; none where it has none.
[[nodiscard]] std::vector<std::string> primary_key_of(soci::session& sql, const std::string& table, table_home home);

/// One column of a dynamic row as text for a person; "NULL" for that.
[[nodiscard]] std::string shown(const soci::row& row, std::size_t column);

/// Adds one column of a dynamic row to the key that sealed values may be bound to. Throws error missing_row_key.
void add_to_key(row_key& key, const soci::row& row, std::size_t column);

}  // namespace cellseal::soci_orm
