#include "adapters/orm/soci/schema_check.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/orm/soci/body_size.h"

namespace cellseal::soci_orm {

namespace {

// sealed_value_format.md, section 1: 62 bytes around the body.
constexpr std::size_t overhead = 62;

std::size_t text_length(std::size_t bytes) { return (bytes * 4 + 2) / 3; }

/// The shortest body that a value of this type can have.
std::size_t shortest_body(value_type type)
{
    return body_size(type).value_or(type == value_type::decimal ? 1 : 0);
}

/// Padding replaces type ‖ body by at least this many bytes (section 4).
std::size_t padded(const attribute& which, std::size_t body)
{
    const std::size_t plain = 1 + body;
    const auto multiple_of = [&](std::size_t unit) { return (plain + 1 + unit - 1) / unit * unit; };
    switch (which.padded.how) {
        case padding::kind::block: return multiple_of(which.padded.size);
        case padding::kind::fixed: return std::max<std::size_t>(which.padded.size, plain + 1);
        case padding::kind::bucket: return multiple_of(16);
        default: return plain;
    }
}

schema_finding missing(const live_table& table, const std::string& column, std::string_view what)
{
    return {errc::bad_schema, fmt::format("{}.{} does not exist, but is declared as {}; add the column or correct the "
                                          "declaration.",
                                          table.name, column, what)};
}

std::optional<schema_finding> check_kind(const attribute& which, const live_table& table, const live_column& column)
{
    const bool text_fits = column.kind == column_kind::text;
    const bool bytes_fit = column.kind == column_kind::bytes;
    if (which.form == stored_form::text ? text_fits || bytes_fit : bytes_fit) return {};
    return schema_finding{
        errc::bad_schema,
        fmt::format("{}.{} is declared {}, which cannot hold the sealed values of {}; make it {}.", table.name,
                    column.name, column.declared_type.empty() ? "without a type" : column.declared_type,
                    which.full_name(), which.form == stored_form::text ? "TEXT" : "a column of bytes (BLOB, bytea)")};
}

std::optional<schema_finding> check_width(const attribute& which, const live_table& table, const live_column& column,
                                          std::size_t needed)
{
    if (!column.width || *column.width >= needed) return {};
    return schema_finding{errc::column_too_narrow,
                          fmt::format("{}.{} is declared {}, but what is stored for {} takes at least {}; make the "
                                      "column wider.",
                                      table.name, column.name, column.declared_type, which.full_name(), needed)};
}

/// In a column that is compared, where "A" equals "a" other values would be found, and changed.
std::optional<schema_finding> check_collation(const attribute& which, const live_table& table,
                                              const live_column& column)
{
    if (!column.folds) return {};
    return schema_finding{
        errc::bad_schema,
        fmt::format("{}.{} takes letters of either case for equal, but what {} is found by differs in "
                    "case; give the column a binary collation (MariaDB: ascii_bin).",
                    table.name, column.name, which.full_name())};
}

}  // namespace

std::size_t stored_size(const attribute& which, std::size_t body_bytes)
{
    const std::size_t bytes = overhead - 1 + padded(which, body_bytes);
    return which.form == stored_form::text ? text_length(bytes) : bytes;
}

std::optional<schema_finding> check_sealed_column(const attribute& which, const live_table& table)
{
    const live_column* column = table.find(which.column);
    if (column == nullptr) return missing(table, which.column, "the protected attribute " + which.full_name());
    if (auto finding = check_kind(which, table, *column)) return finding;
    if (which.found_by == lookup::deterministic)
        if (auto finding = check_collation(which, table, *column)) return finding;
    return check_width(which, table, *column, stored_size(which, shortest_body(which.type)));
}

std::optional<schema_finding> check_index_column(const attribute& which, const live_table& table)
{
    if (!which.index) return {};
    const live_column* companion = table.find(which.index->companion);
    if (companion == nullptr) return missing(table, which.index->companion, "the index column of " + which.full_name());
    if (auto finding = check_kind(which, table, *companion)) return finding;
    if (auto finding = check_collation(which, table, *companion)) return finding;
    const std::size_t token = 3u + which.index->token_bytes;
    return check_width(which, table, *companion, which.form == stored_form::text ? text_length(token) : token);
}

std::optional<schema_finding> check_column(const attribute& which, const live_table& table)
{
    if (auto finding = check_sealed_column(which, table)) return finding;
    return check_index_column(which, table);
}

std::optional<value_type> row_key_type(const live_column& column)
{
    if (column.kind == column_kind::integer) return value_type::int64;
    if (column.kind == column_kind::text) return value_type::text;
    return {};
}

}  // namespace cellseal::soci_orm
