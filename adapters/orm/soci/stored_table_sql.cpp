#include "adapters/orm/soci/stored_table_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

// In the order of cellseal::column_kind: number, ascii, long_ascii, name, long_text.
using types = std::array<std::string_view, 5>;

constexpr types sqlite_types{"bigint", "text", "text", "text", "text"};
constexpr types postgresql_types{"bigint", "varchar(64)", "text", "varchar(255)", "text"};
// Bytes are compared as they are: names are kept as bytes, for what a connection takes for their character set is not
// for the MAC to depend on.
constexpr types mysql_types{"bigint", "varchar(64) character set ascii collate ascii_bin",
                            "mediumtext character set ascii collate ascii_bin", "varbinary(255)", "mediumblob"};

const types& types_of(table_home home)
{
    switch (home) {
        case table_home::sqlite: return sqlite_types;
        case table_home::postgresql: return postgresql_types;
        case table_home::mysql: break;
    }
    return mysql_types;
}

std::string column_names(const stored_table& table, std::size_t count)
{
    std::string list;
    for (const stored_column& each : table.columns.first(count))
        list += fmt::format("{}{}", list.empty() ? "" : ", ", each.name);
    return list;
}

}  // namespace

table_home table_home_of(std::string_view backend_name)
{
    if (backend_name == "sqlite3") return table_home::sqlite;
    if (backend_name == "postgresql") return table_home::postgresql;
    if (backend_name == "mysql") return table_home::mysql;
    throw error(errc::bad_setting,
                fmt::format("cellseal's tables cannot lie in a database of SOCI's backend \"{}\": choose one of "
                            "sqlite3, postgresql, mysql for the keyring",
                            backend_name));
}

void check_table_name(std::string_view name)
{
    constexpr std::size_t longest = 63;  // PostgreSQL cuts longer ones silently
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool starts_well = !name.empty() && !(name.front() >= '0' && name.front() <= '9');
    if (starts_well && name.size() <= longest && std::ranges::all_of(name, allowed)) return;
    throw error(errc::bad_setting,
                fmt::format("\"{}\" cannot be the name of a table of cellseal's: use at most 63 lower-case letters, "
                            "digits and underscores, no digit in front",
                            name));
}

std::string quoted(std::string_view name, table_home home)
{
    const char quote = home == table_home::mysql ? '`' : '"';
    std::string text(1, quote);
    for (const char c : name) {
        if (c == quote) text += quote;
        text += c;
    }
    return text + quote;
}

std::string create_sql(const stored_table& table, std::string_view name, table_home home)
{
    std::string columns;
    for (const stored_column& each : table.columns)
        columns += fmt::format("{} {}{}, ", each.name, types_of(home)[static_cast<std::size_t>(each.kind)],
                               each.required ? " not null" : "");
    return fmt::format("create table if not exists {} ({}primary key ({})){}", name, columns,
                       column_names(table, table.key_columns), home == table_home::mysql ? " engine=InnoDB" : "");
}

std::string insert_sql(const stored_table& table, std::string_view name)
{
    std::string parameters;
    for (std::size_t i = 0; i < table.columns.size(); ++i) parameters += fmt::format("{}:c{}", i == 0 ? "" : ", ", i);
    return fmt::format("insert into {} ({}) values ({})", name, column_names(table, table.columns.size()), parameters);
}

std::string select_sql(const stored_table& table, std::string_view name)
{
    return fmt::format("select {} from {}", column_names(table, table.columns.size()), name);
}

std::string_view find_table_sql(table_home home)
{
    switch (home) {
        case table_home::sqlite:
            return "select name from sqlite_master where type in ('table', 'view') and lower(name) = lower(:name) and "
                   ":schema in ('', "
                   "'main')";
        case table_home::postgresql:
            return "select table_name from information_schema.tables where lower(table_name) = lower(:name) and "
                   "(table_schema = :schema "
                   "or (:schema = '' and table_schema = any (current_schemas(false))))";
        case table_home::mysql: break;
    }
    return "select table_name from information_schema.tables where lower(table_name) = lower(:name) and (table_schema "
           "= :schema or "
           "(:schema = '' and table_schema = database()))";
}

}  // namespace cellseal::soci_orm
