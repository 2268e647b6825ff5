#include "plugin/statements/catalogue.h"

#include <algorithm>
#include <span>

#include "plugin/statements/characters.h"
#include "plugin/statements/refuse.h"

namespace cellseal {
namespace {

relation_column column_of(const protected_table& table, std::string_view spelling, name_folding folding)
{
    relation_column column{.called = schema_name(spelling)};
    for (const attribute* each : table.attributes) {
        if (same(schema_name(each->column), column.called, folding)) {
            column.sealed = each;
            column.with_companion = each->index.has_value();
        }
        if (each->index && same(schema_name(each->index->companion), column.called, folding))
            column.companion_of = each;
    }
    for (const compound_definition* each : table.compounds)
        if (same(schema_name(each->index().companion), column.called, folding)) column.companion_of = &each->tokens;
    return column;
}

/// Columns in their order if they are known; protected ones and companions in any case.
relation relation_of(const protected_table& table, std::span<const std::string> columns, name_folding folding)
{
    relation made;
    made.table = &table;
    made.complete = !columns.empty();
    made.columns.reserve(columns.size() + 2 * table.attributes.size());
    for (const std::string& each : columns) made.add(column_of(table, each, folding));
    const auto add_missing = [&](const std::string& spelling) {
        if (made.find(schema_name(spelling), folding) != nullptr) return;
        made.add(column_of(table, spelling, folding));
        made.complete = false;  // The list is not the whole truth: positions cannot be told from it.
    };
    for (const attribute* each : table.attributes) {
        add_missing(each->column);
        if (each->index) add_missing(each->index->companion);
    }
    for (const compound_definition* each : table.compounds) add_missing(each->index().companion);
    return made;
}

}  // namespace

bool catalogue::known_elsewhere(const name& given, const name& table) const noexcept
{
    const auto listed = [&](const auto& each) {
        return !each.schema.empty() && same(given, schema_name(each.schema), language_.folding) &&
               same(table, schema_name(each.name), language_.folding);
    };
    return std::any_of(registry_.known_tables().begin(), registry_.known_tables().end(), listed) ||
           std::any_of(schema_.tables.begin(), schema_.tables.end(), listed);
}

const introspected_table* catalogue::home_of(const name& table) const noexcept
{
    const introspected_table* found = nullptr;
    for (const introspected_table& each : schema_.tables) {
        if (!each.unqualified || !same(table, schema_name(each.name), language_.folding)) continue;
        if (exactly_same(table, schema_name(each.name), language_.folding)) return &each;
        if (found == nullptr) found = &each;
    }
    return found;
}

bool catalogue::right_schema(const name& given, std::string_view registered, const name& table,
                             std::size_t offset) const
{
    const introspected_table* home = home_of(table);
    const bool home_known = home != nullptr && !home->schema.empty();
    if (given.empty()) {
        // Another table of that name may be the one that the name alone means.
        return registered.empty() || !home_known ||
               same(schema_name(home->schema), schema_name(registered), language_.folding);
    }
    if (!registered.empty()) return same(given, schema_name(registered), language_.folding);
    if (home_known && same(given, schema_name(home->schema), language_.folding)) return true;
    const name default_schema = schema_name(language_.default_schema);
    if (!home_known && !default_schema.empty() && same(given, default_schema, language_.folding)) return true;
    // SQLite's temp tables hide those of main, and an unqualified name would mean them.
    const bool surely_foreign =
        language_.foreign_schema_is_foreign && !same(given, schema_name("temp"), language_.folding);
    if (surely_foreign || known_elsewhere(given, table)) return false;
    refuse(because::unknown_schema, offset);
}

/// The columns that the database has, where it was asked; else those of the registration.
const std::vector<std::string>& catalogue::columns_of(const protected_table& table) const noexcept
{
    const std::vector<std::string>* found = &table.columns;
    for (const introspected_table& each : schema_.tables) {
        const bool named = equal_in_any_case(each.name, table.name);
        const bool here = table.schema.empty() ? each.unqualified
                                               : each.schema.empty() || same(schema_name(each.schema),
                                                                             schema_name(table.schema),
                                                                             language_.folding);
        if (named && here && each.name == table.name) return each.columns;
        if (named && here) found = &each.columns;
    }
    return *found;
}

const relation* catalogue::protected_one(const name& schema, const name& table, std::size_t offset)
{
    for (const protected_table& each : registry_.tables()) {
        if (!same(table, schema_name(each.name), language_.folding)) continue;
        if (!right_schema(schema, each.schema, table, offset)) continue;
        return &made_.emplace_back(relation_of(each, columns_of(each), language_.folding));
    }
    return nullptr;
}

/// A view that shows an index column under its own name can be searched by it.
relation_column catalogue::view_column(const declared_view& view, std::string_view called,
                                       const attribute* sealed) const noexcept
{
    relation_column made{.called = schema_name(called), .sealed = sealed};
    for (const auto& each : view.columns) {
        const attribute* other = registry_.find(each.attribute);
        if (sealed != nullptr && sealed->index && other == nullptr)
            made.with_companion |= equal_in_any_case(sealed->index->companion, each.name);
        if (sealed == nullptr && other != nullptr && other->index && equal_in_any_case(other->index->companion, called))
            made.companion_of = other;
    }
    return made;
}

const relation* catalogue::view(const name& schema, const name& table, std::size_t offset)
{
    for (const declared_view& each : registry_.views()) {
        if (!same(table, schema_name(each.name), language_.folding)) continue;
        if (!right_schema(schema, each.schema, table, offset)) continue;
        relation made;
        for (const auto& column : each.columns)
            made.add(view_column(each, column.name, registry_.find(column.attribute)));
        return &made_.emplace_back(std::move(made));
    }
    for (const std::string& each : schema_.undeclared_views) {
        if (same(table, schema_name(each), language_.folding)) refuse(because::undeclared_view, offset, each);
    }
    return nullptr;
}

const relation& catalogue::plain(const name& schema, const name& table)
{
    relation made;
    made.complete = false;
    const auto take = [&](const auto& each, bool unqualified, bool exactly) {
        const bool here = schema.empty() ? unqualified
                                         : each.schema.empty() || same(schema, schema_name(each.schema), language_.folding);
        const auto fits = exactly ? exactly_same : same;
        if (made.complete || !here || !fits(table, schema_name(each.name), language_.folding)) return;
        for (const std::string& column : each.columns) made.add({.called = schema_name(column)});
        made.complete = !each.columns.empty();
    };
    for (const bool exactly : {true, false}) {
        for (const known_table& each : registry_.known_tables()) take(each, true, exactly);
        for (const introspected_table& each : schema_.tables) take(each, each.unqualified, exactly);
    }
    made.triggers_protected =
        std::any_of(schema_.trigger_tables.begin(), schema_.trigger_tables.end(),
                    [&](const std::string& each) { return same(table, schema_name(each), language_.folding); });
    return made_.emplace_back(std::move(made));
}

const protected_table& catalogue::home_of(const attribute& which) const noexcept
{
    const auto tables = registry_.tables();
    return *std::find_if(tables.begin(), tables.end(), [&](const protected_table& each) {
        return std::find(each.attributes.begin(), each.attributes.end(), &which) != each.attributes.end();
    });
}

const relation& catalogue::find(const name& schema, const name& table, std::size_t offset)
{
    if (const relation* found = protected_one(schema, table, offset)) return *found;
    if (const relation* found = view(schema, table, offset)) return *found;
    return plain(schema, table);
}

bool catalogue::guards_column(std::string_view column) const noexcept
{
    for (const protected_table& table : registry_.tables()) {
        for (const attribute* each : table.attributes) {
            if (equal_in_any_case(each->column, column)) return true;
            if (each->index && equal_in_any_case(each->index->companion, column)) return true;
        }
        for (const compound_definition* each : table.compounds)
            if (equal_in_any_case(each->index().companion, column)) return true;
    }
    for (const declared_view& view : registry_.views()) {
        for (const declared_view::column& each : view.columns) {
            if (!each.attribute.empty() && equal_in_any_case(each.name, column)) return true;
        }
    }
    return false;
}

bool catalogue::guards(const name& table) const noexcept
{
    const auto named = [&](std::string_view spelling) { return same(table, schema_name(spelling), language_.folding); };
    for (const protected_table& each : registry_.tables()) {
        if (named(each.name)) return true;
    }
    for (const declared_view& each : registry_.views()) {
        if (named(each.name)) return true;
    }
    return std::any_of(schema_.undeclared_views.begin(), schema_.undeclared_views.end(), named) ||
           std::any_of(schema_.trigger_tables.begin(), schema_.trigger_tables.end(), named);
}

}  // namespace cellseal
