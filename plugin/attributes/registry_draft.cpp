#include "plugin/attributes/registry_draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "plugin/attributes/attribute_rules.h"
#include "plugin/error/error.h"

namespace cellseal {

namespace {

using names = std::vector<std::string>;

bool holds(const names& list, std::string_view name) noexcept
{
    return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return same_identifier(each, name); });
}

bool holds_all(const names& list, const names& wanted) noexcept
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& each) { return holds(list, each); });
}

bool same_list(const names& left, const names& right) noexcept
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const std::string& a, const std::string& b) { return same_identifier(a, b); });
}

void check_names_of(const names& list, std::string_view table, std::string_view declared_at)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!is_usable_name(list[i]))
            throw error(errc::bad_attribute,
                        fmt::format("A column of table {} (declared at {}) has an empty or unusable name.", table,
                                    declared_at));
        if (holds({list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i)}, list[i]))
            throw error(errc::bad_attribute,
                        fmt::format("Column {} of table {} is listed twice at {}.", list[i], table, declared_at));
    }
}

// An entity may know a part of a table's columns only; the longer list wins if it holds the shorter one.
void merge_columns(registry_draft::table& into, names columns, const std::string& declared_at)
{
    if (columns.empty() || same_list(into.columns, columns)) return;
    if (into.columns.empty() || (columns.size() > into.columns.size() && holds_all(columns, into.columns))) {
        into.columns = std::move(columns);
        into.declared_at = declared_at;
        return;
    }
    if (columns.size() < into.columns.size() && holds_all(into.columns, columns)) return;
    throw error(
        errc::attribute_conflict,
        fmt::format("Table {} has other columns at {} than at {}. Give its full list of columns in one of the two.",
                    into.name, declared_at, into.declared_at));
}

void merge_keys(registry_draft::table& into, names key_columns, const std::string& declared_at)
{
    if (key_columns.empty() || same_list(into.key_columns, key_columns)) return;
    if (!into.key_columns.empty())
        throw error(errc::attribute_conflict,
                    fmt::format("Table {} has other key columns at {} than at {}. Make them the same.", into.name,
                                declared_at, into.declared_at));
    into.key_columns = std::move(key_columns);
    if (into.declared_at.empty()) into.declared_at = declared_at;
}

void fill_in(std::string& part, const std::string& whole, std::string_view what, const attribute& of)
{
    if (part.empty()) part = whole;
    if (!whole.empty() && part != whole)
        throw error(errc::bad_attribute,
                    fmt::format("Attribute {} (declared at {}) names the {} {}, its registration names {}.", of.name,
                                of.declared_at, what, part, whole));
}

void fill_in_index(attribute& what)
{
    if (!what.index) return;
    if (what.index->domain.empty()) what.index->domain = what.full_name();
    if (what.index->companion.empty()) what.index->companion = default_companion(what.column);
}

void fill_in_compound(compound_declaration& what, const registration& from)
{
    if (what.declared_at.empty()) what.declared_at = from.declared_at;
    if (what.name.empty()) what.name = what.index.companion;
    what.entity = from.entity;
    if (what.index.domain.empty()) what.index.domain = what.entity + "." + what.name;
}

[[noreturn]] void refuse_pair(const attribute& first, const attribute& second, std::string_view why)
{
    throw error(errc::attribute_conflict,
                fmt::format("{} ({}, declared at {}) and {} ({}, declared at {}): {}", first.full_name(), first.place(),
                            first.declared_at, second.full_name(), second.place(), second.declared_at, why));
}

}  // namespace

void registry_draft::take(registration what)
{
    if (!is_usable_name(what.table))
        throw error(errc::bad_attribute, fmt::format("A registration at {} names no table.", what.declared_at));
    check_names_of(what.columns, what.table, what.declared_at);
    check_names_of(what.key_columns, what.table, what.declared_at);
    table& into = table_named(what.schema, what.table);
    merge_columns(into, std::move(what.columns), what.declared_at);
    merge_keys(into, std::move(what.key_columns), what.declared_at);
    for (attribute& each : what.attributes) {
        if (each.declared_at.empty()) each.declared_at = what.declared_at;
        fill_in(each.entity, what.entity, "entity", each);
        fill_in(each.table, what.table, "table", each);
        fill_in_index(each);
        check_attribute(each);
        take_attribute(into, std::move(each));
    }
    for (compound_declaration& each : what.compounds) {
        fill_in_compound(each, what);
        take_compound(into, std::move(each));
    }
    check_companions(into);
}

void registry_draft::take_attribute(table& into, attribute what)
{
    for (const table& other : tables)
        for (const attribute& each : other.attributes) {
            const bool same_column = &other == &into && same_identifier(each.column, what.column);
            if (same_column && difference(each, what).empty()) return;
            if (same_column)
                refuse_pair(each, what,
                            fmt::format("one column, two descriptions; they differ in {}. Make them the same.",
                                        difference(each, what)));
            if (each.full_name() == what.full_name())
                refuse_pair(each, what,
                            "one stable name for two columns would give them one key. Rename one of the two.");
            if (each.index && what.index && each.index->domain == what.index->domain) check_same_domain(each, what);
        }
    into.attributes.push_back(std::move(what));
}

void registry_draft::take_compound(table& into, compound_declaration what)
{
    for (const compound_declaration& each : into.compounds) {
        if (!same_identifier(each.index.companion, what.index.companion)) continue;
        const std::string_view differs = difference(each, what);
        if (differs.empty()) return;
        throw error(errc::attribute_conflict,
                    fmt::format("The compound index in {}.{} is declared at {} and at {}, and the two differ in {}. Make "
                                "them the same.",
                                into.name, each.index.companion, each.declared_at, what.declared_at, differs));
    }
    into.compounds.push_back(std::move(what));
}

void registry_draft::check_companions(const table& which) const
{
    for (const attribute& owner : which.attributes) {
        if (!owner.index) continue;
        const std::string& companion = owner.index->companion;
        if (holds(which.key_columns, companion))
            throw error(errc::bad_attribute,
                        fmt::format("The companion column {} of {} (declared at {}) is a key column of table "
                                    "{}. Name a column of its own.",
                                    companion, owner.full_name(), owner.declared_at, which.name));
        for (const attribute& other : which.attributes) {
            if (&other == &owner) continue;
            if (same_identifier(other.column, companion))
                refuse_pair(owner, other,
                            fmt::format("the companion column {} of the first is the protected column of the "
                                        "second. Name a column of its own.",
                                        companion));
            if (other.index && same_identifier(other.index->companion, companion))
                refuse_pair(owner, other,
                            fmt::format("both use the companion column {}. Give each its own.", companion));
        }
    }
}

void registry_draft::take(known_table what)
{
    if (!is_usable_name(what.name)) throw error(errc::bad_attribute, "A known table has no name.");
    const std::string declared_at = "the known table " + what.name;
    check_names_of(what.columns, what.name, declared_at);
    merge_columns(table_named(what.schema, what.name), std::move(what.columns), declared_at);
}

void registry_draft::take(declared_view what)
{
    if (!is_usable_name(what.name)) throw error(errc::bad_attribute, "A declared view has no name.");
    for (const declared_view& each : views)
        if (same_identifier(each.schema, what.schema) && same_identifier(each.name, what.name))
            throw error(errc::attribute_conflict, fmt::format("The view {} is declared twice. Keep one.", what.name));
    views.push_back(std::move(what));
}

std::size_t registry_draft::attribute_count() const noexcept
{
    std::size_t count = 0;
    for (const table& each : tables) count += each.attributes.size();
    return count;
}

std::size_t registry_draft::compound_count() const noexcept
{
    std::size_t count = 0;
    for (const table& each : tables) count += each.compounds.size();
    return count;
}

const attribute* registry_draft::find(std::string_view full_name) const noexcept
{
    for (const table& each : tables)
        for (const attribute& member : each.attributes)
            if (member.full_name() == full_name) return &member;
    return nullptr;
}

registry_draft::table& registry_draft::table_named(const std::string& schema, const std::string& name)
{
    for (table& each : tables)
        if (same_identifier(each.schema, schema) && same_identifier(each.name, name)) return each;
    return tables.emplace_back(table{schema, name, {}, {}, {}, {}, {}});
}

}  // namespace cellseal
