#include "adapters/orm/soci/key_change/stored_rows.h"

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

std::vector<stored_table_row> read_rows(soci::session& sql, const table_shape& shape, const std::string& query,
                                        const std::vector<std::string>& behind, std::vector<stored_field> sought)
{
    stored_table_row row(shape);
    stored_table_row last(shape);
    soci::statement select(sql);
    take_into(select, row.key);
    take_into(select, row.row_key);
    take_into(select, row.cells);
    if (!behind.empty()) {
        set_key(last, behind);
        bind(select, last.key, 'k');
    }
    bind(select, sought, 't');
    select.alloc();
    select.prepare(query);
    select.define_and_bind();
    select.execute(false);
    std::vector<stored_table_row> rows;
    while (select.fetch()) rows.push_back(row);
    return rows;
}

}  // namespace cellseal::soci_orm
