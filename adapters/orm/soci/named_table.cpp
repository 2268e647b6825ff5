#include "adapters/orm/soci/named_table.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "adapters/orm/soci/sealing_session.h"
#include "plugin/attributes/attribute_rules.h"
#include "plugin/entity/column_name.h"
#include "plugin/error/error.h"

namespace cellseal::soci_orm {

namespace {

struct table_parts {
    std::string_view schema;
    std::string_view name;
};

table_parts parts_of(std::string_view table)
{
    const std::size_t dot = table.find('.');
    if (dot == std::string_view::npos) return {{}, table};
    return {table.substr(0, dot), table.substr(dot + 1)};
}

const protected_table* find_table(const attribute_registry& registry, const table_parts& wanted)
{
    const auto found = std::find_if(registry.tables().begin(), registry.tables().end(), [&](const auto& each) {
        return same_identifier(each.name, wanted.name) &&
               (wanted.schema.empty() || each.schema.empty() || same_identifier(each.schema, wanted.schema));
    });
    return found == registry.tables().end() ? nullptr : &*found;
}

bool protects(const protected_table* table, std::string_view column)
{
    return table != nullptr && std::any_of(table->attributes.begin(), table->attributes.end(), [&](const auto* each) {
               return same_identifier(each->column, column);
           });
}

}  // namespace

void require_named_table(soci::session& sql, std::string_view table, const described_columns& of)
{
    const table_parts wanted = parts_of(table);
    if (!is_plain_identifier(wanted.name) || (!wanted.schema.empty() && !is_plain_identifier(wanted.schema)))
        throw error(errc::bad_attribute,
                    fmt::format("{} cannot be written to the table given: its name has to be letters, digits and _, with "
                                "a schema and a dot in front or without; write the SQL by hand for others.",
                                of.entity));
    auto* const session = dynamic_cast<sealing_session*>(sql.get_backend());
    if (session == nullptr) return;
    const protected_table* found = find_table(session->interceptor().registry(), wanted);
    std::string open;
    for (const std::string_view each : of.sealed)
        if (!protects(found, each)) open += (open.empty() ? "" : ", ") + std::string(each);
    if (open.empty()) return;
    throw error(errc::attribute_not_flagged,
                fmt::format("{} seals {}, which the table {} would hold in the open: flag it there too, in the settings or "
                            "by another entity.",
                            of.entity, open, table));
}

}  // namespace cellseal::soci_orm
