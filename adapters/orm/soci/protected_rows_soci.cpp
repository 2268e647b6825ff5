#include "adapters/orm/soci/protected_rows_soci.h"

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

bool has_row(soci::session& sql, const protected_table& table, table_home home)
{
    const std::string name = find_table(sql, table.schema, table.name, home);
    if (name.empty()) return false;
    const std::string schema = table.schema.empty() ? std::string() : quoted(table.schema, home) + ".";
    int one = 0;
    sql << fmt::format("select 1 from {}{} limit 1", schema, quoted(name, home)), soci::into(one);
    return sql.got_data();
}

}  // namespace

std::optional<std::string> protected_rows_soci::occupied_table(const attribute_registry& registry)
{
    std::optional<std::string> occupied;
    database_.with_session([&](soci::session& sql) {
        occupied.reset();
        for (const protected_table& table : registry.tables()) {
            if (!has_row(sql, table, database_.home())) continue;
            occupied = table.name;
            return;
        }
    });
    return occupied;
}

}  // namespace cellseal::soci_orm
