#include "plugin/entity/statement_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cellseal::statement_text {

namespace {

using names = std::vector<std::string_view>;

/// "a = :a, b = :b"
std::string assignments(const names& columns, std::string_view between)
{
    std::string text;
    for (const auto& each : columns) text += fmt::format("{0}{1} = :{1}", text.empty() ? "" : between, each);
    return text;
}

}  // namespace

std::string table_name(const table_options& table)
{
    const std::string name(table.table.view());
    return table.schema.empty() ? name : std::string(table.schema.view()) + "." + name;
}

void add(column_lists& to, std::string_view column, member_role role, bool generated, bool withheld)
{
    const bool is_key = role == member_role::key;
    to.all.push_back(column);
    if (is_key) to.keys.push_back(column);
    if (!withheld && !generated) to.inserted.push_back(column);
    if (!withheld && !is_key) to.updated.push_back(column);
}

std::string select(const column_lists& of)
{
    return fmt::format("select {} from {}", fmt::join(of.all, ", "), of.table);
}

std::string insert(const column_lists& of)
{
    return fmt::format("insert into {}({}) values(:{})", of.table, fmt::join(of.inserted, ", "),
                       fmt::join(of.inserted, ", :"));
}

std::string row_parameter(std::size_t row, std::string_view column) { return fmt::format("r{}_{}", row, column); }

std::string insert_rows(const column_lists& of, std::size_t rows)
{
    std::string text = fmt::format("insert into {}({}) values", of.table, fmt::join(of.inserted, ", "));
    for (std::size_t row = 0; row < rows; ++row) {
        const char* before = row == 0 ? "(:" : ", (:";
        for (const auto& each : of.inserted) {
            text += before + row_parameter(row, each);
            before = ", :";
        }
        text += ")";
    }
    return text;
}

std::string update(const column_lists& of)
{
    return fmt::format("update {} set {} where {}", of.table, assignments(of.updated, ", "),
                       assignments(of.keys, " and "));
}

std::string erase(const column_lists& of)
{
    return fmt::format("delete from {} where {}", of.table, assignments(of.keys, " and "));
}

}  // namespace cellseal::statement_text
