#include "plugin/statements/backstop_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

#include "plugin/statements/name.h"

namespace cellseal {
namespace {

// sealed_value_format.md, section 1: magic `_cs` or FD CB and six bits, and 62 bytes or 83 characters at least.
constexpr int shortest_text = 83;
constexpr int shortest_bytes = 62;

/// One column and the condition for what may lie in it; `{}` stands for the column.
struct guarded_column {
    std::string table;
    std::string column;
    std::string name;  ///< Of constraint and triggers.
    std::string condition;
};

std::string sealed_text(dialect language)
{
    switch (language) {
        case dialect::sqlite: return fmt::format("substr({{0}}, 1, 4) = '_cs1' and length({{0}}) >= {}", shortest_text);
        case dialect::mysql:
            return fmt::format("left({{0}}, 4) = binary '_cs1' and char_length({{0}}) >= {}", shortest_text);
        default:
            return fmt::format("substring({{0}} from 1 for 4) = '_cs1' and char_length({{0}}) >= {}", shortest_text);
    }
}

std::string sealed_bytes(dialect language)
{
    switch (language) {
        case dialect::sqlite:
            return fmt::format("typeof({{0}}) = 'blob' and hex(substr({{0}}, 1, 3)) = 'FDCB35' and length({{0}}) >= {}",
                               shortest_bytes);
        case dialect::postgres:
            return fmt::format("substring({{0}} from 1 for 3) = '\\xfdcb35' and octet_length({{0}}) >= {}",
                               shortest_bytes);
        case dialect::mysql: return fmt::format("left({{0}}, 3) = x'fdcb35' and length({{0}}) >= {}", shortest_bytes);
        default:
            return fmt::format("substring({{0}} from 1 for 3) = x'fdcb35' and octet_length({{0}}) >= {}",
                               shortest_bytes);
    }
}

/// Section 7: three bytes of key version and the token, in base64url as text.
std::string token(const index_definition& index, stored_form form, dialect language)
{
    const int bytes = 3 + index.token_bytes;
    if (form == stored_form::bytes)
        return fmt::format("{}({{0}}) = {}", language == dialect::postgres ? "octet_length" : "length", bytes);
    const char* const length = language == dialect::sqlite ? "length" : "char_length";
    return fmt::format("{}({{0}}) = {}", length, (bytes * 4 + 2) / 3);
}

std::string qualified(const protected_table& table, const dialect_traits& spoken)
{
    const std::string name = spelled(table.name, spoken);
    return table.schema.empty() ? name : spelled(table.schema, spoken) + "." + name;
}

/// Firebird before version 4 takes names of 31 bytes, PostgreSQL cuts at 63.
std::string short_enough(const std::string& name)
{
    constexpr std::size_t longest = 31;
    if (name.size() <= longest) return name;
    std::uint32_t hash = 2166136261U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return fmt::format("{}_{:08x}", name.substr(0, longest - 9), hash);
}

std::vector<guarded_column> guarded_columns(const attribute_registry& registry, const dialect_traits& spoken)
{
    std::vector<guarded_column> found;
    for (const protected_table& table : registry.tables()) {
        const auto add = [&](const std::string& column, const std::string& condition) {
            const std::string name = fmt::format("cellseal_{}_{}", table.name, column);
            found.push_back({qualified(table, spoken), column, short_enough(name), condition});
        };
        for (const attribute* each : table.attributes) {
            const bool text = each->form == stored_form::text;
            add(each->column, text ? sealed_text(spoken.which) : sealed_bytes(spoken.which));
            if (each->index) add(each->index->companion, token(*each->index, each->form, spoken.which));
        }
        for (const compound_definition* each : table.compounds)
            add(each->index().companion, token(each->index(), each->tokens.form, spoken.which));
    }
    return found;
}

std::string in_string(std::string_view text)
{
    std::string doubled;
    for (const char c : text) doubled.append(c == '\'' ? 2 : 1, c);
    return doubled;
}

/// Triggers run before the row is stored, for every row that is written.
void add_triggers(const guarded_column& of, const dialect_traits& spoken, std::vector<std::string>& into)
{
    const std::string column = spelled(of.column, spoken);
    const std::string fresh = "new." + column;
    for (const char* event : {"insert", "update"}) {
        const bool updates = std::string_view(event) == "update";
        into.push_back(fmt::format(
            "create trigger {0}_{1} before {1}{2} on {3} when {4} is not null and not ({5}) begin select raise(abort, "
            "'{6}.{7} takes values sealed by cellseal only'); end",
            spelled(of.name, spoken), event, updates ? " of " + column : "", of.table, fresh,
            fmt::format(fmt::runtime(of.condition), fresh), in_string(of.table), in_string(of.column)));
    }
}

}  // namespace

std::vector<std::string> backstop_statements(const attribute_registry& registry, dialect language, backstop_scope scope)
{
    const dialect_traits& spoken = traits_of(language);
    std::vector<std::string> statements;
    for (const guarded_column& each : guarded_columns(registry, spoken)) {
        if (language == dialect::sqlite) {
            add_triggers(each, spoken, statements);
            continue;
        }
        const bool later = language == dialect::postgres && scope == backstop_scope::new_rows;
        statements.push_back(fmt::format("alter table {} add constraint {} check ({}){}", each.table,
                                         spelled(each.name, spoken),
                                         fmt::format(fmt::runtime(each.condition), spelled(each.column, spoken)),
                                         later ? " not valid" : ""));
    }
    return statements;
}

std::vector<std::string> backstop_domains()
{
    const auto domain = [](const char* name, const char* type, const std::string& condition) {
        return fmt::format("create domain {} as {} check ({})", name, type,
                           fmt::format(fmt::runtime(condition), "value"));
    };
    return {domain("cellseal_text", "text", sealed_text(dialect::postgres)),
            domain("cellseal_bytes", "bytea", sealed_bytes(dialect::postgres))};
}

}  // namespace cellseal
