#include "plugin/statements/table_search.h"

#include <fmt/format.h>

#include "plugin/statements/searched.h"

namespace cellseal {
namespace {

bool is_hidden_by_common_table(const reading& r, const name& table) noexcept
{
    for (const common_tables* each = r.with; each != nullptr; each = each->outer)
        for (const common_table& entry : each->entries)
            if (r.same_name(entry.called, table)) return true;
    return false;
}

/// MySQL does not read a table that the statement changes.
bool is_written_on_mysql(const reading& r) noexcept
{
    const bool mysql = r.language.which == dialect::mysql || !r.language.engine_known;
    return mysql && r.changes_rows;
}

/// The table as the statement can name it; refuses where that would mean another.
std::string table_text(reading& r, const operand& column)
{
    const protected_table& table = r.names.home_of(*column.sealed);
    const std::size_t offset = r.offset_of(column.first);
    const name schema = table.schema.empty() ? name{} : schema_name(table.schema);
    const bool hidden = schema.empty() && is_hidden_by_common_table(r, schema_name(table.name));
    if (hidden || is_written_on_mysql(r) || r.names.find(schema, schema_name(table.name), offset).table != &table)
        refuse(because::companion_out_of_reach, offset, column.sealed->full_name());
    const std::string called = spelled(table.name, r.language);
    return schema.empty() ? called : spelled(table.schema, r.language) + "." + called;
}

}  // namespace

void search_through_table(reading& r, const operand& column, const std::vector<operand>& wanted,
                          const comparison_operator& op)
{
    const attribute& subject = *column.sealed;
    if (column.column == nullptr || column.from == nullptr)
        refuse(because::companion_out_of_reach, r.offset_of(column.first), subject.full_name());
    const std::string table = table_text(r, column);
    const std::size_t from = r.offset_of(column.first);
    const searched by{bound_form::token, r.live.index_keys};
    replace_comparison(
        r, column, wanted, op,
        fmt::format("{}{} IN (SELECT cellseal_t.{} FROM {} cellseal_t WHERE cellseal_t.{} IN ({}))",
                    r.sql.substr(from, r.at[column.last].end_offset() - from), op.negated ? " NOT" : "",
                    spelled(subject.column, r.language), table, spelled(subject.index->companion, r.language),
                    all_keys(r, wanted, by)));
}

}  // namespace cellseal
