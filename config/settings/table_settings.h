#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/settings/setting_reader.h"
#include "plugin/attributes/attribute_registry.h"

namespace cellseal::config {

/// Reads one [[table]] with its attributes, and checks that they fit each other and the list of columns.
[[nodiscard]] registration read_table(const named_table& entry);

/// Reads one [[known_table]].
[[nodiscard]] known_table read_known_table(const named_table& entry);

/// Reads one [[view]]. `tables` are those of the file, so that a column's source is understood.
[[nodiscard]] declared_view read_view(const named_table& entry, const std::vector<registration>& tables);

/// The name of a table or view: from its setting, or from the header it stands under.
[[nodiscard]] std::string table_name(const setting_reader& in, const named_table& entry);

/// A list of column names without doubles.
[[nodiscard]] std::vector<std::string> column_names(const setting_reader& in, std::string_view name);

/// Whether the list holds the column; databases fold the case of unquoted names, so case does not count.
[[nodiscard]] bool lists(const std::vector<std::string>& columns, std::string_view column) noexcept;

/// Refuses two attributes in one place, companions that are used twice, and columns that the table's list lacks.
void check_columns(const setting_reader& in, const registration& table);

}  // namespace cellseal::config
