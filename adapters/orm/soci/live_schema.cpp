#include "adapters/orm/soci/live_schema.h"

#include <functional>
#include <utility>

#include "adapters/orm/soci/undeclared_dependents.h"

namespace cellseal::soci_orm {

namespace {

std::uint64_t fingerprint(const schema_knowledge& what)
{
    std::uint64_t mixed = 1;
    const auto mix = [&](std::string_view text) {
        mixed = (mixed ^ std::hash<std::string_view>{}(text)) * 0x9E3779B97F4A7C15u;
    };
    for (const introspected_table& table : what.tables) {
        mix(table.name);
        mix(table.unqualified ? table.schema : table.schema + ".");
        for (const std::string& column : table.columns) mix(column);
    }
    mix("views");
    for (const std::string& view : what.undeclared_views) mix(view);
    mix("triggers");
    for (const std::string& table : what.trigger_tables) mix(table);
    return mixed;
}

}  // namespace

const live_column* live_table::find(std::string_view column) const noexcept
{
    for (const live_column& each : columns)
        if (same_identifier(each.name, column)) return &each;
    return nullptr;
}

const live_table* live_schema::find(std::string_view table, std::string_view schema) const noexcept
{
    const live_table* found = nullptr;
    for (const live_table& each : tables) {
        const bool here = schema.empty() ? each.unqualified : each.schema.empty() || same_identifier(each.schema, schema);
        if (!here || !same_identifier(each.name, table)) continue;
        if (each.name == table) return &each;
        if (found == nullptr) found = &each;
    }
    return found;
}

const live_table* live_schema::twin_of(const live_table& table) const noexcept
{
    for (const live_table& each : tables)
        if (&each != &table && each.schema == table.schema && same_identifier(each.name, table.name)) return &each;
    return nullptr;
}

schema_knowledge knowledge_from(const live_schema& schema, const attribute_registry& registry)
{
    schema_knowledge what;
    for (const live_table& table : schema.tables) {
        introspected_table known{.schema = table.schema, .name = table.name, .unqualified = table.unqualified};
        for (const live_column& column : table.columns) known.columns.push_back(column.name);
        what.tables.push_back(std::move(known));
    }
    undeclared_dependents reaching = dependents_of(schema, registry);
    what.undeclared_views = std::move(reaching.views);
    what.trigger_tables = std::move(reaching.triggers);
    what.version = fingerprint(what);
    return what;
}

}  // namespace cellseal::soci_orm
