// What can only be told when all registrations are in: views, row keys, columns that are listed nowhere.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/attributes/attribute_rules.h"
#include "plugin/attributes/registry_draft.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

bool listed(const std::vector<std::string>& columns, std::string_view name) noexcept
{
    return columns.empty() || std::any_of(columns.begin(), columns.end(),
                                          [&](const std::string& each) { return same_identifier(each, name); });
}

[[noreturn]] void refuse(const attribute& what, std::string_view why)
{
    throw error(errc::bad_attribute, fmt::format("Attribute {} ({}, declared at {}): {}", what.full_name(),
                                                 what.place(), what.declared_at, why));
}

void check_row_key(const registry_draft::table& which, const attribute& bound)
{
    if (which.key_columns.empty())
        refuse(bound, "it is bound to its row, but the table's key columns are not declared. Declare them.");
    for (const attribute& each : which.attributes)
        if (std::any_of(which.key_columns.begin(), which.key_columns.end(),
                        [&](const std::string& key) { return same_identifier(key, each.column); }))
            refuse(bound,
                   fmt::format("it is bound to its row, but the key column {} is protected itself (declared at {}). "
                               "Drop one of the two.",
                               each.column, each.declared_at));
}

void check_table(const registry_draft::table& which)
{
    for (const attribute& each : which.attributes) {
        if (!listed(which.columns, each.column))
            refuse(each, fmt::format("the list of the table's columns at {} does not hold it. Add it there.",
                                     which.declared_at));
        if (each.bound_to_row) check_row_key(which, each);
    }
}

void check_view(const registry_draft& draft, const declared_view& view)
{
    for (const registry_draft::table& each : draft.tables)
        if (same_identifier(each.schema, view.schema) && same_identifier(each.name, view.name) &&
            !each.attributes.empty())
            throw error(errc::attribute_conflict,
                        fmt::format("{} is declared as a view and registered as a table at {}. Keep one.", view.name,
                                    each.attributes.front().declared_at));
    for (const declared_view::column& each : view.columns) {
        if (!is_usable_name(each.name))
            throw error(errc::bad_attribute, fmt::format("A column of the declared view {} has no name.", view.name));
        if (!each.attribute.empty() && draft.find(each.attribute) == nullptr)
            throw error(errc::bad_attribute,
                        fmt::format("Column {} of the declared view {} names the attribute {}, which is not "
                                    "registered. Register it, or correct the name.",
                                    each.name, view.name, each.attribute));
    }
}

}  // namespace

void registry_draft::check_whole() const
{
    for (const table& each : tables) check_table(each);
    for (const declared_view& each : views) check_view(*this, each);
}

}  // namespace cellseal
