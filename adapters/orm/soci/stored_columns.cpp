#include "adapters/orm/soci/stored_columns.h"

#include <fmt/format.h>

#include <charconv>
#include <ctime>

#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

std::string_view primary_key_query(table_home home)
{
    switch (home) {
        case table_home::sqlite: return "select name from pragma_table_info(:t) where pk > 0 order by pk";
        case table_home::postgresql:
            return "select cast(a.attname as text) from pg_catalog.pg_index i cross join lateral "
                   "generate_subscripts(i.indkey, 1) as place join pg_catalog.pg_attribute a on a.attrelid = "
                   "i.indrelid "
                   "and a.attnum = i.indkey[place] where i.indrelid = to_regclass(:t) and i.indisprimary order by "
                   "place";
        case table_home::mysql: break;
    }
    return "select column_name from information_schema.statistics where table_schema = database() and table_name = :t "
           "and index_name = 'PRIMARY' order by seq_in_index";
}

std::string date_text(const std::tm& date)
{
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday,
                       date.tm_hour, date.tm_min, date.tm_sec);
}

date_time date_of(const std::tm& date)
{
    const auto small = [](int number) { return static_cast<std::uint8_t>(number); };
    return {date.tm_year + 1900,
            small(date.tm_mon + 1),
            small(date.tm_mday),
            small(date.tm_hour),
            small(date.tm_min),
            small(date.tm_sec),
            0};
}

}  // namespace

std::string stored_text_sql(const attribute& which, table_home home)
{
    const std::string column = quoted(which.column, home);
    return which.form == stored_form::text ? column : hex_sql(column, home);
}

// SQLite's hex() gives an empty text for NULL.
std::string hex_sql(const std::string& column, table_home home)
{
    if (home == table_home::postgresql) return fmt::format("encode({}, 'hex')", column);
    return fmt::format("case when {0} is null then null else hex({0}) end", column);
}

std::string stored_from_text(const attribute& which, const std::string& text)
{
    if (which.form == stored_form::text) return text;
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        unsigned char byte = 0;
        std::from_chars(text.data() + i, text.data() + i + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

std::vector<std::string> primary_key_of(soci::session& sql, const std::string& table, table_home home)
{
    const std::string asked = home == table_home::postgresql ? quoted(table, home) : table;
    std::vector<std::string> names;
    std::string name;
    soci::statement each =
        (sql.prepare << std::string(primary_key_query(home)), soci::use(asked, "t"), soci::into(name));
    each.execute();
    while (each.fetch()) names.push_back(name);
    return names;
}

std::string shown(const soci::row& row, std::size_t column)
{
    if (row.get_indicator(column) == soci::i_null) return "NULL";
    switch (row.get_properties(column).get_data_type()) {
        case soci::dt_integer: return fmt::format("{}", row.get<int>(column));
        case soci::dt_long_long: return fmt::format("{}", row.get<long long>(column));
        case soci::dt_unsigned_long_long: return fmt::format("{}", row.get<unsigned long long>(column));
        case soci::dt_double: return fmt::format("{}", row.get<double>(column));
        case soci::dt_date: return date_text(row.get<std::tm>(column));
        default: return row.get<std::string>(column);
    }
}

void add_to_key(row_key& key, const soci::row& row, std::size_t column)
{
    if (row.get_indicator(column) == soci::i_null) return key.add({});
    switch (row.get_properties(column).get_data_type()) {
        case soci::dt_integer: return key.add(plain_scalar(std::int64_t{row.get<int>(column)}));
        case soci::dt_long_long: return key.add(plain_scalar(static_cast<std::int64_t>(row.get<long long>(column))));
        case soci::dt_unsigned_long_long:
            return key.add(plain_scalar(static_cast<std::uint64_t>(row.get<unsigned long long>(column))));
        case soci::dt_double: return key.add(plain_scalar(row.get<double>(column)));
        case soci::dt_date: return key.add(plain_scalar(date_of(row.get<std::tm>(column))));
        default: return key.add(plain_text(row.get<std::string>(column)));
    }
}

}  // namespace cellseal::soci_orm
