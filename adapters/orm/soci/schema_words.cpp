#include "adapters/orm/soci/schema_words.h"

#include <fmt/format.h>

#include "adapters/orm/soci/body_size.h"
#include "adapters/orm/soci/schema_check.h"

namespace cellseal::soci_orm {

namespace {

// A value that is looked for by itself needs an index, and MariaDB and Firebird index no column without a limit.
constexpr std::size_t width_for_an_index = 1'000;

// A row of Firebird's takes 64 KB at most, so this is a proposal.
constexpr std::size_t width_in_firebird = 4'000;

}  // namespace

std::string schema_words::text_type(std::optional<std::size_t> width) const
{
    switch (language_) {
        case dialect::sqlite: return "text";
        case dialect::mysql:
            return (width ? fmt::format("varchar({})", *width) : "longtext") + " character set ascii collate ascii_bin";
        case dialect::firebird:
            // SOCI's backend binds no std::string to a BLOB.
            return fmt::format("varchar({}) character set ascii", width.value_or(width_in_firebird));
        default: return width ? fmt::format("varchar({})", *width) : "text";
    }
}

std::string schema_words::bytes_type(std::optional<std::size_t> width) const
{
    switch (language_) {
        case dialect::sqlite: return "blob";
        case dialect::postgres: return "bytea";
        case dialect::mysql: return width ? fmt::format("varbinary({})", *width) : "longblob";
        case dialect::firebird:
            return fmt::format("varchar({}) character set octets", width.value_or(width_in_firebird));
        default: return width ? fmt::format("varbinary({})", *width) : "long varbinary";
    }
}

std::string schema_words::sealed_type(const attribute& which) const
{
    std::optional<std::size_t> width;
    if (const auto body = body_size(which.type)) width = stored_size(which, *body);
    const bool limited = language_ == dialect::mysql || language_ == dialect::firebird;
    if (!width && limited && which.found_by == lookup::deterministic) width = width_for_an_index;
    return which.form == stored_form::text ? text_type(width) : bytes_type(width);
}

std::string schema_words::token_type(const attribute& which) const
{
    const std::size_t bytes = 3u + which.index->token_bytes;
    return which.form == stored_form::text ? text_type((bytes * 4 + 2) / 3) : bytes_type(bytes);
}

std::string schema_words::add_column(std::string_view table, std::string_view column, std::string_view type) const
{
    const std::string_view word = language_ == dialect::firebird ? "add" : "add column";
    return fmt::format("alter table {} {} {} {}", table, word, column, type);
}

std::string schema_words::change_type(std::string_view table, std::string_view column, std::string_view type) const
{
    switch (language_) {
        case dialect::sqlite: return {};
        case dialect::mysql: return fmt::format("alter table {} modify column {} {}", table, column, type);
        default: return fmt::format("alter table {} alter column {} type {}", table, column, type);
    }
}

std::string schema_words::add_index(std::string_view table, std::string_view column, bool of_values) const
{
    // PostgreSQL's B-tree takes no entry of more than 2,704 bytes.
    if (of_values && language_ == dialect::postgres)
        return fmt::format("create index {0}_{1} on {0} using hash ({1})", table, column);
    return fmt::format("create index {0}_{1} on {0}({1})", table, column);
}

std::string schema_words::fence(const attribute& which) const
{
    const std::string& column = which.column;
    if (which.form == stored_form::text) {
        const std::string beginning = language_ == dialect::firebird ? fmt::format("substring({} from 1 for 4)", column)
                                                                     : fmt::format("substr({}, 1, 4)", column);
        return fmt::format("{} is null or {} = '_cs1'", column, beginning);
    }
    switch (language_) {
        case dialect::postgres: return fmt::format("{0} is null or substr({0}, 1, 3) = cast('\\xfdcb35' as bytea)", column);
        case dialect::firebird: return fmt::format("{0} is null or substring({0} from 1 for 3) = x'FDCB35'", column);
        default: return fmt::format("{0} is null or substr({0}, 1, 3) = x'FDCB35'", column);
    }
}

std::string schema_words::add_check(std::string_view table, std::string_view name, std::string_view condition) const
{
    if (language_ == dialect::sqlite) return {};
    // Rows that are still in the open stay where they are; new ones have to be sealed.
    const std::string_view old_rows = language_ == dialect::postgres ? " not valid" : "";
    return fmt::format("alter table {} add constraint {} check ({}){}", table, name, condition, old_rows);
}

}  // namespace cellseal::soci_orm
