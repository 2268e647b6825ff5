#include "adapters/orm/soci/key_change/reseal_sql.h"

#include <algorithm>

#include <fmt/format.h>

namespace cellseal::soci_orm::reseal_sql {

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string all;
    for (const std::string& each : parts) all += (all.empty() ? "" : std::string(between)) + each;
    return all;
}

std::vector<std::string> names_of(const std::vector<key_column>& columns)
{
    std::vector<std::string> names;
    for (const key_column& each : columns) names.push_back(each.sql);
    return names;
}

std::vector<std::string> numbered(char letter, std::size_t count)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(fmt::format(":{}{}", letter, i));
    return all;
}

/// A parameter whose string holds raw bytes, as this database has to be told.
std::string as_bytes(const std::string& parameter, table_home home)
{
    switch (home) {
        case table_home::sqlite: return fmt::format("cast({} as blob)", parameter);
        case table_home::mysql: return "_binary " + parameter;
        case table_home::postgresql: break;
    }
    return parameter;
}

std::string is_not_distinct(const std::string& column, const std::string& value, table_home home)
{
    switch (home) {
        case table_home::sqlite: return fmt::format("{} is {}", column, value);
        case table_home::postgresql: return fmt::format("{} is not distinct from {}", column, value);
        case table_home::mysql: break;
    }
    return fmt::format("{} <=> {}", column, value);
}

std::string condition_of(const sealed_column& column, const sealing_marks& marks, table_home home)
{
    const stored_form form = column.which->form;
    std::string old =
        fmt::format("({0} is not null and not {1})", column.value, begins_with(column.value, marks.values, form, home));
    if (column.token.empty() || marks.tokens.empty()) return old;
    old += fmt::format(" or ({0} is not null and not {1})", column.token,
                       begins_with(column.token, marks.tokens, form, home));
    // A sealed NULL has no token.
    if (column.which->nulls == null_policy::keep)
        old += fmt::format(" or ({} is not null and {} is null)", column.value, column.token);
    return old;
}

bool is_among(std::span<const std::string> attributes, const sealed_column& column)
{
    return std::ranges::find(attributes, column.which->full_name()) != attributes.end();
}

/// Tokens of an old key, and those that are missing beside values that are all there: under the present keys, or about
/// to be taken in.
std::string condition_of_compound(const table_shape& shape, const std::vector<sealing_marks>& marks, std::size_t index,
                                  std::span<const std::string> taken_in)
{
    const sealed_column& column = shape.columns[index];
    std::string missing = fmt::format("{} is null", column.value);
    for (const std::size_t part : column.parts) {
        const sealed_column& value = shape.columns[part];
        missing += is_among(taken_in, value)
                       ? fmt::format(" and {} is not null", value.value)
                       : fmt::format(" and {} is not null and {}", value.value,
                                     begins_with(value.value, marks[part].values, value.which->form, shape.home));
    }
    return fmt::format("({0} is not null and not {1}) or ({2})", column.value,
                       begins_with(column.value, marks[index].values, column.which->form, shape.home), missing);
}

/// " and (a, b) > (:k0, :k1)"
std::string bound(const table_shape& shape, std::string_view sign, char letter)
{
    const std::string key = joined(names_of(shape.key), ", ");
    const std::string given = joined(numbered(letter, shape.key.size()), ", ");
    return shape.key.size() == 1 ? fmt::format(" and {} {} {}", key, sign, given)
                                 : fmt::format(" and ({}) {} ({})", key, sign, given);
}

std::string bounds(const table_shape& shape, const wanted_rows& rows)
{
    return (rows.behind ? bound(shape, ">", 'k') : std::string()) +
           (rows.until ? bound(shape, "<=", 'u') : std::string());
}

}  // namespace

std::string is_old(const table_shape& shape, const std::vector<sealing_marks>& marks)
{
    return is_old(shape, marks, {});
}

std::string is_old(const table_shape& shape, const std::vector<sealing_marks>& marks,
                   std::span<const std::string> attributes)
{
    std::vector<std::string> any;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const sealed_column& each = shape.columns[i];
        const auto taken_in = [&](std::size_t part) { return is_among(attributes, shape.columns[part]); };
        if (each.compound != nullptr && (attributes.empty() || std::ranges::any_of(each.parts, taken_in)))
            any.push_back(condition_of_compound(shape, marks, i, attributes));
        else if (each.compound == nullptr && (attributes.empty() || is_among(attributes, each)))
            any.push_back(condition_of(each, marks[i], shape.home));
    }
    return any.empty() ? "1 = 0" : "(" + joined(any, " or ") + ")";
}

std::string select(const table_shape& shape, const wanted_rows& rows)
{
    const std::string key = joined(names_of(shape.key), ", ");
    std::vector<std::string> columns = names_of(shape.key);
    for (const std::string& each : names_of(shape.row_key)) columns.push_back(each);
    for (const std::string& each : shape.cells()) columns.push_back(each);
    if (rows.versions)
        for (const std::string& each : names_of(shape.version)) columns.push_back(each);
    std::string text = fmt::format("select {} from {} where {}", joined(columns, ", "), shape.sql, rows.condition);
    text += bounds(shape, rows);
    text += fmt::format(" order by {} limit {}", key, rows.most);
    if (!rows.for_update || shape.home == table_home::sqlite) return text;
    return text + (rows.locked == locked_rows::skip ? " for update skip locked" : " for update");
}

std::string update(const table_shape& shape, parameters spelled)
{
    const std::vector<std::string> cells = shape.cells();
    const std::vector<bool> bytes = shape.byte_cells();
    const auto parameter = [&](char letter, std::size_t i) {
        return spelled == parameters::named ? fmt::format(":{}{}", letter, i) : "?";
    };
    const auto cell = [&](char letter, std::size_t i) {
        const std::string given = parameter(letter, i);
        return bytes[i] && spelled == parameters::named ? as_bytes(given, shape.home) : given;
    };
    std::vector<std::string> set, where;
    for (std::size_t i = 0; i < shape.key.size(); ++i)
        where.push_back(fmt::format("{} = {}", shape.key[i].sql, parameter('k', i)));
    for (std::size_t i = 0; i < shape.row_key.size(); ++i)
        where.push_back(is_not_distinct(shape.row_key[i].sql, parameter('r', i), shape.home));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        set.push_back(fmt::format("{} = {}", cells[i], cell('n', i)));
        // Compared byte by byte, whatever the column's collation is.
        const std::string old =
            shape.home == table_home::mysql && !bytes[i] ? fmt::format("binary {}", cells[i]) : cells[i];
        where.push_back(is_not_distinct(old, cell('o', i), shape.home));
    }
    // Whatever a unique key of SQLite says: "on conflict replace" would delete the other row.
    return fmt::format("update {}{} set {} where {}", shape.home == table_home::sqlite ? "or abort " : "", shape.sql,
                       joined(set, ", "), joined(where, " and "));
}

std::string holder(const table_shape& shape, std::size_t cell)
{
    const std::string parameter = fmt::format(":n{}", cell);
    return fmt::format("select {} from {} where {} = {} limit 1", joined(names_of(shape.key), ", "), shape.sql,
                       shape.cells().at(cell), shape.byte_cells()[cell] ? as_bytes(parameter, shape.home) : parameter);
}

std::string is_one_of(const table_shape& shape, std::size_t cell, std::size_t count)
{
    std::vector<std::string> sought = numbered('t', count);
    if (shape.byte_cells()[cell])
        for (std::string& each : sought) each = as_bytes(each, shape.home);
    return fmt::format("{} in ({})", shape.cells().at(cell), joined(sought, ", "));
}

std::string count(const table_shape& shape, const wanted_rows& wanted)
{
    return fmt::format("select count(*) from {} where {}{}", shape.sql, wanted.condition, bounds(shape, wanted));
}

std::string key_at(const table_shape& shape, bool behind, std::size_t before)
{
    const std::string key = joined(names_of(shape.key), ", ");
    return fmt::format("select {0} from {1} where 1 = 1{2} order by {0} limit 1 offset {3}", key, shape.sql,
                       behind ? bound(shape, ">", 'k') : "", before);
}

}  // namespace cellseal::soci_orm::reseal_sql
