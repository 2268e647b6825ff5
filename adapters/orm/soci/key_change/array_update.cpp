#include "adapters/orm/soci/key_change/array_update.h"

#include <fmt/format.h>

namespace cellseal::soci_orm::array_update {

namespace {

/// All values of one parameter, as PostgreSQL spells an array.
class array_literal {
public:
    void add(const stored_field& field)
    {
        text_ += text_.empty() ? "{" : ",";
        if (field.is_null()) {
            text_ += "NULL";
            return;
        }
        if (field.is_number) {
            text_ += std::to_string(field.number);
            return;
        }
        text_ += '"';
        for (const char each : field.text) {
            if (each == '"' || each == '\\') text_ += '\\';
            text_ += each;
        }
        text_ += '"';
    }
    [[nodiscard]] std::string finish() { return std::move(text_) + "}"; }

private:
    std::string text_;
};

struct parameters_of {
    char letter;
    std::vector<std::string> columns;
    std::vector<std::string> types;
};

/// In the order in which the statement has them.
std::vector<parameters_of> parameters(const table_shape& shape)
{
    std::vector<parameters_of> all{{'k', {}, {}}, {'r', {}, {}}, {'o', shape.cells(), shape.cell_types()}};
    for (const key_column& each : shape.key) {
        all[0].columns.push_back(each.sql);
        all[0].types.push_back(each.type);
    }
    for (const key_column& each : shape.row_key) {
        all[1].columns.push_back(each.sql);
        all[1].types.push_back(each.type);
    }
    all.push_back(all[2]);
    all.back().letter = 'n';
    return all;
}

const std::vector<stored_field>& fields_of(const row_rewrite& row, char letter)
{
    switch (letter) {
        case 'k': return row.before.key;
        case 'r': return row.before.row_key;
        case 'o': return row.before.cells;
        default: return row.after;
    }
}

void append(std::string& list, std::string_view between, const std::string& next)
{
    list += (list.empty() ? "" : std::string(between)) + next;
}

}  // namespace

std::string statement(const table_shape& shape)
{
    std::string set, arrays, names, where;
    for (const parameters_of& each : parameters(shape)) {
        for (std::size_t i = 0; i < each.columns.size(); ++i) {
            const std::string name = fmt::format("{}{}", each.letter, i);
            append(arrays, ", ", fmt::format("cast(:{} as {}[])", name, each.types[i]));
            append(names, ", ", name);
            if (each.letter == 'n')
                append(set, ", ", fmt::format("{} = given.{}", each.columns[i], name));
            else
                append(where, " and ",
                       fmt::format("stored.{} {} given.{}", each.columns[i],
                                   each.letter == 'k' ? "=" : "is not distinct from", name));
        }
    }
    return fmt::format("update {} as stored set {} from unnest({}) as given({}) where {}", shape.sql, set, arrays,
                       names, where);
}

std::uint64_t run(soci::session& sql, const table_shape& shape, std::span<const row_rewrite* const> rows)
{
    std::vector<std::string> names, arrays;
    for (const parameters_of& each : parameters(shape)) {
        for (std::size_t i = 0; i < each.columns.size(); ++i) {
            array_literal all;
            for (const row_rewrite* row : rows) all.add(fields_of(*row, each.letter).at(i));
            names.push_back(fmt::format("{}{}", each.letter, i));
            arrays.push_back(all.finish());
        }
    }
    soci::statement update(sql);
    for (std::size_t i = 0; i < arrays.size(); ++i) update.exchange(soci::use(arrays[i], names[i]));
    update.alloc();
    update.prepare(statement(shape));
    update.define_and_bind();
    update.execute(true);
    return static_cast<std::uint64_t>(update.get_affected_rows());
}

}  // namespace cellseal::soci_orm::array_update
