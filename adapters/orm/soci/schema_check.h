#pragma once

#include <optional>
#include <string>

#include "adapters/orm/soci/live_schema.h"
#include "plugin/error/errc.h"

namespace cellseal::soci_orm {

/// Why the live schema cannot hold an attribute.
struct schema_finding {
    errc code = errc::bad_schema;  ///< bad_schema or column_too_narrow.
    std::string message;
};

/// Holds one attribute against its live table: the column and its companion are there, are text or bytes as declared,
/// and are wide enough for the shortest sealed value of the attribute's type and padding. Nothing when all is well.
[[nodiscard]] std::optional<schema_finding> check_column(const attribute& which, const live_table& table);

/// Either half of it: the column of values, the index column.
[[nodiscard]] std::optional<schema_finding> check_sealed_column(const attribute& which, const live_table& table);
[[nodiscard]] std::optional<schema_finding> check_index_column(const attribute& which, const live_table& table);

/// The characters or bytes that a sealed value with a body of `body_bytes` takes in the attribute's column.
[[nodiscard]] std::size_t stored_size(const attribute& which, std::size_t body_bytes);

/// The type in which a part of the row key goes into the associated data: int64 for whole-number columns, text for
/// text columns; nothing for a column whose values have no one form.
[[nodiscard]] std::optional<value_type> row_key_type(const live_column& column);

}  // namespace cellseal::soci_orm
