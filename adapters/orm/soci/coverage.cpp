#include "adapters/orm/soci/coverage.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "adapters/orm/soci/engine.h"
#include "adapters/orm/soci/stored_columns.h"
#include "plugin/statements/dialect.h"
#include "plugin/values/sealed_value.h"

namespace cellseal::soci_orm {

namespace {

// 62 bytes are the shortest sealed value, 83 characters its text form (sealed_value_format.md, section 1).
constexpr unsigned shortest_bytes = 62;
constexpr unsigned shortest_text = 83;

std::string quoted(std::string_view name, dialect language)
{
    const char quote = language == dialect::mysql ? '`' : '"';
    std::string text{quote};
    for (const char c : name) {
        text += c;
        if (c == quote) text += quote;
    }
    return text + quote;
}

/// Firebird folds unquoted names up, and the settings spell them as SQL does: only what needs quotes gets them there.
std::string identifier(std::string_view name, dialect language)
{
    const auto simple = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool folds_up = language == dialect::firebird || language == dialect::odbc;
    if (folds_up && std::all_of(name.begin(), name.end(), simple)) return std::string{name};
    return quoted(name, language);
}

/// Expressions of SQL over one column.
struct front_of_value {
    std::string like_sealed;  ///< True for whatever begins like a sealed value of any version.
    std::string is_sealed;    ///< True for format 1, when long enough.
    std::string front;        ///< The first 21 bytes, as text or in hexadecimal digits.
};

front_of_value front_of(const std::string& column, stored_form form, dialect language)
{
    const bool firebird = language == dialect::firebird;
    const auto part = [&](unsigned length) {
        return language == dialect::sqlite ? fmt::format("substr({}, 1, {})", column, length)
                                           : fmt::format("substring({} from 1 for {})", column, length);
    };
    if (form == stored_form::text)
        return {part(3) + " = '_cs'",
                fmt::format("{} = '_cs1' and {}({}) >= {}", part(4), firebird ? "char_length" : "length", column,
                            shortest_text),
                part(28)};
    const auto hex = [&](unsigned length) {
        if (language == dialect::postgres) return fmt::format("upper(encode({}, 'hex'))", part(length));
        return fmt::format("{}({})", firebird ? "hex_encode" : "hex", part(length));
    };
    return {hex(2) + " = 'FDCB'",
            fmt::format("{} = 'FDCB35' and {}({}) >= {}", hex(3), firebird ? "octet_length" : "length", column,
                        shortest_bytes),
            hex(21)};
}

/// One group for each front of sealed values, and '!' for plain ones, '?' for unclear ones.
std::string statement_for(const protected_table& table, const attribute& which, dialect language)
{
    const std::string column = "t." + identifier(which.column, language);
    const front_of_value front = front_of(column, which.form, language);
    const std::string schema = table.schema.empty() ? "" : identifier(table.schema, language) + ".";
    return fmt::format(
        "select f, count(*) from (select case when {0} is null then null when {1} then {2} when {3} then '?' else '!' "
        "end "
        "as f from {4}{5} t) fronts group by f",
        column, front.is_sealed, front.front, front.like_sealed, schema, identifier(table.name, language));
}

void count_front(attribute_coverage& coverage, const attribute& which, std::string_view front, std::uint64_t count)
{
    if (front == "!") {
        coverage.plain += count;
        return;
    }
    const auto header = sealed_value::read_prefix(stored_from_text(which, std::string{front}), which.form);
    if (!header.value) {
        coverage.unclear += count;
        return;
    }
    // One key may stand behind several fronts: the flags differ while a policy changes.
    const key_id key = header.value->key;
    const auto known =
        std::find_if(coverage.sealed.begin(), coverage.sealed.end(), [&](const auto& each) { return each.key == key; });
    if (known != coverage.sealed.end())
        known->count += count;
    else
        coverage.sealed.push_back({key, count});
}

}  // namespace

attribute_coverage count_coverage(soci::session& sql, const protected_table& table, const attribute& which)
{
    const auto language = dialect_of_session(sql).value_or(dialect::odbc);
    attribute_coverage coverage{which.full_name(), which.place(), false, 0, 0, 0, 0, {}};
    std::string front;
    long long count = 0;
    soci::indicator null = soci::i_ok;
    // Step by step: made in one expression, SOCI leaks what it has of a statement whose columns cannot be defined.
    soci::statement groups(sql);
    groups.exchange(soci::into(front, null));
    groups.exchange(soci::into(count));
    groups.alloc();
    groups.prepare(statement_for(table, which, language));
    groups.define_and_bind();
    groups.execute();
    while (groups.fetch()) {
        const auto counted = static_cast<std::uint64_t>(count);
        coverage.total += counted;
        if (null == soci::i_null)
            coverage.null += counted;
        else
            count_front(coverage, which, front, counted);
    }
    return coverage;
}

}  // namespace cellseal::soci_orm
