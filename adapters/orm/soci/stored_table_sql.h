#pragma once

#include <string>
#include <string_view>

#include "plugin/ports/stored_table.h"

namespace cellseal::soci_orm {

/// The databases that can hold cellseal's own tables.
enum class table_home { sqlite, postgresql, mysql };

/// By SOCI's name of the backend. Throws error bad_setting for one that cannot hold them yet.
[[nodiscard]] table_home table_home_of(std::string_view backend_name);

/// A name for one of cellseal's tables: lower-case ASCII letters, digits and underscores, at most 63, no digit in
/// front; so that no database folds or quotes it. Throws error bad_setting for any other.
void check_table_name(std::string_view name);

/// A name as the database spells it, in that database's quotes.
[[nodiscard]] std::string quoted(std::string_view name, table_home home);

/// The statements on one table of cellseal's. Parameters are `:c0`, `:c1`, … in the order of the columns.
[[nodiscard]] std::string create_sql(const stored_table& table, std::string_view name, table_home home);
[[nodiscard]] std::string insert_sql(const stored_table& table, std::string_view name);
/// All columns in their order; whatever narrows it follows.
[[nodiscard]] std::string select_sql(const stored_table& table, std::string_view name);

/// Finds a table in the database's own catalogue, in any letter case, with the parameters :name and :schema (where that
/// is empty: where unqualified names are looked for); gives its name as the database spells it.
[[nodiscard]] std::string_view find_table_sql(table_home home);

}  // namespace cellseal::soci_orm
