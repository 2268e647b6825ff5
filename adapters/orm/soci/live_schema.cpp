#include "adapters/orm/soci/live_schema.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>

namespace cellseal::soci_orm {

namespace {

char lower(char character) { return character >= 'A' && character <= 'Z' ? char(character + 32) : character; }

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char each) { return lower(each); });
    return result;
}

bool is_word(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return std::isalnum(byte) != 0 || character == '_' || character == '$' || byte >= 0x80;
}

/// The words of an SQL text, in lower case, wherever they stand: what may be a name counts as one.
std::set<std::string> words_of(std::string_view sql)
{
    std::set<std::string> words;
    for (std::size_t at = 0; at < sql.size();) {
        std::size_t end = at;
        while (end < sql.size() && is_word(sql[end])) ++end;
        if (end > at) words.insert(lower(sql.substr(at, end - at)));
        at = end + 1;
    }
    return words;
}

bool is_declared(const attribute_registry& registry, std::string_view view)
{
    return std::any_of(registry.views().begin(), registry.views().end(),
                       [&](auto& each) { return same_identifier(each.name, view); });
}

/// Views that name a protected table, and views that name such a view, until no more are found.
std::vector<std::string> undeclared_views(const live_schema& schema, const attribute_registry& registry)
{
    std::set<std::string> names;
    for (const protected_table& each : registry.tables()) names.insert(lower(each.name));
    for (const declared_view& each : registry.views()) names.insert(lower(each.name));

    std::vector<std::string> found;
    std::vector<bool> taken(schema.views.size());
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < schema.views.size(); ++i) {
            const live_view& view = schema.views[i];
            if (taken[i] || is_declared(registry, view.name)) continue;
            const auto words = words_of(view.definition);
            if (std::none_of(words.begin(), words.end(), [&](auto& word) { return names.contains(word); })) continue;
            taken[i] = more = true;
            names.insert(lower(view.name));
            found.push_back(view.name);
        }
    }
    return found;
}

std::uint64_t fingerprint(const schema_knowledge& what)
{
    std::uint64_t mixed = 1;
    const auto mix = [&](std::string_view text) {
        mixed = (mixed ^ std::hash<std::string_view>{}(text)) * 0x9E3779B97F4A7C15u;
    };
    for (const known_table& table : what.tables) {
        mix(table.name);
        for (const std::string& column : table.columns) mix(column);
    }
    mix("views");
    for (const std::string& view : what.undeclared_views) mix(view);
    return mixed;
}

}  // namespace

const live_column* live_table::find(std::string_view column) const noexcept
{
    for (const live_column& each : columns)
        if (same_identifier(each.name, column)) return &each;
    return nullptr;
}

const live_table* live_schema::find(std::string_view table) const noexcept
{
    for (const live_table& each : tables)
        if (same_identifier(each.name, table)) return &each;
    return nullptr;
}

schema_knowledge knowledge_from(const live_schema& schema, const attribute_registry& registry)
{
    schema_knowledge what;
    for (const live_table& table : schema.tables) {
        known_table known;
        known.name = table.name;
        for (const live_column& column : table.columns) known.columns.push_back(column.name);
        what.tables.push_back(std::move(known));
    }
    what.undeclared_views = undeclared_views(schema, registry);
    what.version = fingerprint(what);
    return what;
}

}  // namespace cellseal::soci_orm
