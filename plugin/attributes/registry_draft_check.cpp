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

[[noreturn]] void refuse_clash(const compound_definition& what, std::string_view other, std::string_view declared_at,
                               std::string_view why)
{
    throw error(errc::attribute_conflict,
                fmt::format("Compound index {} ({}, declared at {}) and {} (declared at {}): {}",
                            what.tokens.full_name(), what.tokens.place(), what.tokens.declared_at, other, declared_at,
                            why));
}

void check_column_of(const compound_definition& what, const registry_draft::table& in)
{
    const std::string& column = what.index().companion;
    for (const attribute& each : in.attributes) {
        if (same_identifier(each.column, column))
            refuse_clash(what, each.full_name(), each.declared_at,
                         "the companion column of the first is the protected column of the second. Name a column of its "
                         "own.");
        if (each.index && same_identifier(each.index->companion, column))
            refuse_clash(what, each.full_name(), each.declared_at,
                         fmt::format("both use the companion column {}. Give each its own.", column));
    }
    for (const std::string& key : in.key_columns)
        if (same_identifier(key, column))
            refuse_clash(what, "the key column " + key, in.declared_at.empty() ? what.tokens.declared_at : in.declared_at,
                         "a key column cannot hold tokens. Name a column of its own.");
    if (!listed(in.columns, column))
        refuse(what.tokens, fmt::format("the list of the table's columns at {} does not hold its companion column. Add "
                                        "it there.",
                                        in.declared_at));
}

void check_domain_of(const compound_definition& what, const attribute& other)
{
    if (what.tokens.full_name() == other.full_name())
        refuse_clash(what, other.full_name(), other.declared_at, "they have one stable name. Rename one of the two.");
    if (other.index && other.index->domain == what.index().domain)
        refuse_clash(what, other.full_name(), other.declared_at,
                     fmt::format("they share the index domain {}, but tokens of several values never match those of "
                                 "one. Give each its own.",
                                 what.index().domain));
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

compound_definition registry_draft::table::resolved(const compound_declaration& what) const
{
    compound_definition made;
    made.tokens.entity = what.entity;
    made.tokens.name = what.name;
    made.tokens.table = name;
    made.tokens.column = what.index.companion;
    made.tokens.form = what.form;
    made.tokens.found_by = lookup::blind_index;
    made.tokens.index = what.index;
    made.tokens.declared_at = what.declared_at;
    made.low_entropy_allowed = what.low_entropy_allowed;
    for (const std::string& part : what.attributes) {
        const auto found =
            std::find_if(attributes.begin(), attributes.end(), [&](const attribute& each) { return each.name == part; });
        if (found == attributes.end())
            refuse(made.tokens, fmt::format("it names {}, which is no protected attribute of table {}. Flag it, or "
                                            "correct the name.",
                                            part, name));
        made.parts.push_back(&*found);
    }
    return made;
}

void registry_draft::check_compounds(const table& which) const
{
    for (const compound_declaration& declared : which.compounds) {
        const compound_definition made = which.resolved(declared);
        check_compound(made);
        check_column_of(made, which);
        for (const table& other : tables) {
            for (const attribute& each : other.attributes) check_domain_of(made, each);
            for (const compound_declaration& each : other.compounds)
                if (&each != &declared) check_domain_of(made, other.resolved(each).tokens);
        }
    }
}

void registry_draft::check_whole() const
{
    for (const table& each : tables) check_table(each);
    for (const table& each : tables) check_compounds(each);
    for (const declared_view& each : views) check_view(*this, each);
}

}  // namespace cellseal
