#include "plugin/statements/table_search.h"

#include <fmt/format.h>

#include "plugin/statements/identifier.h"
#include "plugin/statements/search.h"
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

[[noreturn]] void refuse_out_of_reach(const reading& r, const operand& column)
{
    refuse(because::companion_out_of_reach, r.offset_of(column.first), column.sealed->full_name());
}

/// "contact cellseal_t"
std::string table_called(reading& r, const operand& column, std::string_view alias)
{
    if (column.column == nullptr || column.from == nullptr) refuse_out_of_reach(r, column);
    return table_text(r, column) + " " + std::string(alias);
}

/// Columns of the table that holds the values, under its alias.
std::string sealed_of(const reading& r, const operand& column, std::string_view alias)
{
    return fmt::format("{}.{}", alias, spelled(column.sealed->column, r.language));
}

std::string tokens_of(const reading& r, const operand& column, std::string_view alias)
{
    return fmt::format("{}.{}", alias, spelled(column.sealed->index->companion, r.language));
}

/// The user's text of the column, as it stands outside of the sub-select.
std::string_view text_of(const reading& r, const operand& column)
{
    const std::size_t from = r.offset_of(column.first);
    return r.sql.substr(from, r.at[column.last].end_offset() - from);
}

/// One element for each row of the table: the sealed value where the token is asked for, an empty one where it is not,
/// and NULL where a parameter is NULL. What is NULL itself is compared with nothing.
std::string exactly(reading& r, const operand& column, const std::string& table, const std::string& keys, bool negated)
{
    const std::string tokens = tokens_of(r, column, "cellseal_t");
    const std::string_view asked = text_of(r, column);
    return fmt::format(
        "CASE WHEN {} IS NULL THEN NULL ELSE {}{} IN (SELECT CASE {} IN ({}) WHEN TRUE THEN {} WHEN FALSE THEN '' END "
        "FROM {} WHERE {} IS NOT NULL) END",
        asked, asked, negated ? " NOT" : "", tokens, keys, sealed_of(r, column, "cellseal_t"), table, tokens);
}

/// What the column is called inside a sub-select: with its table, for a table in there could have a column of its name.
std::string called_inside(const reading& r, const operand& column, const std::string& spelling)
{
    if (column.from->called.empty() || column.from->called.text.rfind("cellseal_", 0) == 0)
        refuse_out_of_reach(r, column);
    if (column.path_first == column.path_last) {
        refuse_nearer_table(r, column);
        return spelled_again(column.from->called, r.language) + "." + spelling;
    }
    const std::size_t from = r.offset_of(column.path_first);
    return std::string(r.sql.substr(from, r.offset_of(column.path_last) - from)) + spelling;
}

/// The side of a join that is out of reach: its table, and how its rows are found there.
struct detour {
    std::string table;
    std::string tokens;
    std::string condition;
};

detour around(reading& r, const operand& column, std::string_view alias)
{
    return {table_called(r, column, alias), tokens_of(r, column, alias),
            sealed_of(r, column, alias) + " = " +
                called_inside(r, column, std::string(r.at[column.path_last].text_in(r.sql)))};
}

}  // namespace

void search_through_table(reading& r, const operand& column, const std::vector<operand>& wanted,
                          const comparison_operator& op)
{
    const std::string table = table_called(r, column, "cellseal_t");
    const std::string keys = all_keys(r, wanted, {bound_form::token, r.live.index_keys});
    if (op.negated || !r.unknown_is_false)
        return replace_comparison(r, column, wanted, op, exactly(r, column, table, keys, op.negated));
    r.filtering.push_back(column);
    replace_comparison(
        r, column, wanted, op,
        fmt::format("{} IN (SELECT {} FROM {} WHERE {} IN ({}))", text_of(r, column),
                    sealed_of(r, column, "cellseal_t"), table, tokens_of(r, column, "cellseal_t"), keys));
}

void join_through_table(reading& r, const operand& left, const operand& right, const comparison_operator& op)
{
    if (op.negated || !r.unknown_is_false) refuse_out_of_reach(r, goes_by_companion(r, left) ? right : left);
    const bool both = !goes_by_companion(r, left) && !goes_by_companion(r, right);
    const operand& far = goes_by_companion(r, left) ? right : left;
    const operand& other = goes_by_companion(r, left) ? left : right;
    const detour first = around(r, far, "cellseal_t");
    std::string text = "EXISTS (SELECT 1 FROM " + first.table;
    if (both) {
        const detour second = around(r, other, "cellseal_u");
        text += fmt::format(" JOIN {} ON {} = {} WHERE {} AND {})", second.table, second.tokens, first.tokens,
                            first.condition, second.condition);
    } else {
        text += fmt::format(" WHERE {} AND {} = {})", first.condition, first.tokens,
                            called_inside(r, other, companion_beside(r, other)));
    }
    r.filtering.push_back(far);
    replace_comparison(r, left, {right}, op, std::move(text));
}

void query_through_table(reading& r, const operand& column, const compared_query& with)
{
    if (with.negated || !r.unknown_is_false) refuse_out_of_reach(r, column);
    const std::string table = table_called(r, column, "cellseal_t");
    r.filtering.push_back(column);
    r.edits.insert_behind(with.open, fmt::format("SELECT {} FROM {} WHERE {} IN (", sealed_of(r, column, "cellseal_t"),
                                                 table, tokens_of(r, column, "cellseal_t")));
    r.edits.insert_behind(with.last, ")");
}

}  // namespace cellseal
