#include "adapters/orm/soci/key_change/stored_rows.h"

#include <utility>

#include <fmt/format.h>

namespace cellseal::soci_orm {

namespace {

std::vector<stored_field> fields_for(const std::vector<key_column>& columns)
{
    std::vector<stored_field> fields(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) fields[i].is_number = columns[i].is_number;
    return fields;
}

}  // namespace

void take_into(soci::statement& statement, std::vector<stored_field>& fields)
{
    for (stored_field& each : fields) {
        if (each.is_number)
            statement.exchange(soci::into(each.number, each.state));
        else
            statement.exchange(soci::into(each.text, each.state));
    }
}

stored_table_row::stored_table_row(const table_shape& shape)
    : key(fields_for(shape.key)), row_key(fields_for(shape.row_key)), cells(shape.cells().size())
{
}

std::string stored_table_row::name() const
{
    std::string all;
    for (const stored_field& each : key) all += (all.empty() ? "" : ", ") + each.as_text();
    return all;
}

std::vector<std::string> cursor_of(const stored_table_row& row)
{
    std::vector<std::string> cursor;
    for (const stored_field& each : row.key) cursor.push_back(each.as_text());
    return cursor;
}

void set_key(stored_table_row& row, const std::vector<std::string>& cursor)
{
    for (std::size_t i = 0; i < row.key.size(); ++i) {
        row.key[i].set_text(cursor.at(i));
        if (row.key[i].is_number) row.key[i].number = std::stoll(cursor.at(i));
    }
}

void bind(soci::statement& statement, std::vector<stored_field>& fields, char letter)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string name = fmt::format("{}{}", letter, i);
        if (fields[i].is_number)
            statement.exchange(soci::use(fields[i].number, fields[i].state, name));
        else
            statement.exchange(soci::use(fields[i].text, fields[i].state, name));
    }
}

rows_select::rows_select(soci::session& sql, const table_shape& shape, kind what)
    : row_(shape), last_(shape), sought_(std::move(what.sought)), select_(sql)
{
    take_into(select_, row_.key);
    take_into(select_, row_.row_key);
    take_into(select_, row_.cells);
    if (what.versioned) {
        row_.version = fields_for(shape.version);
        take_into(select_, row_.version);
    }
    if (what.behind) bind(select_, last_.key, 'k');
    bind(select_, sought_, 't');
    select_.alloc();
    select_.prepare(what.query);
    select_.define_and_bind();
}

void rows_select::run(const std::vector<std::string>& behind, const std::function<void(const stored_table_row&)>& take)
{
    if (!behind.empty()) set_key(last_, behind);
    select_.execute(false);
    while (select_.fetch()) take(row_);
}

std::vector<stored_table_row> read_rows(soci::session& sql, const table_shape& shape, const std::string& query,
                                        const std::vector<std::string>& behind, std::vector<stored_field> sought)
{
    std::vector<stored_table_row> rows;
    rows_select(sql, shape, {.query = query, .behind = !behind.empty(), .sought = std::move(sought)})
        .run(behind, [&](const stored_table_row& each) { rows.push_back(each); });
    return rows;
}

}  // namespace cellseal::soci_orm
