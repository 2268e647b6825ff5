#include "config/application/sealed_rows.h"

#include <fmt/format.h>

#include "adapters/orm/soci/coverage.h"
#include "plugin/error/error.h"

namespace cellseal::config {

std::optional<std::string> sealed_rows::occupied_table(const attribute_registry& registry)
{
    for (const protected_table& table : registry.tables()) {
        const bool exists = database_.answer([&](soci::session& sql) {
            return !soci_orm::find_table(sql, table.schema, table.name, database_.home()).empty();
        });
        if (!exists) continue;
        for (const attribute* each : table.attributes) {
            const auto coverage =
                database_.answer([&](soci::session& sql) { return soci_orm::count_coverage(sql, table, *each); });
            if (coverage.sealed.empty() && coverage.unclear == 0) continue;
            const std::string under =
                coverage.sealed.empty() ? "" : " under key " + to_hex(coverage.sealed.front().key);
            throw error{
                errc::keyring_missing,
                fmt::format("{} holds values that are sealed already{}, and there is no keyring: restore cellseal's "
                            "tables from the backup that the data came from; a new key would not open them",
                            each->full_name(), under)};
        }
    }
    return std::nullopt;
}

}  // namespace cellseal::config
